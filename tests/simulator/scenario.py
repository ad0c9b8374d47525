# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is there at the beginning: a group with two hooks, and for the demo suspended instances."""

from __future__ import annotations

import typing as t

from .state import State
from .values import GROUP_ID, LAUNCHING_HOOK, TERMINATING_HOOK


class Suspended(t.NamedTuple):
    """One suspended instance of the demo."""

    instance_id: str
    hook_name: str
    key: str
    seconds: int


DEMO = (
    Suspended("0a1f6b9e-58d2-4c37-9b40-e6c8d1f7a523", TERMINATING_HOOK, "c2f4a8d0-7b61-4e95-a3c8-9d0e5f1b7264", 600),
    Suspended("1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634", TERMINATING_HOOK, "d3a5b9e1-8c72-4fa6-b4d9-ae1f6a2c8375", 1800),
    Suspended("2c3d8d7a-7ab4-4e59-9b62-a8eaf3b5c745", TERMINATING_HOOK, "e4b6caf2-9d83-4ab7-85ea-bf2a7b3d9486", 3600),
    Suspended("3d4c9e6b-8ba5-4f6a-8c73-b9fba4c4d856", TERMINATING_HOOK, "f5c7dba3-ae94-4bc8-96fb-ca3b8c4eaa97", 7200),
    Suspended("4e5baf5c-9cb6-4a7b-9d84-cafcb5d3e967", LAUNCHING_HOOK, "a6d8ecb4-bfa5-4cd9-a7ac-db4c9d5fbba8", 900),
    Suspended("5f6aba4d-adc7-4b8c-8e95-dbadc6e2fa78", LAUNCHING_HOOK, "b7e9fdc5-cab6-4dea-b8bd-ec5dae6accb9", 5400),
)


def load(state: State, demo: bool) -> None:
    """Fill an empty state."""
    state.add_group(GROUP_ID)
    state.add_hook(GROUP_ID, TERMINATING_HOOK)
    state.add_hook(GROUP_ID, LAUNCHING_HOOK, type="INSTANCE_LAUNCHING")
    for one in DEMO if demo else ():
        state.suspend(GROUP_ID, one.instance_id, one.hook_name, key=one.key, timeout=one.seconds)

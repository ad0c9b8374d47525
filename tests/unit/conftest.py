# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulator whose clock stands still, tasks that run against it, and an environment that says nothing."""

from __future__ import annotations

import contextlib
import json
import os
import typing as t

import hypothesis
import pytest
from ansible.module_utils import basic

from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_lifecycle_callback
from ansible_collections.huaweicloud.autoscaling.tests.simulator import Clock, Simulator
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import Task, hang

try:
    from ansible.module_utils.testing import patch_module_args
except ImportError:  # before ansible-core 2.19

    @contextlib.contextmanager
    def patch_module_args(args: dict[str, t.Any]) -> t.Iterator[None]:
        basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": args}).encode()
        yield
        basic._ANSIBLE_ARGS = None


hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("repeatable")

_PREFIXES = ("HW_", "OS_", "HUAWEICLOUD_")
_NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "netrc", "requests_ca_bundle", "curl_ca_bundle")


@pytest.fixture(autouse=True)
def silent_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away every variable that a task would listen to."""
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name.lower() in _NAMES:
            monkeypatch.delenv(name)


@pytest.fixture
def simulator() -> t.Iterator[Simulator]:
    """A simulator in which nothing hangs."""
    with Simulator(clock=Clock(frozen=True)) as running:
        yield running


@pytest.fixture
def task(simulator: Simulator) -> Task:
    """Run a task against the simulator."""
    return Task(simulator)


@pytest.fixture
def hanging(simulator: Simulator) -> str:
    """Let the usual instance hang."""
    return hang(simulator)


@pytest.fixture(params=[True, False], ids=["rows stay", "rows leave"])
def history(request: pytest.FixtureRequest, simulator: Simulator) -> bool:
    """Tell whether the list keeps the rows that are resolved; both are tried."""
    simulator.state.keep_resolved = request.param
    return bool(request.param)


@pytest.fixture
def run_module(task: Task, capfd: pytest.CaptureFixture[str]) -> t.Callable[..., dict[str, t.Any]]:
    """Run the module's main() and return what it prints."""

    def run(check: bool = False, diff: bool = False, **options: t.Any) -> dict[str, t.Any]:
        internals = {"_ansible_check_mode": check, "_ansible_diff": diff, "_ansible_remote_tmp": "/tmp"}
        with patch_module_args({**task.parameters(**options), **internals}), pytest.raises(SystemExit):
            as_lifecycle_callback.main()
        return dict(json.loads(capfd.readouterr().out))

    return run

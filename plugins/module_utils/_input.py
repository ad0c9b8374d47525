# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is refused before anything is sent, beside what an argument spec can say.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import re

from ._errors import InputError

_HOOK_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOPIC_URN = re.compile(r"urn:smn:[^:\s]+:[^:\s]+:[^:\s]+")
_FORBIDDEN_IN_METADATA = re.compile(r"[<>&'()]")
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def refuse_bad_id(option: str, value: str | None) -> None:
    """Raise InputError for an id that cannot be one, or that would reach another path."""
    if value is None:
        return
    faults = (
        (not value.strip(), "is empty"),
        (_CONTROL_CHARACTERS.search(value), "has control characters"),
        (_SURROGATES.search(value), "is not valid Unicode"),
        (value in (".", ".."), f"cannot be {value}"),
    )
    for wrong, fault in faults:
        if wrong:
            raise InputError(f"{option}: the value {fault}.", "Give it as the service reports it.")


def refuse_bad_hook_name(option: str, value: str | None) -> None:
    """Raise InputError for a name that no lifecycle hook can have."""
    if value is not None and not _HOOK_NAME.fullmatch(value):
        raise InputError(f"{option}: {value!r} is no hook name.", "Give 1 to 64 letters (A-Z, a-z), digits, - or _.")


def refuse_out_of_range(option: str, value: int | None, least: int, most: int | None = None) -> None:
    """Raise InputError for a number outside its bounds."""
    if value is not None and (value < least or (most is not None and value > most)):
        bounds = f"{least} or more" if most is None else f"a number from {least} to {most}"
        raise InputError(f"{option}: {value} is out of range.", f"Give {bounds}.")


def refuse_bad_topic_urn(option: str, value: str | None) -> None:
    """Raise InputError for what is no URN of an SMN topic."""
    if value is not None and not _TOPIC_URN.fullmatch(value):
        raise InputError(f"{option}: {value!r} is no topic URN.", "Give urn:smn:<region>:<project id>:<topic>.")


def refuse_bad_metadata(option: str, value: str | None) -> None:
    """Raise InputError for notification metadata that the service does not take."""
    if value is not None and len(value) > 256:
        raise InputError(f"{option}: it has {len(value)} characters.", "Give 256 at most.")
    if value is not None and _FORBIDDEN_IN_METADATA.search(value):
        raise InputError(f"{option}: it has forbidden characters.", "Leave out < > & ' ( and ).")

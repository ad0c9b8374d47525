# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which credentials and addresses count: the task's own, those of a file it names, those of the environment.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import re
import typing as t

from ansible.module_utils.parsing.convert_bool import boolean

from ._arguments import CREDENTIALS, INSECURE, PLACES, SOURCES, first_set
from ._errors import InputError
from ._input import refuse_bad_id, refuse_out_of_range
from ._sources import Settings, from_cloud, from_credentials_file, from_profile

Params = t.Mapping[str, t.Any]

_READERS: dict[str, t.Callable[[str], Settings]] = {
    "cloud": from_cloud,
    "profile": from_profile,
    "credentials_file": from_credentials_file,
    "auth_type": lambda name: {"auth_type": name},
}
_IN_A_HEADER = re.compile(r"[\x21-\x7e]+( +[\x21-\x7e]+)*")


def settings_of(params: Params) -> Settings:
    """Return every connection option with the value that counts; raise InputError for what cannot be."""
    found = _login_of_task(params)
    if found is None:
        found = _login_of_environment()
    settings: Settings = {option: found.get(option) for option in (*CREDENTIALS, "auth_type")}
    for option, names in PLACES.items():
        given = (params[option], found.get(option), first_set(names))
        settings[option] = next((value for value in given if value not in (None, "")), None)
    if settings["validate_certs"] is None:
        settings["validate_certs"] = not boolean(first_set(INSECURE) or False, strict=False)
    settings["max_retries"] = _number("max_retries", settings["max_retries"], 3)
    settings["timeout"] = params["timeout"]
    _refuse_bad_values(settings)
    return settings


def _login_of_task(params: Params) -> Settings | None:
    """Return the login that the task itself names; None when it names none."""
    own = {option: params[option] for option in CREDENTIALS if params[option]}
    ways = [option for option in SOURCES if params[option]]
    if len(ways) > 1 or (ways and own):
        first, second = (*ways, *own)[:2]
        raise InputError(f"{first}: it is a way to log in, and so is {second}.", "Give one of them.")
    return _READERS[ways[0]](params[ways[0]]) if ways else own or None


def _login_of_environment() -> Settings:
    """Return the login that the environment names: credentials themselves, then where they are found."""
    own = {option: value for option, value in ((name, first_set(CREDENTIALS[name])) for name in CREDENTIALS) if value}
    if own:
        return own
    for option, names in SOURCES.items():
        value = first_set(names)
        if value:
            return _READERS[option](value)
    return {}


def _number(option: str, value: t.Any, default: int) -> int:
    try:
        return default if value is None else int(value)
    except ValueError:
        raise InputError(f"{option}: {value!r} is no number.", "Give a number.") from None


def _refuse_bad_values(settings: Settings) -> None:
    refuse_bad_id("project_id", settings["project_id"])
    refuse_out_of_range("timeout", settings["timeout"], 1)
    refuse_out_of_range("max_retries", settings["max_retries"], 0, 20)
    for option in ("token", "access_key", "secret_key", "security_token"):
        if settings[option] and not _IN_A_HEADER.fullmatch(settings[option]):
            raise InputError(
                f"{option}: it has blanks at an end, line breaks or characters that no header can carry.",
                "Give it without them.",
            )

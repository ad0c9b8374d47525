# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One fault: what it is made of and how it is written as JSON."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import email.utils
import inspect
import typing as t

from .wire import Answer


@dataclasses.dataclass(frozen=True)
class Fault:
    """One thing that goes wrong; `kind` and `arguments` name its constructor and what that was given."""

    applied: bool = False
    before: float = 0
    after: float = 0
    later: float | None = None
    dropped: bool = False
    replacement: t.Callable[[str], Answer] | None = None
    missing: int = 0
    reset: bool = False
    kind: str = ""
    arguments: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)

    def to_dict(self) -> dict[str, t.Any]:
        """Return the fault as a JSON object."""
        return {"kind": self.kind, **{name: _plain(value) for name, value in self.arguments.items()}}

    @staticmethod
    def from_dict(written: t.Mapping[str, t.Any]) -> Fault:
        """Return the fault that to_dict() wrote; text stands for bytes in UTF-8."""
        arguments = {name: value for name, value in written.items() if name != "kind"}
        if written.get("kind") not in CONSTRUCTORS:
            raise ValueError(f"no fault is called {written.get('kind')}; there are {', '.join(sorted(CONSTRUCTORS))}")
        return CONSTRUCTORS[written["kind"]](**arguments)


CONSTRUCTORS: dict[str, t.Callable[..., Fault]] = {}
_Make = t.TypeVar("_Make", bound=t.Callable[..., Fault])


def kind(make: _Make) -> _Make:
    """Let a constructor's faults remember how they were made."""

    def remember(*positional: t.Any, **named: t.Any) -> Fault:
        arguments = inspect.signature(make).bind(*positional, **named).arguments
        return dataclasses.replace(make(*positional, **named), kind=make.__name__, arguments=dict(arguments))

    remember.__name__, remember.__doc__ = make.__name__, make.__doc__
    CONSTRUCTORS[make.__name__] = remember
    return t.cast("_Make", remember)


def as_bytes(raw: t.Any) -> bytes:
    if isinstance(raw, dict):
        return base64.b64decode(raw["base64"])
    return raw.encode() if isinstance(raw, str) else bytes(raw)


def _plain(value: t.Any) -> t.Any:
    if isinstance(value, dt.datetime):
        return as_retry_after(value)
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def as_retry_after(value: int | str | dt.datetime) -> str:
    if isinstance(value, dt.datetime):
        return email.utils.format_datetime(value.astimezone(dt.timezone.utc), usegmt=True)
    return str(value)

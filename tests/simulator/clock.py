# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator's own time, which tests may move."""

from __future__ import annotations

import datetime as dt

STAMP = "%Y-%m-%dT%H:%M:%SZ"


def real_now() -> dt.datetime:
    """Return the machine's time in UTC."""
    return dt.datetime.now(dt.timezone.utc)


def stamp(moment: dt.datetime) -> str:
    """Write a moment as the service does: UTC, whole seconds, a Z."""
    return moment.astimezone(dt.timezone.utc).strftime(STAMP)


def moment(text: str) -> dt.datetime:
    """Read a moment in ISO 8601; without an offset it is UTC."""
    parsed = dt.datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=dt.timezone.utc)


class Clock:
    """A clock that ticks with real time, or stands still when frozen, and can be moved either way."""

    def __init__(self, frozen: bool = False, at: dt.datetime | None = None) -> None:
        self._frozen = frozen
        self._start = at
        self.reset()

    def reset(self) -> None:
        """Go back to where the clock started: the given moment, or the machine's time."""
        self._real_base = real_now()
        base = self._start or self._real_base
        self._base = base.replace(microsecond=0) if self._frozen else base

    def now(self) -> dt.datetime:
        """Return the present moment, aware and in UTC."""
        return self._base if self._frozen else self._base + (real_now() - self._real_base)

    def advance(self, seconds: float) -> None:
        """Move the clock on by so many seconds."""
        self._base += dt.timedelta(seconds=seconds)

    def set(self, moment_wanted: dt.datetime) -> None:
        """Move the clock to this moment; a ticking clock ticks on from there."""
        if moment_wanted.tzinfo is None:
            raise ValueError("the clock needs an aware moment")
        self._base = moment_wanted.astimezone(dt.timezone.utc)
        self._real_base = real_now()

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which cases are run, by which rivals and how often: what fits into the time that somebody waits."""

from __future__ import annotations

import typing as t

from .rivals import CONTROLLER, DEBUG, HOSTS, LOOP, MODULE, PASSWORD, REQUESTS, SDK, TOKEN, URI, Case


class Entry(t.NamedTuple):
    """One case, the rivals that take part in it, and the number of rounds."""

    case: Case
    rivals: tuple[str, ...]
    rounds: int


class Plan(t.NamedTuple):
    """What one call of the benchmark does."""

    entries: list[Entry]
    memory: list[Case]

    def schedule(self) -> list[tuple[Case, str]]:
        """Return the runs in their order: round by round, so that noise meets every rival alike."""
        rounds = max(entry.rounds for entry in self.entries)
        due = [entry for number in range(rounds) for entry in self.entries if number < entry.rounds]
        return [(entry.case, rival) for entry in due for rival in entry.rivals]


def _entries(kind: str, login: str, *lines: tuple[int, int, str]) -> list[Entry]:
    return [Entry(Case(kind, login, count), tuple(rivals.split()), rounds) for count, rounds, rivals in lines]


_ALL = " ".join((CONTROLLER, MODULE, URI, DEBUG, REQUESTS, SDK))
_FAST = " ".join((CONTROLLER, DEBUG, REQUESTS, SDK))
_SLOW = " ".join((MODULE, URI))
_HERE = " ".join((CONTROLLER, DEBUG))
_PLAYS = " ".join((CONTROLLER, MODULE, URI, DEBUG))
_WITH_LOGIN = " ".join((CONTROLLER, MODULE, URI, REQUESTS))
_OURS_WITH_LOGIN = " ".join((CONTROLLER, REQUESTS))

QUICK = Plan(
    [
        *_entries(LOOP, TOKEN, (1, 3, _ALL), (10, 3, _FAST), (100, 3, _FAST), (5, 1, _SLOW)),
        *_entries(HOSTS, TOKEN, (1, 2, _HERE), (10, 2, _HERE), (1, 1, _SLOW), (10, 1, URI)),
        *_entries(LOOP, PASSWORD, (1, 1, _WITH_LOGIN), (100, 1, _OURS_WITH_LOGIN)),
        *_entries(HOSTS, PASSWORD, (10, 1, CONTROLLER)),
    ],
    [],
)
NORMAL = Plan(
    [
        *_entries(LOOP, TOKEN, (1, 5, _ALL), (10, 5, _FAST), (100, 5, _FAST), (1000, 3, _FAST)),
        *_entries(LOOP, TOKEN, (10, 3, _SLOW), (20, 2, URI)),
        *_entries(HOSTS, TOKEN, (1, 5, _PLAYS), (10, 5, _HERE), (50, 5, _HERE), (10, 2, _SLOW), (50, 2, URI)),
        *_entries(LOOP, PASSWORD, (1, 3, _WITH_LOGIN), (100, 3, _OURS_WITH_LOGIN), (1000, 2, _OURS_WITH_LOGIN)),
        *_entries(LOOP, PASSWORD, (10, 2, URI)),
        *_entries(HOSTS, PASSWORD, (1, 3, CONTROLLER), (10, 3, CONTROLLER), (50, 3, CONTROLLER), (10, 2, URI)),
    ],
    [Case(LOOP, TOKEN, 100), Case(LOOP, TOKEN, 1000)],
)
FULL = NORMAL._replace(entries=[*NORMAL.entries, *_entries(LOOP, TOKEN, (100, 1, URI))])

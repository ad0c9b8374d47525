# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The goals of the collection, and how near the figures come to them. A goal that is missed fails nothing."""

from __future__ import annotations

import typing as t

from .bench import Run
from .figures import Figures, Seconds
from .rivals import CONTROLLER, DEBUG, HOSTS, LABELS, LOOP, MODULE, PASSWORD, REQUESTS, TOKEN, URI, Case

Row = t.Tuple[str, str, str]
NOT_RUN = "not run"
_NAMES = {**LABELS, URI: "uri", DEBUG: "debug", REQUESTS: "bare requests"}
_RATIOS = (
    (URI, CONTROLLER, Case(LOOP, TOKEN, 1), "at least 1.5"),
    (URI, CONTROLLER, Case(LOOP, TOKEN, 100), "at least 30"),
    (URI, CONTROLLER, Case(HOSTS, TOKEN, 50), "at least 6"),
    (CONTROLLER, DEBUG, Case(HOSTS, TOKEN, 50), "at most 1.3"),
    (MODULE, URI, Case(LOOP, TOKEN, 1), "at most 1.1"),
    (MODULE, URI, Case(LOOP, TOKEN, 10), "at most 1.1"),
)
_WHOLE = ("", Figures.ratio)
_NET = (", both less the start of ansible-playbook", Figures.net_ratio)
_WAYS = {False: (_WHOLE,), True: (_WHOLE, _NET)}


def goals(figures: Figures) -> list[Row]:
    """Return what is measured, the figure and the goal, in words, of all that was run."""
    rows = [*_ratios(figures), *_costs(figures), *_memory(figures), *_traffic(figures)]
    return [row for row in rows if row[1] != NOT_RUN]


def _ratios(figures: Figures) -> list[Row]:
    return [
        (f"{_amount(case)}: {_NAMES[slow]} / {_NAMES[fast]}{less}", _shown(ratio(figures, slow, fast, case)), goal)
        for slow, fast, case, goal in _RATIOS
        for less, ratio in _WAYS[case.size > 1 and slow == URI]
    ]


def _shown(ratio: Seconds | None) -> str:
    return NOT_RUN if ratio is None else f"{'~' if ratio.estimated else ''}{ratio.value:.2f}"


def _costs(figures: Figures) -> list[Row]:
    rows = []
    for first, last in ((10, 100), (100, 1000)):
        span = f"each further item, {first} to {last}"
        over = figures.over_floor(CONTROLLER, LOOP, TOKEN, first, last)
        rows.append((f"{span}: this collection less debug", _milliseconds(over), "at most 4 ms"))
        for rival in (CONTROLLER, DEBUG, REQUESTS):
            whole = figures.further(rival, LOOP, TOKEN, first, last)
            rows.append((f"{span}: {_NAMES[rival]}", _milliseconds(whole), "no more than before" if first > 10 else ""))
    return rows


def _milliseconds(value: float | None) -> str:
    return NOT_RUN if value is None else f"{value:.1f} ms"


def _memory(figures: Figures) -> list[Row]:
    rows = []
    for rival, goal in ((CONTROLLER, "flat"), (DEBUG, "")):
        peaks = [figures.peaks.get((rival, Case(LOOP, TOKEN, size))) for size in (100, 1000)]
        shown = NOT_RUN if None in peaks else " and ".join(f"{peak:.1f}" for peak in peaks if peak) + " MB"
        rows.append((f"largest worker at 100 and at 1000 items: {_NAMES[rival]}", shown, goal))
    return rows


def _traffic(figures: Figures) -> list[Row]:
    lines = (
        (CONTROLLER, Case(LOOP, TOKEN, 1000), "1000, 1, 0"),
        (CONTROLLER, Case(LOOP, PASSWORD, 1000), "1000, 1, 1"),
        (CONTROLLER, Case(HOSTS, PASSWORD, 50), ""),
        (URI, Case(LOOP, PASSWORD, 10), ""),
    )
    return [
        (
            f"{_amount(case)} with a {case.login}, {_NAMES[rival]}: callbacks, connections, logins",
            _counted(figures.runs.get((rival, case))),
            goal,
        )
        for rival, case, goal in lines
    ]


def _amount(case: Case) -> str:
    if case.kind == HOSTS:
        return f"{case.size} hosts"
    return "one task" if case.size == 1 else f"{case.size} items in a loop"


def _counted(runs: list[Run] | None) -> str:
    if not runs:
        return NOT_RUN
    seen = {(run.seen.callbacks, run.seen.connections, run.seen.logins) for run in runs}
    return " or ".join(", ".join(map(str, counts)) for counts in sorted(seen))

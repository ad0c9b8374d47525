# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tables, as text for a terminal and as reStructuredText for the documentation."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import typing as t

from .figures import Figures, short
from .goals import goals
from .rivals import CONTROLLER, DEBUG, HOSTS, LABELS, LOOP, MODULE, PASSWORD, REQUESTS, SDK, TOKEN, URI, Case

_PACKAGES = ("ansible-core", "requests", "huaweicloudsdkas")
_COLUMNS = {LOOP: (CONTROLLER, MODULE, URI, DEBUG, REQUESTS, SDK), HOSTS: (CONTROLLER, MODULE, URI, DEBUG)}
_TITLES = {LOOP: "Callbacks by a loop of one task", HOSTS: "One callback for each host, 5 hosts at a time"}
_HEADS = {LOOP: "items", HOSTS: "hosts"}
_TITLE = "How long callbacks take"
_LABEL = ".. _ansible_collections.huaweicloud.autoscaling.docsite.benchmark:"
_LICENSE = "see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt"
# REUSE-IgnoreStart
_COMMENT = (
    "Copyright (c) 2026, the huaweicloud.autoscaling contributors",
    f"GNU General Public License v3.0+ ({_LICENSE})",
    "SPDX-License-Identifier: GPL-3.0-or-later",
    "Written by: make bench",
)
# REUSE-IgnoreEnd


class Table(t.NamedTuple):
    """A table; all cells are text."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


def tables(figures: Figures) -> list[Table]:
    """Return what a reader wants to compare."""
    timed = [_timed(figures, kind) for kind in (LOOP, HOSTS)]
    return [*timed, Table("What is to be reached", ("figure", "measured", "goal"), list(goals(figures)))]


def _timed(figures: Figures, kind: str) -> Table:
    cases = [
        Case(kind, login, count) for login in (TOKEN, PASSWORD) for count in figures.measured(CONTROLLER, kind, login)
    ]
    rows = [
        (f"{case.size}, {case.login}", *(_cell(figures, rival, case) for rival in _COLUMNS[kind])) for case in cases
    ]
    return Table(_TITLES[kind], (f"{_HEADS[kind]}, login", *(LABELS[rival] for rival in _COLUMNS[kind])), rows)


def _cell(figures: Figures, rival: str, case: Case) -> str:
    seconds = figures.seconds(rival, case)
    if seconds is None:
        return "-"
    value = f"{'~' if seconds.estimated else ''}{short(seconds.value)} s"
    ratio = figures.ratio(rival, CONTROLLER, case)
    return value if rival == CONTROLLER or ratio is None else f"{value} ({short(ratio.value)} x)"


def notes(figures: Figures) -> list[str]:
    """Say how it was measured, on what, and what was not run."""
    rounds = sorted({len(runs) for runs in figures.runs.values()})
    times = (
        f"Each figure is the median wall time of {rounds[0]} to {rounds[-1]} runs, from the start of the process to its"
        " end. The rivals took turns. In brackets: how many times as long as this collection."
    )
    place = (
        f"The service is the simulator, on the same machine. The slowest run took {figures.spread():.1f} times as long"
        " as the median of its kind. The SDK signs with a key pair instead of sending a token."
    )
    return [times, place, f"Measured on {machine()}.", *_estimates(figures)]


def machine() -> str:
    """Describe the machine and the programs, without its name."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return ", ".join([f"{cores} cores", platform.system(), f"Python {platform.python_version()}", *versions])


def _estimates(figures: Figures) -> list[str]:
    lines = [
        f"{LABELS[rival]} with a {login}: {', '.join(map(str, sizes))} {_HEADS[kind]}"
        for kind, rivals in _COLUMNS.items()
        for rival in rivals
        for login in (TOKEN, PASSWORD)
        for sizes in [figures.measured(rival, kind, login)]
        if len(sizes) > 1 and max(sizes) < max(figures.sizes(kind, login))
    ]
    straight = (
        "The slow ones ran with fewer; ~ marks the straight line through the smallest and the largest size that ran."
    )
    return [f"{straight} They ran with: {'; '.join(lines)}."] if lines else []


def as_text(tables: list[Table], notes: list[str]) -> str:
    """Return tables with aligned columns."""
    return "\n".join([*(_aligned(table) for table in tables), *notes])


def _aligned(table: Table) -> str:
    lines = [table.head, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines)]
    shown = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
    return "\n".join([table.title, *shown, ""])


def as_rst(tables: list[Table], notes: list[str]) -> str:
    """Return list-tables and notes as a page of the documentation."""
    head = "..\n" + "".join(f"  {line}\n" for line in _COMMENT)
    title = f"{_LABEL}\n\n{_TITLE}\n{'=' * len(_TITLE)}\n"
    return "\n".join([head, title, *(_list_table(table) for table in tables), *(f"* {note}" for note in notes), ""])


def _list_table(table: Table) -> str:
    lines = [f".. list-table:: {table.title}", "  :header-rows: 1", ""]
    for row in (table.head, *table.rows):
        lines += [f"  {'  -' if number else '* -'} {cell}".rstrip() for number, cell in enumerate(row)]
    return "\n".join([*lines, ""])

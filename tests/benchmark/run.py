# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measures what callbacks cost, against all other ways to send them. Nothing here passes or fails by the clock."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from ansible_collections.huaweicloud.autoscaling.tests.benchmark.bench import Bench, Run
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.chart import chart
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.figures import Figures
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.memory import worker_peaks
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.plan import FULL, NORMAL, QUICK, Plan
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.report import as_rst, as_text, machine, notes, tables
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.rivals import (
    CONTROLLER,
    DEBUG,
    LABELS,
    LOOP,
    TOKEN,
    Case,
)
from ansible_collections.huaweicloud.autoscaling.tests.benchmark.stand import running_simulator

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure, print the tables and, unless it was the quick way, write what the documentation shows."""
    parser = argparse.ArgumentParser(description="Measures what callbacks cost, against other ways to send them.")
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--quick", action="store_true", help="fewer runs, and the documentation is left alone")
    amount.add_argument("--full", action="store_true", help="also 100 items with ansible.builtin.uri")
    options = parser.parse_args()
    figures = measure(QUICK if options.quick else FULL if options.full else NORMAL)
    found, said = tables(figures), notes(figures)
    print(as_text(found, said))
    if not options.quick:
        _write("docs/docsite/rst/benchmark.rst", as_rst(found, said))
        _write("docs/images/benchmark.svg", chart(figures, machine()))


def measure(plan: Plan) -> Figures:
    """Carry out a plan."""
    runs: dict[tuple[str, Case], list[Run]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, running_simulator(Path(name)) as stand:
        bench = Bench(stand, Path(name))
        for rival in LABELS:
            bench.run(rival, Case(LOOP, TOKEN, 1))
        schedule = plan.schedule()
        for number, (case, rival) in enumerate(schedule, 1):
            runs[rival, case].append(bench.run(rival, case))
            _tell(f"{number}/{len(schedule)} {LABELS[rival]}: {case.size}, {case.kind}, {case.login}")
        _tell("memory")
        peaks = worker_peaks(bench, (CONTROLLER, DEBUG), plan.memory)
        _tell("")
    return Figures(dict(runs), peaks)


def _tell(words: str) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


def _write(name: str, content: str) -> None:
    path = ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

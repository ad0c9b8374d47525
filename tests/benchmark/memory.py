# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The memory of Ansible's worker processes, read from the kernel."""

from __future__ import annotations

import re
import time
import typing as t
from pathlib import Path

from .bench import Bench
from .rivals import Case

_PROC = Path("/proc")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_PAUSE = 0.02


def worker_peaks(bench: Bench, rivals: t.Iterable[str], cases: t.Iterable[Case]) -> dict[tuple[str, Case], float]:
    """Return the peak memory in MB of the largest worker, for each rival and case; nothing where no kernel tells."""
    if not Path("/proc/self/status").exists():
        return {}
    return {(rival, case): _peak(bench, rival, case) for case in cases for rival in rivals}


def _peak(bench: Bench, rival: str, case: Case) -> float:
    peaks = [0]

    def watch(pid: int) -> None:
        peaks.extend(_peak_now(child) for child in _children(pid))
        time.sleep(_PAUSE)

    bench.run(rival, case, watch)
    return max(peaks) / 1024


def _children(pid: int) -> list[str]:
    try:
        lists = [path.read_text() for path in _PROC.glob(f"{pid}/task/*/children")]
    except OSError:
        return []
    return [child for one in lists for child in one.split()]


def _peak_now(pid: str) -> int:
    """Return the highest that the process has reached so far, in kB."""
    try:
        found = _PEAK.search((_PROC / pid / "status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0

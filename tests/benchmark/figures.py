# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From runs to figures: medians, estimates for what was too slow to run, costs for each further item."""

from __future__ import annotations

import statistics
import typing as t

from .bench import Run
from .rivals import DEBUG, TOKEN, Case


class Seconds(t.NamedTuple):
    """What a case takes; an estimate where it was not run."""

    value: float
    estimated: bool = False


class Figures:
    """Medians of all that was run."""

    def __init__(self, runs: dict[tuple[str, Case], list[Run]], peaks: dict[tuple[str, Case], float]) -> None:
        self.runs = runs
        self.peaks = peaks
        self._medians = {key: statistics.median(run.seconds for run in some) for key, some in runs.items()}

    def sizes(self, kind: str, login: str) -> list[int]:
        """Return the sizes at which anything was run."""
        return sorted({case.size for _rival, case in self.runs if (case.kind, case.login) == (kind, login)})

    def measured(self, rival: str, kind: str, login: str) -> dict[int, float]:
        """Return the medians of one rival by size."""
        chosen = {
            case.size: seconds
            for (name, case), seconds in self._medians.items()
            if (name, case.kind, case.login) == (rival, kind, login)
        }
        return dict(sorted(chosen.items()))

    def seconds(self, rival: str, case: Case) -> Seconds | None:
        """Return what the case takes, from the straight line through the smallest and the largest run if need be."""
        measured = self.measured(rival, case.kind, case.login)
        if case.size in measured:
            return Seconds(measured[case.size])
        sizes = list(measured)
        if len(sizes) < 2 or case.size not in self.sizes(case.kind, case.login):
            return None
        slope = (measured[sizes[-1]] - measured[sizes[0]]) / (sizes[-1] - sizes[0])
        return Seconds(measured[sizes[0]] + slope * (case.size - sizes[0]), estimated=True)

    def ratio(self, slow: str, fast: str, case: Case) -> Seconds | None:
        """Return how many times as long as the other the one takes."""
        return self._ratio(slow, fast, case, 0)

    def net_ratio(self, slow: str, fast: str, case: Case) -> Seconds | None:
        """Return the same less what both spend on starting, which is what one debug takes."""
        start = self.seconds(DEBUG, Case(case.kind, TOKEN, 1))
        return None if start is None else self._ratio(slow, fast, case, start.value)

    def _ratio(self, slow: str, fast: str, case: Case, start: float) -> Seconds | None:
        above, below = self.seconds(slow, case), self.seconds(fast, case)
        if above is None or below is None:
            return None
        return Seconds((above.value - start) / (below.value - start), above.estimated or below.estimated)

    def further(self, rival: str, kind: str, login: str, first: int, last: int) -> float | None:
        """Return the milliseconds for each further item between two sizes that were run."""
        measured = self.measured(rival, kind, login)
        if first not in measured or last not in measured:
            return None
        return 1000 * (measured[last] - measured[first]) / (last - first)

    def over_floor(self, rival: str, kind: str, login: str, first: int, last: int) -> float | None:
        """Return the same less what Ansible's debug takes."""
        whole = self.further(rival, kind, login, first, last)
        floor = self.further(DEBUG, kind, TOKEN, first, last)
        return None if whole is None or floor is None else whole - floor

    def spread(self) -> float:
        """Return how far the slowest run of anything lay above its median."""
        return max(max(run.seconds for run in some) / self._medians[key] for key, some in self.runs.items())


def short(value: float) -> str:
    """Return a number with as many digits as mean something."""
    digits = 0 if value >= 10 else 1 if value >= 1 else 2
    return f"{value:.{digits}f}"

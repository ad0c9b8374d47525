# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The faults that are still to happen."""

from __future__ import annotations

import threading

from .fault import Fault
from .routes import OPERATIONS


class Faults:
    """The faults still to happen; for each operation the first one added happens first."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self.clear()

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._waiting: list[tuple[str, Fault]] = []

    def add(self, fault: Fault, operation: str = "callback", times: int = 1) -> None:
        """Let an operation go wrong so many times; "*" is any operation, "connection" the moment of accepting."""
        if operation not in (*OPERATIONS, "*", "connection"):
            raise ValueError(f"no operation is called {operation}; there are {', '.join(OPERATIONS)}")
        with self._lock:
            self._waiting.extend([(operation, fault)] * times)

    @property
    def waiting(self) -> list[tuple[str, Fault]]:
        """The faults that have not happened yet, with their operations."""
        return list(self._waiting)

    def take(self, *operations: str | None) -> Fault | None:
        """Return the next fault for one of these operations, which then is used up."""
        with self._lock:
            for place, (operation, fault) in enumerate(self._waiting):
                if operation in operations:
                    del self._waiting[place]
                    return fault
            return None

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one task learns about its lifecycle action, and the result or failure that it tells in the end.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import typing as t

from ._client import Reading, Row
from ._errors import AutoScalingError, ServiceError
from ._lifecycle import Order, Step, foreseen, seconds_left

_SEE = "See what is suspended with huaweicloud.autoscaling.as_hook_instance_info."
_FAILURES: dict[Step, tuple[str, str]] = {
    Step.NOT_HANGING: (
        "nothing is suspended there: it was resolved or timed out, or is not HANGING yet",
        f"{_SEE} Option wait_timeout waits for it; when_not_hanging=ignore accepts that it is over.",
    ),
    Step.RESOLVED_DIFFERENTLY: (
        "it was already resolved with {status}",
        "Nothing can be called back any more; look at what became of the instance.",
    ),
    Step.TOO_LITTLE_TIME_LEFT: (
        "it was extended, but this service counts from now: {left} seconds are left, fewer than min_remaining",
        "Give min_remaining of at most 3500 and run the task more often.",
    ),
    Step.STILL_HANGING: (
        "the service did not carry it out, and it was still HANGING when last read",
        "Run the task again; wait_timeout and max_retries make it try longer.",
    ),
    Step.UNKNOWN: (
        "the answer was lost or unclear, and reading the suspension back does not settle whether it was carried out",
        f"{_SEE} An EXTEND with min_remaining can be run again without harm.",
    ),
}


class Report:
    """Facts that grow while a task works; they end in a result or in a failure."""

    def __init__(self, order: Order, diff_mode: bool) -> None:
        self.order = order
        self._diff_mode = diff_mode
        self.warnings: list[str] = []
        self.callbacks_sent = 0
        self.changed = False
        self.request_id: str | None = None
        self.failure: ServiceError | None = None
        self.first: Row | None = None
        self.row: Row | None = None
        self.at: datetime.datetime | None = None
        if order.ignored:
            self.warnings.append(f"Only lifecycle_action_key is sent; ignored: {' and '.join(order.ignored)}.")

    def note_reading(self, reading: Reading) -> None:
        """Keep the target's row as last read, and as first read."""
        self.row, self.at = self.order.row_in(reading.rows), reading.at
        self.first = self.first or self.row

    def note_answer(self, request_id: str | None) -> None:
        """Count a callback that was sent."""
        self.callbacks_sent += 1
        self.request_id = request_id or self.request_id

    def result(self, changed: bool, outcome: str) -> dict[str, t.Any]:
        """Return the result of a task that did, or found, what it was asked for."""
        after = self._after(changed)
        result = {"changed": changed, "outcome": outcome, **self._facts()}
        if self._diff_mode:
            result["diff"] = _diff(self.first, after)
        if self.order.extends:
            result["deadline_before"] = (self.first or {}).get("timeout")
            result["deadline_after"] = (after or {}).get("timeout")
        return result

    def fail(self, step: Step) -> AutoScalingError:
        """Return the failure that a step ends in."""
        words, remedy = _FAILURES[step]
        row = self.row or {}
        left = seconds_left(row, self.at) if self.at else None
        words = words.format(status=row.get("lifecycle_hook_status"), left=left)
        message = f"Cannot call back {self.order.target} with {self.order.lifecycle_action_result}: {words}."
        facts: dict[str, t.Any] = {}
        if self.failure is not None:
            message += f" The callback itself ended so: {self.failure.brief}"
            facts = self.failure.facts
        return self.complete(AutoScalingError(message, **{**facts, "remedy": remedy, "outcome": step.name.lower()}))

    def complete(self, error: AutoScalingError) -> AutoScalingError:
        """Add the facts to a failure that others raised."""
        error.facts = {"changed": self.changed, **self._facts(), **error.facts}
        error.facts["request_id"] = error.facts["request_id"] or self.request_id
        return error

    def _facts(self) -> dict[str, t.Any]:
        suspension = None
        if self.row is not None and self.at is not None:
            suspension = {**self.row, "seconds_left": seconds_left(self.row, self.at)}
        return {
            "callback": self.order.callback,
            "suspension": suspension,
            "request_id": self.request_id,
            "callbacks_sent": self.callbacks_sent,
            **({"warnings": self.warnings} if self.warnings else {}),
        }

    def _after(self, changed: bool) -> Row | None:
        """Return the row as the task leaves it: as read after an EXTEND, or else as the callback makes it."""
        if not changed or self.first is None or self.at is None:
            return self.row
        if self.order.extends and self.callbacks_sent:
            return self.row
        return foreseen(self.order, self.first, self.at)


def _diff(before: Row | None, after: Row | None) -> dict[str, t.Any]:
    """Return both states as --diff shows them."""
    names = ("lifecycle_hook_status", "timeout")
    sides = {"before": before or {}, "after": after or {}}
    return {side: {name: row[name] for name in names if name in row} for side, row in sides.items()}

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carries out one lifecycle action: sends, reads back and waits as _lifecycle and _retry decide.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import typing as t

from ._client import AutoScalingClient
from ._errors import AutoScalingError, Kind, ServiceError
from ._lifecycle import HANGING, Order, Seen, Step, deadline_of, judge, judge_unmoved, seconds_left
from ._report import Report
from ._retry import POLICY, Action, Effect

_POLL = 3.0
"""Seconds between two readings while waiting for the target to become HANGING."""


class Callback:
    """One order on its way. `wait_timeout` is in seconds; `accept_absence` makes a target that is gone no failure."""

    def __init__(
        self, order: Order, client: AutoScalingClient, wait_timeout: float, accept_absence: bool, diff_mode: bool
    ) -> None:
        self._order = order
        self._client = client
        self._clock = client.clock
        self._accept_absence = accept_absence
        self._read_first = diff_mode or order.extends
        self._wait_until = self._clock.monotonic() + wait_timeout
        self._sending = client.patience()
        self._seen = Seen()
        self._report = Report(order, diff_mode)

    def carry_out(self) -> dict[str, t.Any]:
        """Do it, and return the result of the task."""
        try:
            self._client.login.prepare()
            step = self._look_first() if self._read_first else Step.SEND
            while step is Step.SEND:
                step = self._send()
        except AutoScalingError as error:
            if self._seen.unclear:
                error.facts["outcome"] = "unknown"
            raise self._report.complete(error) from None
        return self._conclude(step)

    def foresee(self) -> dict[str, t.Any]:
        """Return what carrying it out would return, from a reading alone."""
        try:
            step = self._look()
            return self._report.result(True, "applied") if step is Step.SEND else self._conclude(step)
        except AutoScalingError as error:
            if not isinstance(error, ServiceError) or error.kind is not Kind.DENIED:
                raise self._report.complete(error) from None
            self._report.warnings.append(f"Check mode could verify nothing. {error}")
            return self._report.result(True, "unverified")

    def _look_first(self) -> Step:
        """Read before sending; without the right to read, only min_remaining cannot do without."""
        try:
            return self._look()
        except ServiceError as error:
            if error.kind is not Kind.DENIED or self._order.min_remaining is not None:
                raise
            self._report.warnings.append(f"The suspension could not be read before the callback. {error}")
            return Step.SEND

    def _look(self) -> Step:
        """Read until a reading leads somewhere, as long as waiting is allowed."""
        patience = self._client.patience()
        while True:
            at = self._read()
            step = judge(self._order, self._report.row, at, self._seen)
            if step is Step.LOOK_AGAIN:
                if not patience.pause():
                    return judge_unmoved(self._order, self._seen)
            elif step is not Step.NOT_HANGING or self._seen.answered or not self._wait():
                return step

    def _read(self) -> datetime.datetime:
        """Read the target's row; refuse a key that belongs to another instance or hook than the task names."""
        order, report = self._order, self._report
        patience = self._client.patience()
        patience.deadline = self._sending.deadline
        instance_id = None if order.lifecycle_action_key else order.instance_id
        reading = self._client.persist(
            lambda: self._client.list_hook_instances(order.scaling_group_id, instance_id), patience
        )
        report.note_reading(reading)
        if report.row is not None:
            if not self._seen.unclear:
                order.refuse_contradiction(report.row)
            left = seconds_left(report.row, reading.at)
            if left is not None and report.row.get("lifecycle_hook_status") == HANGING:
                self._sending.deadline = self._clock.monotonic() + left
        return reading.at

    def _wait(self) -> bool:
        """Wait a little for the target to become HANGING; false when the wait is over."""
        left = self._wait_until - self._clock.monotonic()
        if left <= 0:
            return False
        self._clock.sleep(min(_POLL, left))
        return True

    def _send(self) -> Step:
        """Send the callback once, and say what comes next."""
        row = self._report.row
        hanging = row if row and row.get("lifecycle_hook_status") == HANGING else None
        self._seen = self._seen._replace(hanging=hanging, at=self._report.at, answered=False)
        try:
            answer = self._client.call_back(self._order.scaling_group_id, self._order.callback, self._order.target)
        except ServiceError as error:
            return self._after_failure(error)
        self._report.note_answer(answer.request_id)
        self._report.changed = True
        if not self._order.extends:
            return Step.APPLIED
        self._seen = self._seen._replace(answered=True)
        return self._look_at_new_deadline()

    def _look_at_new_deadline(self) -> Step:
        """Read the deadline after an EXTEND that succeeded; not being able to is no failure of the EXTEND."""
        if self._seen.hanging is None:
            return Step.APPLIED
        try:
            step = self._look()
        except ServiceError as error:
            self._report.warnings.append(f"The new deadline could not be read. {error}")
            return judge_unmoved(self._order, self._seen)
        if step in (Step.NOT_HANGING, Step.RESOLVED_DIFFERENTLY) and self._order.min_remaining is None:
            self._report.warnings.append("The EXTEND was carried out, but the instance is not suspended any more.")
            return Step.APPLIED
        if step is Step.APPLIED and deadline_of(self._report.row) == deadline_of(self._seen.hanging):
            self._report.warnings.append("The EXTEND was carried out, but its new deadline is not shown yet.")
        return step

    def _after_failure(self, error: ServiceError) -> Step:
        """Follow the policy after a callback that did not succeed."""
        if error.kind is not Kind.NOT_SENT:
            self._report.note_answer(error.facts.get("request_id"))
        action = POLICY[error.kind][Effect.ADDS if self._order.extends else Effect.ONCE]
        if action is Action.READ_BACK:
            return self._read_back(error)
        again = action is Action.AGAIN and self._sending.pause(error.wait)
        if again or (action is Action.RENEW and self._client.login.renew()):
            return Step.SEND
        raise error

    def _read_back(self, error: ServiceError) -> Step:
        """Settle a failure by what the service says of the target now."""
        self._report.failure = error
        if error.kind is Kind.UNCLEAR:
            self._seen = self._seen._replace(unclear=True)
        try:
            step = self._look()
        except ServiceError as unread:
            self._report.warnings.append(f"The suspension could not be read back. {unread}")
            return Step.UNKNOWN if self._seen.unclear else Step.NOT_HANGING
        if step is Step.SEND and self._has_moved():
            self._seen, self._report.changed = Seen(), True
            return step
        if step is not Step.SEND or self._sending.pause() or (error.kind is Kind.GONE and self._wait()):
            return step
        # Gone for the callback and HANGING for the query: after an unclear callback, the query may lag behind it.
        return Step.UNKNOWN if self._seen.unclear and error.kind is Kind.GONE else Step.STILL_HANGING

    def _has_moved(self) -> bool:
        """Whether an EXTEND that ended unclear was carried out, though more of them are needed."""
        before, after = deadline_of(self._seen.hanging), deadline_of(self._report.row)
        extended = self._order.extends and self._seen.unclear
        return extended and None not in (before, after) and before != after

    def _conclude(self, step: Step) -> dict[str, t.Any]:
        """Turn the last step into the result of the task, or into its failure."""
        report = self._report
        outcome = step.name.lower()
        if step in (Step.APPLIED, Step.ALREADY_RESOLVED, Step.ENOUGH_TIME_LEFT):
            return report.result(step is Step.APPLIED or report.changed, outcome)
        if step in (Step.NOT_HANGING, Step.UNKNOWN) and report.row is None and self._accept_absence:
            if step is Step.UNKNOWN:
                report.warnings.append(f"Whether {self._order.target} was ended by this task cannot be known.")
            return report.result(step is Step.UNKNOWN or report.changed, outcome)
        raise report.fail(step)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Decides about lifecycle actions: what was read plus what is wanted gives the next step. No I/O, no clock.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import enum
import math
import re
import typing as t

from ._errors import InputError

HANGING = "HANGING"
EXTEND = "EXTEND"
EXTENSION = 3600
"""Seconds that one EXTEND adds."""
_ROUNDING = 5
"""Seconds by which a deadline may miss an hour and still count as the old one plus an hour."""

_DEADLINE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z{1,2}")

Row = t.Dict[str, t.Any]


class Step(enum.Enum):
    """What a reading leads to: the next step, or the outcome that ends the task."""

    SEND = "send the callback"
    LOOK_AGAIN = "read again, for the deadline may still move"
    APPLIED = "our callback did it"
    ALREADY_RESOLVED = "it was resolved with the same result before"
    RESOLVED_DIFFERENTLY = "it was resolved with another result"
    NOT_HANGING = "nothing is there to call back, and no record tells how it ended"
    STILL_HANGING = "the service does not carry it out"
    ENOUGH_TIME_LEFT = "the deadline is far enough"
    TOO_LITTLE_TIME_LEFT = "the deadline cannot be moved far enough"
    UNKNOWN = "whether our callback did it cannot be known"


class Order(t.NamedTuple):
    """What a task wants called back, and how."""

    scaling_group_id: str
    lifecycle_action_key: str | None
    instance_id: str | None
    lifecycle_hook_name: str | None
    lifecycle_action_result: str
    min_remaining: int | None = None

    @property
    def extends(self) -> bool:
        """Whether the task wants more time rather than an end."""
        return self.lifecycle_action_result == EXTEND

    @property
    def callback(self) -> dict[str, str]:
        """The body to send: the key alone when there is one."""
        names = ("lifecycle_action_key",) if self.lifecycle_action_key else ("instance_id", "lifecycle_hook_name")
        return {name: getattr(self, name) for name in (*names, "lifecycle_action_result")}

    @property
    def ignored(self) -> list[str]:
        """The options that the key makes superfluous."""
        names = ("instance_id", "lifecycle_hook_name") if self.lifecycle_action_key else ()
        return [name for name in names if getattr(self, name) is not None]

    @property
    def target(self) -> str:
        """The target in words."""
        if self.lifecycle_action_key:
            return f"lifecycle action key {self.lifecycle_action_key}"
        return f"lifecycle hook {self.lifecycle_hook_name} of instance {self.instance_id}"

    def row_in(self, rows: list[Row]) -> Row | None:
        """Find the target's row; of several, the one that hangs, or else the one with the latest deadline."""
        names = ("lifecycle_action_key",) if self.lifecycle_action_key else ("instance_id", "lifecycle_hook_name")
        own = [row for row in rows if all(row.get(name) == getattr(self, name) for name in names)]
        return max(
            own, key=lambda row: (row.get("lifecycle_hook_status") == HANGING, str(row.get("timeout"))), default=None
        )

    def refuse_contradiction(self, row: Row) -> None:
        """Raise InputError when the key's row belongs to another instance or hook than the task names."""
        for name in self.ignored:
            if row.get(name) != getattr(self, name):
                raise InputError(
                    f"{name}: it is {getattr(self, name)}, but lifecycle_action_key {self.lifecycle_action_key}"
                    f" belongs to {row.get(name)}. Nothing was changed.",
                    "Give the key alone, or the right one.",
                )


class Seen(t.NamedTuple):
    """What earlier steps of the same task have shown."""

    unclear: bool = False
    """A callback of ours ended unclear."""
    hanging: Row | None = None
    """The row as it hung before our last callback."""
    at: datetime.datetime | None = None
    """When that was read."""
    answered: bool = False
    """Our last callback was answered with success."""


def deadline_of(row: Row | None) -> datetime.datetime | None:
    """Return the deadline of a row (its `timeout`), or None where it cannot be read."""
    match = _DEADLINE.fullmatch(str((row or {}).get("timeout")))
    try:
        return datetime.datetime.strptime(f"{match.group(1)}+0000", "%Y-%m-%dT%H:%M:%S%z") if match else None
    except ValueError:
        return None


def seconds_left(row: Row | None, at: datetime.datetime) -> int | None:
    """Return the whole seconds from `at` to the deadline, 0 when it has passed, None where it cannot be read."""
    deadline = deadline_of(row)
    return None if deadline is None else max(0, math.floor((deadline - at).total_seconds()))


def most_urgent_first(rows: list[Row], at: datetime.datetime) -> list[Row]:
    """Return the rows with `seconds_left` added; those that hang first, and each by what is left."""
    timed = [{**row, "seconds_left": seconds_left(row, at)} for row in rows]
    return sorted(timed, key=_urgency)


def _urgency(row: Row) -> tuple[bool, float]:
    left = row["seconds_left"]
    return row.get("lifecycle_hook_status") != HANGING, math.inf if left is None else left


def judge(order: Order, row: Row | None, at: datetime.datetime, seen: Seen) -> Step:
    """Choose the step that a reading of the target's row leads to; `at` is when it was read."""
    if row is None:
        return _judge_absence(order, at, seen)
    status = row.get("lifecycle_hook_status")
    if status == HANGING:
        return _judge_deadline(order, row, at, seen) if order.extends else Step.SEND
    if status == order.lifecycle_action_result:
        return Step.APPLIED if seen.unclear else Step.ALREADY_RESOLVED
    return Step.UNKNOWN if seen.unclear and order.extends else Step.RESOLVED_DIFFERENTLY


def _judge_absence(order: Order, at: datetime.datetime, seen: Seen) -> Step:
    """A row that has left the list counts as ours only if it was seen hanging and its deadline was still to come."""
    if not seen.unclear:
        return Step.NOT_HANGING
    deadline = deadline_of(seen.hanging)
    if order.extends or seen.hanging is None or (deadline is not None and at >= deadline):
        return Step.UNKNOWN
    return Step.APPLIED


def _judge_deadline(order: Order, row: Row, at: datetime.datetime, seen: Seen) -> Step:
    """Judge an EXTEND whose target still hangs: by what is left before it is sent, by what was added afterwards."""
    if not (seen.answered or seen.unclear):
        left = seconds_left(row, at)
        enough = order.min_remaining is not None and left is not None and left >= order.min_remaining
        return Step.ENOUGH_TIME_LEFT if enough else Step.SEND
    before, after = deadline_of(seen.hanging), deadline_of(row)
    if before is None or after is None or seen.at is None:
        return Step.UNKNOWN
    if after == before:
        return Step.LOOK_AGAIN
    if order.min_remaining is None or (after - seen.at).total_seconds() >= order.min_remaining:
        return Step.APPLIED
    grown = (after - before).total_seconds()
    return Step.SEND if grown >= EXTENSION - _ROUNDING else Step.TOO_LITTLE_TIME_LEFT


def judge_unmoved(order: Order, seen: Seen) -> Step:
    """Choose the step when the deadline is still seen unmoved after an EXTEND, however often it is read."""
    before = deadline_of(seen.hanging)
    if not seen.answered or before is None or seen.at is None:
        return Step.UNKNOWN if order.min_remaining is None or before is None else Step.SEND
    covered = (before - seen.at).total_seconds() + EXTENSION
    return Step.APPLIED if covered >= (order.min_remaining or 0) else Step.UNKNOWN


def foreseen(order: Order, row: Row, at: datetime.datetime) -> Row:
    """Return the row as a callback is going to leave it."""
    if not order.extends:
        return {**row, "lifecycle_hook_status": order.lifecycle_action_result}
    deadline = deadline_of(row)
    if deadline is None:
        return row
    times = 1
    if order.min_remaining is not None:
        times = math.ceil((order.min_remaining - (deadline - at).total_seconds()) / EXTENSION)
    try:
        deadline += datetime.timedelta(seconds=EXTENSION * times)
    except OverflowError:
        return row
    return {**row, "timeout": deadline.strftime("%Y-%m-%dT%H:%M:%SZ")}

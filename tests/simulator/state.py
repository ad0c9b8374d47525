# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""AS groups, lifecycle hooks and suspended instances, and what time does to them."""

from __future__ import annotations

import datetime as dt
import threading
import typing as t
import uuid

from .clock import Clock, stamp
from .group import Group, Hook, new_hook
from .suspension import HANGING, Applied, Suspension, View
from .values import PROJECT_ID

EXTENSION = dt.timedelta(hours=1)


class State:
    """The state machine; every method first lets run out what has run out."""

    def __init__(self, clock: Clock, lock: threading.RLock) -> None:
        self._clock = clock
        self._lock = lock
        self.clear()

    def clear(self) -> None:
        """Forget everything and put the switches back."""
        self.keep_resolved = True
        self.extend_from = "deadline"
        self.read_lag: float = 0
        self.topics: set[str] | None = None
        self._groups: dict[str, Group] = {}
        self._suspensions: list[Suspension] = []
        self._applied: list[Applied] = []
        self._due: list[tuple[dt.datetime, t.Callable[[], object]]] = []
        self._moment: dt.datetime | None = None

    def now(self) -> dt.datetime:
        """Return the moment at which the present change takes place."""
        return self._moment or self._clock.now()

    @property
    def applied(self) -> list[Applied]:
        """Every change made to a suspension, in the order made."""
        with self._settled():
            return list(self._applied)

    def add_group(self, scaling_group_id: str, project_id: str = PROJECT_ID) -> Group:
        """Add an AS group without hooks."""
        with self._lock:
            group = Group(scaling_group_id, project_id, stamp(self.now()), {})
            self._groups[scaling_group_id] = group
            return group

    def groups(self, project_id: str) -> list[Group]:
        """Return the groups of a project."""
        return [group for group in self._groups.values() if group.project_id == project_id]

    def group(self, scaling_group_id: str) -> Group | None:
        """Return a group, or None."""
        return self._groups.get(scaling_group_id)

    def add_hook(self, group: str, name: str, **settings: t.Any) -> Hook:
        """Add a lifecycle hook to a group, with the settings of new_hook(), and return it as the service shows it."""
        with self._lock:
            hook = new_hook(name, stamp(self.now()), **settings)
            self._groups[group].hooks[name] = hook
            return hook

    def suspend(
        self,
        group: str,
        instance_id: str,
        hook_name: str,
        key: str | None = None,
        timeout: float | None = None,
        default_result: str | None = None,
        after: float = 0,
        listed_after: float = 0,
        callable_after: float = 0,
    ) -> str:
        """Suspend an instance by a hook of the group, now or later, and return its lifecycle action key."""
        with self._settled():
            hook = self._groups[group].hooks[hook_name]
            start = self.now() + dt.timedelta(seconds=after)
            seconds = hook["default_timeout"] if timeout is None else timeout
            suspension = Suspension(
                key=key or str(uuid.uuid4()),
                group_id=group,
                instance_id=instance_id,
                hook_name=hook_name,
                hook_type=hook["lifecycle_hook_type"],
                default_result=default_result or hook["default_result"],
                begins_at=start,
                listed_at=start + dt.timedelta(seconds=listed_after),
                callable_at=start + dt.timedelta(seconds=callable_after),
                views=[View(start, HANGING, start.replace(microsecond=0) + dt.timedelta(seconds=seconds))],
            )
            self._suspensions.append(suspension)
            return suspension.key

    def rows(self, group: str) -> list[dict[str, str]]:
        """Return every suspension of a group as it truly is, whatever the list shows."""
        return [suspension.row() for suspension in self.suspensions(group)]

    def listed(self, group: str, instance_id: str | None = None) -> list[dict[str, str]]:
        """Return what the suspension query shows, with its lag and its gaps."""
        seen = self.now() - dt.timedelta(seconds=self.read_lag)
        shown = [
            suspension.row(suspension.view_at(seen))
            for suspension in self.suspensions(group)
            if suspension.listed_at <= self.now() and instance_id in (None, suspension.instance_id)
        ]
        return [row for row in shown if self.keep_resolved or row["lifecycle_hook_status"] == HANGING]

    def suspensions(self, group: str) -> list[Suspension]:
        """Return the suspensions of a group that have begun."""
        with self._settled():
            now = self.now()
            return [one for one in self._suspensions if one.group_id == group and one.begins_at <= now]

    def waiting(self, group: str, **wanted: str) -> Suspension | None:
        """Return the suspension with these attributes that a callback would reach now, or None."""
        now = self.now()
        for one in self.suspensions(group):
            named = all(getattr(one, name) == value for name, value in wanted.items())
            if named and one.hangs_at(now) and one.callable_at <= now:
                return one
        return None

    def resolve(self, key: str, result: str, by: str = "somebody") -> None:
        """End the suspension with this key."""
        with self._settled():
            self._resolve(self._hanging(key), result, by)

    def extend(self, key: str, by: str = "somebody") -> None:
        """Give the suspension with this key one hour more."""
        with self._settled():
            suspension = self._hanging(key)
            base = suspension.deadline if self.extend_from == "deadline" else self.now().replace(microsecond=0)
            suspension.views.append(View(self.now(), HANGING, base + EXTENSION))
            self._applied.append(suspension.applied("EXTEND", by))

    def schedule(self, seconds: float, change: t.Callable[[], object]) -> None:
        """Let a change happen when the clock has moved on by so many seconds."""
        self._due.append((self.now() + dt.timedelta(seconds=seconds), change))

    def _hanging(self, key: str) -> Suspension:
        for suspension in self._suspensions:
            if suspension.key == key and suspension.status == HANGING:
                return suspension
        raise KeyError(f"no instance hangs with the key {key}")

    def _resolve(self, suspension: Suspension, result: str, by: str) -> None:
        suspension.views.append(View(self.now(), result, suspension.deadline))
        self._applied.append(suspension.applied(result, by))
        if result == "ABANDON":
            self._end_siblings(suspension)

    def _end_siblings(self, abandoned: Suspension) -> None:
        """Let ABANDON end the other hooks of its type at once, as the manual says it does."""
        for other in self._suspensions:
            same = (other.group_id, other.instance_id, other.hook_type)
            if same == (abandoned.group_id, abandoned.instance_id, abandoned.hook_type) and other.hangs_at(self.now()):
                other.views.append(View(self.now(), "ABANDON", other.deadline))

    def _settled(self) -> threading.RLock:
        """Apply what has run out, in its order, and return the lock to hold."""
        with self._lock:
            if self._moment is None:
                self._catch_up(self._clock.now())
        return self._lock

    def _catch_up(self, now: dt.datetime) -> None:
        while True:
            events = self._events(now)
            if not events:
                return
            self._moment, change = min(events, key=lambda event: event[0])
            try:
                change()
            finally:
                self._moment = None

    def _events(self, now: dt.datetime) -> list[tuple[dt.datetime, t.Callable[[], object]]]:
        due = [(at, self._once(at, change)) for at, change in self._due if at <= now]
        late = [one for one in self._suspensions if one.status == HANGING and one.deadline <= now]
        return due + [(one.deadline, self._timeout(one)) for one in late]

    def _once(self, at: dt.datetime, change: t.Callable[[], object]) -> t.Callable[[], object]:
        def run() -> None:
            self._due.remove((at, change))
            change()

        return run

    def _timeout(self, suspension: Suspension) -> t.Callable[[], object]:
        return lambda: self._resolve(suspension, suspension.default_result, "timeout")

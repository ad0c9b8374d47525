# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One instance held by one hook: what is true of it, and what the list says of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing as t

from .clock import stamp

HANGING = "HANGING"


class Applied(t.NamedTuple):
    """One change made to a suspension; `deadline` is the one that stands after it."""

    at: dt.datetime
    scaling_group_id: str
    lifecycle_action_key: str
    instance_id: str
    lifecycle_hook_name: str
    result: str
    by: str
    deadline: dt.datetime


class View(t.NamedTuple):
    """How a suspension stood from one moment on."""

    since: dt.datetime
    status: str
    deadline: dt.datetime


@dataclasses.dataclass
class Suspension:
    """One row of the suspension query, with its past."""

    key: str
    group_id: str
    instance_id: str
    hook_name: str
    hook_type: str
    default_result: str
    begins_at: dt.datetime
    listed_at: dt.datetime
    callable_at: dt.datetime
    views: list[View]

    @property
    def status(self) -> str:
        """HANGING, CONTINUE or ABANDON, as it truly is."""
        return self.views[-1].status

    @property
    def deadline(self) -> dt.datetime:
        """The moment at which the default result is applied, as it truly is."""
        return self.views[-1].deadline

    def hangs_at(self, moment: dt.datetime) -> bool:
        """Tell whether it waits for its callback at that moment."""
        return self.status == HANGING and self.begins_at <= moment

    def view_at(self, moment: dt.datetime) -> View:
        """Return how it stood at that moment; before its beginning, how it began."""
        return next((view for view in reversed(self.views) if view.since <= moment), self.views[0])

    def row(self, view: View | None = None) -> dict[str, str]:
        """Return the row that the suspension query gives, for the present or for an older view."""
        shown = view or self.views[-1]
        return {
            "lifecycle_hook_name": self.hook_name,
            "lifecycle_action_key": self.key,
            "instance_id": self.instance_id,
            "scaling_group_id": self.group_id,
            "lifecycle_hook_status": shown.status,
            "timeout": stamp(shown.deadline),
            "default_result": self.default_result,
        }

    def applied(self, result: str, by: str) -> Applied:
        """Return the record of the change just made."""
        since, _status, deadline = self.views[-1]
        return Applied(since, self.group_id, self.key, self.instance_id, self.hook_name, result, by, deadline)

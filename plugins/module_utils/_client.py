# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Auto Scaling: one method per operation, one exchange per call.

Source: the chapter "Lifecycle Hooks" of the Auto Scaling API reference.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import typing as t
from urllib.parse import quote

from ._answer import Answer, Purpose, error_from_answer
from ._errors import ServiceError
from ._http import Http
from ._login import Login
from ._retry import Clock, Patience, persist

T = t.TypeVar("T")
Row = t.Dict[str, t.Any]


class Reading(t.NamedTuple):
    """What the suspension query answered, and when by the service's own clock."""

    rows: list[Row]
    at: datetime.datetime


class AutoScalingClient:
    """The lifecycle hook operations of one project at one endpoint."""

    def __init__(self, http: Http, endpoint: str, login: Login, clock: Clock, max_retries: int) -> None:
        self.http = http
        self.login = login
        self.clock = clock
        self.max_retries = max_retries
        self._endpoint = endpoint

    def patience(self) -> Patience:
        """Return a new count of tries for one request."""
        return Patience(self.clock, self.max_retries)

    def persist(self, ask: t.Callable[[], T], patience: Patience | None = None) -> T:
        """Ask until there is an answer, for a request that may be sent twice."""
        return persist(ask, patience or self.patience(), self.login.renew)

    def call_back(self, group_id: str, callback: dict[str, str], target: str) -> Answer:
        """Carry out a lifecycle action; its only success is a 204."""
        doing = f"call back {target} with {callback['lifecycle_action_result']}"
        right = "as:instanceHooks:action (identity policies: as:scalingGroup:callbackInstanceHook)"
        return self._exchange(
            Purpose(doing, right), "PUT", ("scaling_instance_hook", group_id, "callback"), 204, callback
        )

    def list_hook_instances(self, group_id: str, instance_id: str | None = None) -> Reading:
        """Query the suspended instances of a group, or of one of its instances."""
        purpose = Purpose(
            f"list the suspended instances of AS group {group_id}",
            "as:instanceHooks:list (identity policies: as:scalingGroup:listInstanceHooks)",
        )
        query = f"?instance_id={quote(instance_id, safe='')}" if instance_id else ""
        answer = self._exchange(purpose, "GET", ("scaling_instance_hook", group_id, "list"), 200, query=query)
        rows = self._list_in(purpose, answer, "instance_hanging_info")
        return Reading(rows, answer.date or self.clock.now())

    def list_groups(self, start_number: int, limit: int = 100) -> list[Row]:
        """Query one page of the AS groups of the project."""
        purpose = Purpose("list the AS groups of the project", "as:groups:list")
        query = f"?start_number={start_number}&limit={limit}"
        answer = self._exchange(purpose, "GET", ("scaling_group",), 200, query=query)
        return self._list_in(purpose, answer, "scaling_groups")

    def list_hooks(self, group_id: str) -> list[Row]:
        """Query the lifecycle hooks of a group."""
        purpose = Purpose(f"list the lifecycle hooks of AS group {group_id}", "as:lifecycleHooks:list")
        answer = self._exchange(purpose, "GET", ("scaling_lifecycle_hook", group_id, "list"), 200)
        return self._list_in(purpose, answer, "lifecycle_hooks")

    def create_hook(self, group_id: str, hook: Row) -> Row:
        """Create a lifecycle hook; `hook` holds its name and its other fields. The service answers 200, not 201."""
        doing = f"create lifecycle hook {hook['lifecycle_hook_name']} in AS group {group_id}"
        purpose = Purpose(doing, "as:lifecycleHooks:create (identity policies: as:scalingGroup:createLifecycleHook)")
        answer = self._exchange(purpose, "POST", ("scaling_lifecycle_hook", group_id), 200, hook)
        return self._object_in(purpose, answer)

    def update_hook(self, group_id: str, name: str, changes: Row) -> Row:
        """Change some fields of a lifecycle hook."""
        purpose = Purpose(f"change lifecycle hook {name} of AS group {group_id}", "as:lifecycleHooks:update")
        answer = self._exchange(purpose, "PUT", ("scaling_lifecycle_hook", group_id, name), 200, changes)
        return self._object_in(purpose, answer)

    def delete_hook(self, group_id: str, name: str) -> None:
        """Delete a lifecycle hook."""
        purpose = Purpose(f"delete lifecycle hook {name} of AS group {group_id}", "as:lifecycleHooks:delete")
        self._exchange(purpose, "DELETE", ("scaling_lifecycle_hook", group_id, name), 204)

    def _exchange(
        self,
        purpose: Purpose,
        method: str,
        path: tuple[str, ...],
        expected: int,
        content: dict[str, t.Any] | None = None,
        query: str = "",
    ) -> Answer:
        """Send one request of this project; raise ServiceError for any status but the expected one."""
        segments = ("autoscaling-api", "v1", self.login.project_id(), *path)
        url = "/".join((self._endpoint, *(quote(segment, safe="") for segment in segments))) + query
        answer = self.http.exchange(purpose, method, url, self.login.sign, content)
        if answer.status != 401:
            self.login.accepted()
        if answer.status != expected:
            raise self._refusal(purpose, answer)
        return answer

    def _refusal(self, purpose: Purpose, answer: Answer) -> ServiceError:
        return error_from_answer(purpose._replace(secrets=self.login.secrets()), answer, self.clock.now())

    def _list_in(self, purpose: Purpose, answer: Answer, name: str) -> list[Row]:
        """Return the objects of a list in an answer; the service leaves an empty one out or says null."""
        rows = self._object_in(purpose, answer).get(name)
        if rows is None:
            return []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._refusal(purpose, answer)
        return rows

    def _object_in(self, purpose: Purpose, answer: Answer) -> Row:
        """Return the object that an answer is."""
        body = answer.json()
        if not isinstance(body, dict):
            raise self._refusal(purpose, answer)
        return body

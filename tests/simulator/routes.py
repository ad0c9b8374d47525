# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which request is which operation, and what it takes to be allowed it."""

from __future__ import annotations

import typing as t
import urllib.parse

from . import callback, groups, hooks, iam, metadata
from .wire import Answer, RefusalError, Request

if t.TYPE_CHECKING:
    from .simulator import Simulator

Handler = t.Callable[["Simulator", Request], Answer]


class Route(t.NamedTuple):
    """One operation; `action` is the right it needs in Auto Scaling."""

    operation: str
    method: str
    path: str
    handler: Handler
    action: str | None = None


_AS = "/autoscaling-api/v1/{project_id}"
_HOOKS = _AS + "/scaling_lifecycle_hook/{scaling_group_id}"
_HOOK = _HOOKS + "/{lifecycle_hook_name}"
_SUSPENSIONS = _AS + "/scaling_instance_hook/{scaling_group_id}"
_GROUP = _AS + "/scaling_group"
_INSTANCES = _AS + "/scaling_group_instance/{scaling_group_id}/list"
_RIGHT = "as:lifecycleHooks:"

ROUTES = (
    Route("callback", "PUT", _SUSPENSIONS + "/callback", callback.call_back, "as:instanceHooks:action"),
    Route("list_instances", "GET", _SUSPENSIONS + "/list", callback.list_instances, "as:instanceHooks:list"),
    Route("create_hook", "POST", _HOOKS, hooks.create_hook, _RIGHT + "create"),
    Route("list_hooks", "GET", _HOOKS + "/list", hooks.list_hooks, _RIGHT + "list"),
    Route("show_hook", "GET", _HOOK, hooks.show_hook, _RIGHT + "get"),
    Route("update_hook", "PUT", _HOOK, hooks.update_hook, _RIGHT + "update"),
    Route("delete_hook", "DELETE", _HOOK, hooks.delete_hook, _RIGHT + "delete"),
    Route("show_group", "GET", _GROUP + "/{scaling_group_id}", groups.show_group, "as:groups:get"),
    Route("list_groups", "GET", _GROUP, groups.list_groups, "as:groups:list"),
    Route("list_group_instances", "GET", _INSTANCES, groups.list_group_instances, "as:instances:list"),
    Route("login", "POST", "/v3/auth/tokens", iam.log_in),
    Route("show_token", "GET", "/v3/auth/tokens", iam.show_token),
    Route("projects", "GET", "/v3/projects", iam.list_projects),
    Route("projects", "GET", "/v3/auth/projects", iam.list_projects),
    Route("temporary_key", "POST", "/v3.0/OS-CREDENTIAL/securitytokens", iam.create_temporary_key),
    Route("metadata", "PUT", "/meta-data/latest/api/token", metadata.issue_token),
    Route("metadata", "GET", "/openstack/latest/securitykey", metadata.show_key),
    Route("metadata", "GET", "/openstack/latest/meta_data.json", metadata.show_instance),
    Route("metadata", "GET", "/latest/meta-data/instance-id", metadata.show_instance_id),
    Route("metadata", "GET", "/meta-data/latest/instance-id", metadata.show_instance_id),
)
OPERATIONS = tuple(sorted({route.operation for route in ROUTES}))
_SPLIT = [(route, route.path.split("/")) for route in ROUTES]


def find(method: str, path: str) -> tuple[Route | None, dict[str, str]]:
    """Return the route for a request and what its path names, decoded."""
    segments = path.split("/")
    for route, wanted in _SPLIT:
        if route.method == method and len(wanted) == len(segments) and _matches(wanted, segments):
            pairs = zip(wanted, segments)
            return route, {name[1:-1]: urllib.parse.unquote(value) for name, value in pairs if name[:1] == "{"}
    return None, {}


def _matches(wanted: list[str], segments: list[str]) -> bool:
    return all(segment if name[:1] == "{" else segment == name for name, segment in zip(wanted, segments))


def serve(simulator: Simulator, route: Route | None, request: Request) -> Answer:
    """Carry out a request and return its answer, an error answer included."""
    try:
        if route is None:
            raise _unknown(request.path)
        if route.action:
            simulator.accounts.check_project(request, request.params["project_id"])
            simulator.accounts.check_permission(route.action)
        return route.handler(simulator, request)
    except RefusalError as refusal:
        return refusal.answer(request.request_id)


def _unknown(path: str) -> RefusalError:
    segments = path.split("/")
    if segments[1:2] == ["autoscaling-api"] and segments[2:3] not in ([], ["v1"], ["v2"]):
        return RefusalError(404, "AS.0033", "The API version in the path does not exist.")
    text = "The API does not exist or has not been published in the environment"
    return RefusalError(404, "APIGW.0101", text, "gateway")

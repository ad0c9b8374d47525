# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The suspension query and the callback."""

from __future__ import annotations

import typing as t

from .bodies import read_body
from .groups import group_of
from .suspension import Suspension
from .wire import Answer, RefusalError, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

RESULTS = ("ABANDON", "CONTINUE", "EXTEND")
_FIELDS = {
    "lifecycle_action_key": str,
    "instance_id": str,
    "lifecycle_hook_name": str,
    "lifecycle_action_result": str,
}


def list_instances(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_instance_hook/{scaling_group_id}/list."""
    group = group_of(simulator, request)
    rows = simulator.state.listed(group.scaling_group_id, request.arguments().get("instance_id"))
    return json_answer(200, {"instance_hanging_info": rows})


def call_back(simulator: Simulator, request: Request) -> Answer:
    """PUT scaling_instance_hook/{scaling_group_id}/callback."""
    group = group_of(simulator, request)
    body = read_body(request, _FIELDS)
    result = body.get("lifecycle_action_result")
    if not result:
        raise RefusalError(400, "AS.7039", "The lifecycle action result is missing.")
    if result not in RESULTS:
        raise RefusalError(400, "AS.7034", "The lifecycle action result is invalid.")
    suspension = _target(simulator, group.scaling_group_id, body)
    if result == "EXTEND":
        simulator.state.extend(suspension.key, by="callback")
    else:
        simulator.state.resolve(suspension.key, result, by="callback")
    return Answer(204)


def _target(simulator: Simulator, group_id: str, body: dict[str, str]) -> Suspension:
    if body.get("lifecycle_action_key"):
        wanted = {"key": body["lifecycle_action_key"]}
    elif body.get("instance_id") and body.get("lifecycle_hook_name"):
        wanted = {"instance_id": body["instance_id"], "hook_name": body["lifecycle_hook_name"]}
    else:
        raise RefusalError(
            400, "AS.7040", "Neither a lifecycle action key nor an instance ID with a hook name is given."
        )
    suspension = simulator.state.waiting(group_id, **wanted)
    if suspension is None:
        raise RefusalError(400, "AS.7042", "The lifecycle callback object does not exist.")
    return suspension

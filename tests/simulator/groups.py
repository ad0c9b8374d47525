# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""AS groups and their instances: what can be asked of them."""

from __future__ import annotations

import typing as t

from .group import Group
from .suspension import HANGING, Suspension
from .wire import Answer, RefusalError, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

_WAITING = {"INSTANCE_LAUNCHING": "PENDING_WAIT", "INSTANCE_TERMINATING": "REMOVING_WAIT"}
_STATES = ("INSERVICE", "PENDING", "REMOVING", "STANDBY", "ENTERING_STANDBY", *_WAITING.values())
_FILTERS = {
    "life_cycle_state": ("AS.4003", "The lifecycle state is invalid.", _STATES),
    "health_status": ("AS.4004", "The health status is invalid.", ("INITIALIZING", "NORMAL", "ERROR")),
}


def group_of(simulator: Simulator, request: Request) -> Group:
    """Return the group that the URL names; a missing one is a 400 here and never a 404."""
    group = simulator.state.group(request.params["scaling_group_id"])
    if group is None or group.project_id != request.params["project_id"]:
        raise RefusalError(400, "AS.2007", "The AS group does not exist.")
    return group


def show_group(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_group/{scaling_group_id}."""
    return json_answer(200, {"scaling_group": _shown(simulator, group_of(simulator, request))})


def list_groups(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_group, with the fuzzy name filter and paging."""
    arguments = request.arguments()
    groups = [_shown(simulator, one) for one in simulator.state.groups(request.params["project_id"])]
    named = [one for one in groups if arguments.get("scaling_group_name", "") in one["scaling_group_name"]]
    return _page("scaling_groups", named, arguments)


def list_group_instances(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_group_instance/{scaling_group_id}/list, with filters and paging."""
    instances = _instances(simulator, group_of(simulator, request))
    arguments = request.arguments()
    for field, (code, message, allowed) in _FILTERS.items():
        if field in arguments and arguments[field] not in allowed:
            raise RefusalError(400, code, message)
        instances = [one for one in instances if arguments.get(field, one[field]) == one[field]]
    return _page("scaling_group_instances", instances, arguments)


def _shown(simulator: Simulator, group: Group) -> dict[str, t.Any]:
    instances = _instances(simulator, group)
    return {
        "scaling_group_id": group.scaling_group_id,
        "scaling_group_name": "group-" + group.scaling_group_id[:8],
        "scaling_group_status": "INSERVICE",
        "is_scaling": any(one["life_cycle_state"] != "INSERVICE" for one in instances),
        "detail": None,
        "current_instance_number": len(instances),
        "desire_instance_number": len(instances),
        "min_instance_number": 0,
        "max_instance_number": 200,
        "activity_type": None,
        "create_time": group.create_time,
    }


def _instances(simulator: Simulator, group: Group) -> list[dict[str, t.Any]]:
    """Derive the instances from their suspensions: held, launched, or gone."""
    held: dict[str, list[Suspension]] = {}
    for suspension in simulator.state.suspensions(group.scaling_group_id):
        held.setdefault(suspension.instance_id, []).append(suspension)
    states = {instance_id: _life_cycle_state(suspensions) for instance_id, suspensions in held.items()}
    return [_instance(group, instance_id, state) for instance_id, state in states.items() if state]


def _life_cycle_state(suspensions: list[Suspension]) -> str | None:
    for suspension in suspensions:
        if suspension.status == HANGING:
            return _WAITING[suspension.hook_type]
    last = suspensions[-1]
    return "INSERVICE" if (last.hook_type, last.status) == ("INSTANCE_LAUNCHING", "CONTINUE") else None


def _instance(group: Group, instance_id: str, state: str) -> dict[str, t.Any]:
    return {
        "instance_id": instance_id,
        "instance_name": "as-" + instance_id[:8],
        "scaling_group_id": group.scaling_group_id,
        "scaling_group_name": "group-" + group.scaling_group_id[:8],
        "life_cycle_state": state,
        "health_status": "NORMAL",
        "scaling_configuration_name": "configuration",
        "scaling_configuration_id": "0c3d9a52-6f1b-4e87-9d24-7ab8e5f60c13",
        "create_time": group.create_time,
        "protect_from_scaling_down": False,
    }


def _page(name: str, rows: list[dict[str, t.Any]], arguments: dict[str, str]) -> Answer:
    start = _number(arguments.get("start_number", "0"), "AS.4000", "The start number is invalid.")
    limit = _number(arguments.get("limit", "20"), "AS.4001", "The limit is invalid.", most=100)
    page = {"total_number": len(rows), "start_number": start, "limit": limit, name: rows[start : start + limit]}
    return json_answer(200, page)


def _number(text: str, code: str, message: str, most: int | None = None) -> int:
    if not (text.isascii() and text.isdigit()) or (most is not None and int(text) > most):
        raise RefusalError(400, code, message)
    return int(text)

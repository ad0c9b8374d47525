# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The five operations on lifecycle hooks."""

from __future__ import annotations

import re
import typing as t

from .bodies import read_body
from .group import Hook
from .groups import group_of
from .wire import Answer, RefusalError, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

MOST_HOOKS = 5
TYPES = ("INSTANCE_LAUNCHING", "INSTANCE_TERMINATING")
_UPDATE_FIELDS: dict[str, type] = {
    "lifecycle_hook_type": str,
    "default_result": str,
    "default_timeout": int,
    "notification_topic_urn": str,
    "notification_metadata": str,
}
_CREATE_FIELDS: dict[str, type] = {"lifecycle_hook_name": str, **_UPDATE_FIELDS}
_TOPIC = re.compile(r"urn:smn:[^:\s]+:[^:\s]+:[^:\s]+")
_RULES: tuple[tuple[str, str, str, t.Callable[[t.Any], object]], ...] = (
    (
        "lifecycle_hook_name",
        "AS.7031",
        "The lifecycle hook name is invalid.",
        re.compile(r"[\w-]{1,64}", re.A).fullmatch,
    ),
    ("lifecycle_hook_type", "AS.7033", "The lifecycle hook type is invalid.", TYPES.__contains__),
    ("default_result", "AS.7034", "The lifecycle callback result is invalid.", ("ABANDON", "CONTINUE").__contains__),
    ("default_timeout", "AS.7030", "The default timeout is out of range.", range(60, 86401).__contains__),
    ("notification_metadata", "AS.7035", "The notification metadata is too long.", lambda text: len(text) <= 256),
    (
        "notification_metadata",
        "AS.7055",
        "The notification metadata has forbidden characters.",
        re.compile(r"[^<>&'()]*").fullmatch,
    ),
)


def create_hook(simulator: Simulator, request: Request) -> Answer:
    """POST scaling_lifecycle_hook/{scaling_group_id}: add a hook; the answer is 200 and not 201."""
    group = group_of(simulator, request)
    body = read_body(request, _CREATE_FIELDS)
    _require(body, "lifecycle_hook_name", "AS.7032", "The lifecycle hook name is missing.")
    _require(body, "lifecycle_hook_type", "AS.7037", "The lifecycle hook type is missing.")
    _require(body, "notification_topic_urn", "AS.7043", "The SMN topic does not exist.")
    _check(simulator, body)
    name = body["lifecycle_hook_name"]
    if name in group.hooks:
        raise RefusalError(400, "AS.7041", "The lifecycle hook name is already used.")
    if len(group.hooks) >= MOST_HOOKS:
        raise RefusalError(400, "AS.7038", "The AS group already has five lifecycle hooks.")
    simulator.state.add_hook(group.scaling_group_id, name)
    return json_answer(200, _change(group.hooks[name], body))


def list_hooks(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_lifecycle_hook/{scaling_group_id}/list."""
    return json_answer(200, {"lifecycle_hooks": list(group_of(simulator, request).hooks.values())})


def show_hook(simulator: Simulator, request: Request) -> Answer:
    """GET scaling_lifecycle_hook/{scaling_group_id}/{lifecycle_hook_name}."""
    return json_answer(200, _hook_of(simulator, request))


def update_hook(simulator: Simulator, request: Request) -> Answer:
    """PUT scaling_lifecycle_hook/{scaling_group_id}/{lifecycle_hook_name}: change the fields given."""
    hook = _hook_of(simulator, request)
    body = read_body(request, _UPDATE_FIELDS)
    if not body:
        raise RefusalError(400, "AS.7036", "The lifecycle hook is missing.")
    _check(simulator, body)
    return json_answer(200, _change(hook, body))


def delete_hook(simulator: Simulator, request: Request) -> Answer:
    """DELETE scaling_lifecycle_hook/{scaling_group_id}/{lifecycle_hook_name}."""
    hook = _hook_of(simulator, request)
    del group_of(simulator, request).hooks[hook["lifecycle_hook_name"]]
    return Answer(204)


def _hook_of(simulator: Simulator, request: Request) -> Hook:
    hook = group_of(simulator, request).hooks.get(request.params["lifecycle_hook_name"])
    if hook is None:
        raise RefusalError(404, "AS.0007", "The requested lifecycle hook could not be found.")
    return hook


def _require(body: Hook, field: str, code: str, message: str) -> None:
    if not body:
        raise RefusalError(400, "AS.7036", "The lifecycle hook is missing.")
    if not body.get(field):
        raise RefusalError(400, code, message)


def _check(simulator: Simulator, body: Hook) -> None:
    for field, code, message, allows in _RULES:
        if field in body and not allows(body[field]):
            raise RefusalError(400, code, message)
    topic = body.get("notification_topic_urn")
    known = simulator.state.topics
    if topic is not None and not (_TOPIC.fullmatch(topic) if known is None else topic in known):
        raise RefusalError(400, "AS.7043", "The SMN topic does not exist.")


def _change(hook: Hook, body: Hook) -> Hook:
    hook.update(body)
    hook["notification_topic_name"] = hook["notification_topic_urn"].rsplit(":", 1)[-1]
    return hook

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is compared with what, and the playbook or script that does it."""

from __future__ import annotations

import typing as t
from pathlib import Path

Values = t.Dict[str, t.Any]
Task = t.Dict[str, t.Any]

CONTROLLER, MODULE, URI, DEBUG, REQUESTS, SDK = "controller", "module", "uri", "debug", "requests", "sdk"
LABELS = {
    CONTROLLER: "this collection",
    MODULE: "module process",
    URI: "ansible.builtin.uri",
    DEBUG: "debug (floor)",
    REQUESTS: "bare requests script",
    SDK: "official SDK script",
}
SCRIPTS = {
    REQUESTS: Path(__file__).with_name("bare_requests.py"),
    SDK: Path(__file__).with_name("official_sdk.py"),
}
LOOP, HOSTS = "loop", "hosts"
TOKEN, PASSWORD = "token", "password"


class Case(t.NamedTuple):
    """One amount of work: so many items in a loop or so many hosts, and the way to log in."""

    kind: str
    login: str
    size: int


def playbook(rival: str, case: Case, values: Values) -> list[dict[str, t.Any]]:
    """Return the play that calls back `case.size` suspended instances, each by its `key`."""
    tasks = {CONTROLLER: _callback, MODULE: _callback_in_a_process, URI: _uri, DEBUG: _debug}[rival](case, values)
    if case.kind == LOOP:
        tasks[-1].update(loop="{{ keys }}", loop_control={"loop_var": "key"})
        return [{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]
    here = [{**task, "delegate_to": "localhost"} for task in tasks]
    return [{"hosts": "fleet", "gather_facts": False, "tasks": here}]


def _callback(case: Case, values: Values) -> list[Task]:
    names = ("token",) if case.login == TOKEN else ("username", "password", "domain_name")
    arguments = {
        "endpoint": values["url"],
        "auth_url": values["iam_url"],
        "project_id": values["project_id"],
        "scaling_group_id": values["group_id"],
        "lifecycle_action_key": "{{ key }}",
        "lifecycle_action_result": "CONTINUE",
        **{name: values[name] for name in names},
    }
    return [{"huaweicloud.autoscaling.as_lifecycle_callback": arguments}]


def _callback_in_a_process(case: Case, values: Values) -> list[Task]:
    # A task with an environment of its own runs as an ordinary module.
    return [{**task, "environment": {"BENCHMARK": "1"}} for task in _callback(case, values)]


def _uri(case: Case, values: Values) -> list[Task]:
    token = values["token"] if case.login == TOKEN else "{{ login.x_subject_token }}"
    request = {
        "url": callback_url(values),
        "method": "PUT",
        "headers": {"X-Auth-Token": token},
        "body_format": "json",
        "body": {"lifecycle_action_key": "{{ key }}", "lifecycle_action_result": "CONTINUE"},
        "status_code": 204,
    }
    before = [] if case.login == TOKEN else [_uri_login(values)]
    return [*before, {"ansible.builtin.uri": request}]


def _uri_login(values: Values) -> Task:
    request = {
        "url": values["iam_url"] + "/auth/tokens",
        "method": "POST",
        "body_format": "json",
        "body": login_body(values),
        "status_code": 201,
    }
    return {"ansible.builtin.uri": request, "register": "login", "run_once": True}


def _debug(case: Case, values: Values) -> list[Task]:
    return [{"ansible.builtin.debug": {"msg": "{{ key }}"}}]


def callback_url(values: Values) -> str:
    """Return the address that callbacks are sent to."""
    path = f"/autoscaling-api/v1/{values['project_id']}/scaling_instance_hook/{values['group_id']}/callback"
    return str(values["url"]) + path


def login_body(values: Values) -> Values:
    """Return what a login with a password sends."""
    user = {"name": values["username"], "password": values["password"], "domain": {"name": values["domain_name"]}}
    identity = {"methods": ["password"], "password": {"user": user}}
    return {"auth": {"identity": identity, "scope": {"project": {"id": values["project_id"]}}}}

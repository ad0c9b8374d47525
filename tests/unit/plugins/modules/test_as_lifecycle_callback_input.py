# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is refused before anything is sent: one message that names the option and the remedy, in check mode too."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    DOMAIN_NAME,
    PASSWORD,
    SECRET_KEY,
    SECURITY_TOKEN,
    USERNAME,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    HOOK,
    INSTANCE_ID,
    NO_LOGIN,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE"}
EXTEND = {"lifecycle_action_result": "EXTEND"}

# What is wrong, the options, and what the message holds: the option first, then the remedy.
WRONG = {
    "a key and an instance are both missing": (CONTINUE, ["lifecycle_action_key", "instance_id"]),
    "only a hook is given": (
        {**CONTINUE, "lifecycle_hook_name": HOOK},
        ["lifecycle_action_key", "instance_id"],
    ),
    "an instance without its hook": (
        {**CONTINUE, "instance_id": INSTANCE_ID},
        ["lifecycle_hook_name: ", "Give both, or lifecycle_action_key."],
    ),
    "an empty key": ({**CONTINUE, "lifecycle_action_key": ""}, ["lifecycle_action_key: ", "Give it as"]),
    "a blank key": ({**CONTINUE, "lifecycle_action_key": " \t"}, ["lifecycle_action_key: ", "Give it as"]),
    "an empty key beside an instance": (
        {**CONTINUE, **BY_INSTANCE, "lifecycle_action_key": ""},
        ["lifecycle_action_key: ", "Give it as"],
    ),
    "an empty instance": ({**CONTINUE, **BY_INSTANCE, "instance_id": ""}, ["instance_id: ", "Give it as"]),
    "a blank instance": ({**CONTINUE, **BY_INSTANCE, "instance_id": "  "}, ["instance_id: ", "Give it as"]),
    "an empty group": ({**CONTINUE, **BY_KEY, "scaling_group_id": ""}, ["scaling_group_id: ", "Give it as"]),
    "a blank group": ({**CONTINUE, **BY_KEY, "scaling_group_id": " "}, ["scaling_group_id: ", "Give it as"]),
    "a group that is a path": ({**CONTINUE, **BY_KEY, "scaling_group_id": ".."}, ["scaling_group_id: ", "Give it as"]),
    "a key with a line break": (
        {**CONTINUE, "lifecycle_action_key": "a\r\nX: y"},
        ["lifecycle_action_key: ", "Give it as"],
    ),
    "an instance that is no Unicode": (
        {**CONTINUE, **BY_INSTANCE, "instance_id": "\udcff"},
        ["instance_id: ", "Give it as"],
    ),
    "a blank project": ({**CONTINUE, **BY_KEY, "project_id": " "}, ["project_id: ", "Give it as"]),
    "an empty hook": ({**CONTINUE, **BY_INSTANCE, "lifecycle_hook_name": ""}, ["lifecycle_hook_name: ", "1 to 64"]),
    "a hook name with other characters": (
        {**CONTINUE, **BY_INSTANCE, "lifecycle_hook_name": "dräin"},
        ["lifecycle_hook_name: ", "1 to 64"],
    ),
    "a hook name with a line break at its end": (
        {**CONTINUE, **BY_INSTANCE, "lifecycle_hook_name": "drain\n"},
        ["lifecycle_hook_name: ", "1 to 64"],
    ),
    "a hook name that is too long": (
        {**CONTINUE, **BY_INSTANCE, "lifecycle_hook_name": "h" * 65},
        ["lifecycle_hook_name: ", "1 to 64"],
    ),
    "an unknown result": ({"lifecycle_action_result": "STOP", **BY_KEY}, ["lifecycle_action_result", "EXTEND"]),
    "a result in lower case": (
        {"lifecycle_action_result": "continue", **BY_KEY},
        ["lifecycle_action_result", "CONTINUE"],
    ),
    "min_remaining without EXTEND": ({**CONTINUE, **BY_KEY, "min_remaining": 60}, ["min_remaining: ", "Leave it out."]),
    "min_remaining too small": ({**EXTEND, **BY_KEY, "min_remaining": 0}, ["min_remaining: ", "1 to 86400"]),
    "min_remaining too large": ({**EXTEND, **BY_KEY, "min_remaining": 86401}, ["min_remaining: ", "1 to 86400"]),
    "a negative wait": ({**CONTINUE, **BY_KEY, "wait_timeout": -1}, ["wait_timeout: ", "0 or more"]),
    "no time for a request": ({**CONTINUE, **BY_KEY, "timeout": 0}, ["timeout: ", "1 or more"]),
    "too many retries": ({**CONTINUE, **BY_KEY, "max_retries": 21}, ["max_retries: ", "0 to 20"]),
    "fewer than no retries": ({**CONTINUE, **BY_KEY, "max_retries": -1}, ["max_retries: ", "0 to 20"]),
    "an access key without its secret": (
        {**CONTINUE, **BY_KEY, "token": None, "access_key": ACCESS_KEY},
        ["secret_key: ", "HW_SECRET_KEY"],
    ),
    "a secret key without its access key": (
        {**CONTINUE, **BY_KEY, "token": None, "secret_key": SECRET_KEY},
        ["access_key: ", "HW_ACCESS_KEY"],
    ),
    "a security token without a key pair": (
        {**CONTINUE, **BY_KEY, "token": None, "security_token": SECURITY_TOKEN},
        ["access_key: ", "HW_ACCESS_KEY"],
    ),
    "a user without a password": (
        {**CONTINUE, **BY_KEY, "token": None, "username": USERNAME, "domain_name": DOMAIN_NAME},
        ["password: ", "HW_USER_PASSWORD"],
    ),
    "a password without a user": (
        {**CONTINUE, **BY_KEY, "token": None, "password": PASSWORD, "domain_name": DOMAIN_NAME},
        ["username: ", "HW_USER_NAME"],
    ),
    "a user without a domain": (
        {**CONTINUE, **BY_KEY, "token": None, "username": USERNAME, "password": PASSWORD},
        ["domain_name: ", "HW_DOMAIN_NAME"],
    ),
    "no credential at all": ({**CONTINUE, **BY_KEY, **NO_LOGIN}, ["token: ", "access_key and secret_key", "password"]),
    "a token with a line break": ({**CONTINUE, **BY_KEY, "token": "MIIQzW7vKx3R\r\nX: y"}, ["token: ", "without them"]),
    "no region and no endpoint": ({**CONTINUE, **BY_KEY, "endpoint": None}, ["region: ", "or endpoint"]),
    "an unknown region": (
        {**CONTINUE, **BY_KEY, "endpoint": None, "region": "moon"},
        ["region: 'moon'", "endpoint"],
    ),
    "an endpoint without a host": ({**CONTINUE, **BY_KEY, "endpoint": "https:///v1"}, ["endpoint: ", "https://as."]),
    "an endpoint of another scheme": (
        {**CONTINUE, **BY_KEY, "endpoint": "ftp://as.example"},
        ["endpoint: ", "https://as."],
    ),
    "an endpoint with a password": (
        {**CONTINUE, **BY_KEY, "endpoint": "https://user:word@as.example"},
        ["endpoint: ", "https://as."],
    ),
    "an endpoint with a port that is none": (
        {**CONTINUE, **BY_KEY, "endpoint": "https://as.example:port"},
        ["endpoint: ", "https://as."],
    ),
    "no way to find the project": (
        {**CONTINUE, **BY_KEY, "token": None, "project_id": None, "access_key": ACCESS_KEY, "secret_key": SECRET_KEY},
        ["project_id: ", "Give one of them"],
    ),
    "an authority that does not exist": ({**CONTINUE, **BY_KEY, "ca_path": "/nowhere/ca.pem"}, ["ca_path: ", "Give a"]),
}


@pytest.mark.parametrize("check", [False, True], ids=["for real", "in check mode"])
@pytest.mark.parametrize("wrong", WRONG)
def test_refused(task, simulator, hanging, wrong, check):
    options, expected = WRONG[wrong]

    failure = task(check=check, **options)

    assert failure["failed"] is True
    for part in expected:
        assert part in failure["msg"]
    if expected[0].endswith(": "):
        assert failure["msg"].startswith(expected[0])
        assert (failure["outcome"], failure["msg"].endswith(failure["remedy"])) == ("rejected", True)
    assert simulator.calls == []


@pytest.mark.parametrize("secret", [SECRET_KEY, SECURITY_TOKEN, PASSWORD], ids=["secret", "security token", "password"])
@pytest.mark.parametrize("wrong", [name for name in WRONG if WRONG[name][0].get("token", "") is None])
def test_a_refused_login_shows_no_secret(task, wrong, secret):
    assert secret not in str(task(**WRONG[wrong][0]))


@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON"])
@pytest.mark.parametrize(
    ("named", "option"),
    [({"instance_id": "another"}, "instance_id"), ({"lifecycle_hook_name": "another"}, "lifecycle_hook_name")],
    ids=["instance", "hook"],
)
@pytest.mark.parametrize("check", [False, True], ids=["for real", "in check mode"])
def test_a_key_that_belongs_to_another_target_is_refused_where_the_row_is_read(
    task, hanging, named, option, result, check
):
    failure = task(check=check, diff=True, lifecycle_action_result=result, **BY_KEY, **named)

    assert (failure["failed"], failure["outcome"]) == (True, "rejected")
    assert failure["msg"].startswith(f"{option}: it is another, but lifecycle_action_key")
    assert task.operations() == ["list_instances"]


def test_a_key_that_belongs_to_another_target_is_refused_before_an_extend(task, hanging):
    failure = task(lifecycle_action_result="EXTEND", **BY_KEY, instance_id="another")

    assert failure["msg"].startswith("instance_id: it is another, but lifecycle_action_key")
    assert task.operations() == ["list_instances"]

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to log in: what goes over the wire, how the project is found, and what a refused login does."""

from __future__ import annotations

import re

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    PASSWORD,
    PROJECT_ID,
    PROJECT_NAME,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_ACCESS_KEY,
    TOKEN,
    faults,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    LOGINS,
    NO_LOGIN,
    RESULTS,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE", **BY_KEY}
TOKEN_ONLY = {**NO_LOGIN, **LOGINS["token"]}
KEYS = {**NO_LOGIN, **LOGINS["key pair"]}
TEMPORARY = {**NO_LOGIN, **LOGINS["temporary key pair"]}
USER = {**NO_LOGIN, **LOGINS["password"]}
EVERY_WAY = {name: {**NO_LOGIN, **login} for name, login in LOGINS.items()}
SENT_BY = {"token": [], "key pair": [], "temporary key pair": [], "password": ["login"]}
FOUND_BY = {
    "token": ["show_token"],
    "key pair": ["projects"],
    "temporary key pair": ["projects"],
    "password": ["login"],
}


@pytest.fixture(params=EVERY_WAY)
def way(request):
    return request.param


@pytest.mark.parametrize("result", RESULTS)
def test_each_way_to_log_in_calls_back(task, hanging, way, result):
    done = task(lifecycle_action_result=result, **BY_INSTANCE, **EVERY_WAY[way])

    assert (done["outcome"], task.applied()) == ("applied", [result])


def test_a_login_asks_iam_for_no_more_than_it_needs(task, hanging, way):
    task(**CONTINUE, **EVERY_WAY[way])

    assert task.operations() == [*SENT_BY[way], "callback"]


@pytest.mark.parametrize("named", [{"region": PROJECT_NAME}, {"project_name": PROJECT_NAME}], ids=["region", "name"])
def test_the_project_is_found(task, hanging, way, named):
    done = task(**CONTINUE, **EVERY_WAY[way], project_id=None, **named)

    assert (done["outcome"], task.operations()) == ("applied", [*FOUND_BY[way], "callback"])
    assert task.calls("callback")[0].path.split("/")[3] == PROJECT_ID


def test_a_token_is_enough_to_find_its_project(task, hanging):
    assert task(**CONTINUE, **TOKEN_ONLY, project_id=None)["outcome"] == "applied"


def test_a_token_is_sent_as_it_is(task, hanging):
    task(**CONTINUE, **TOKEN_ONLY)

    headers = task.calls("callback")[0].headers
    assert headers["x-auth-token"] == TOKEN
    assert "authorization" not in headers


def test_a_key_pair_signs_and_its_secret_is_never_sent(task, simulator, hanging):
    task(**CONTINUE, **KEYS, project_id=None, region=PROJECT_NAME)

    lookup, put = simulator.calls
    names = r"SDK-HMAC-SHA256 Access=(\w+), SignedHeaders=([a-z;-]+), Signature=[0-9a-f]{64}"
    assert re.fullmatch(names, put.headers["authorization"]).groups() == (ACCESS_KEY, "host;x-project-id;x-sdk-date")
    assert re.fullmatch(names, lookup.headers["authorization"]).groups() == (ACCESS_KEY, "host;x-sdk-date")
    assert put.headers["x-sdk-date"] == simulator.clock.now().strftime("%Y%m%dT%H%M%SZ")
    assert put.headers["x-project-id"] == PROJECT_ID
    assert SECRET_KEY not in str(simulator.calls)


def test_a_temporary_key_pair_sends_its_security_token_signed(task, hanging):
    task(**CONTINUE, **TEMPORARY)

    headers = task.calls("callback")[0].headers
    assert headers["x-security-token"] == SECURITY_TOKEN
    assert (
        f"Access={TEMPORARY_ACCESS_KEY}, SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,"
        in (headers["authorization"])
    )


def test_a_password_goes_to_iam_alone(task, simulator, hanging):
    task(**CONTINUE, **USER)

    login, put = simulator.calls
    assert PASSWORD.encode() in login.body
    assert PASSWORD not in str(put)
    assert len(put.headers["x-auth-token"]) > 1000
    assert "x-auth-token" not in login.headers


def test_a_password_is_given_for_the_project_that_the_task_names(task, simulator, hanging):
    task(**CONTINUE, **USER)
    task(**CONTINUE, **USER, project_id=None, region=PROJECT_NAME)

    scopes = [re.search(rb'"scope":({.*})', call.body).group(1) for call in task.calls("login")]
    assert scopes[0] == b'{"project":{"id":"%s"}}}}' % PROJECT_ID.encode()
    assert scopes[1] == b'{"project":{"name":"%s"}}}}' % PROJECT_NAME.encode()


@pytest.mark.parametrize("way", ["key pair", "temporary key pair"])
def test_a_project_that_does_not_exist_is_told(task, hanging, way):
    failure = task(**CONTINUE, **EVERY_WAY[way], project_id=None, project_name="eu-nl")

    assert (failure["failed"], failure["outcome"], failure["callbacks_sent"]) == (True, "rejected", 0)
    assert failure["msg"].startswith("project_id: no project is named eu-nl.")
    assert task.operations() == ["projects"]


@pytest.mark.parametrize("way", ["key pair", "temporary key pair"])
def test_several_projects_of_one_name_are_told(task, simulator, hanging, way):
    simulator.accounts.add_project(PROJECT_NAME, "another")

    failure = task(**CONTINUE, **EVERY_WAY[way], project_id=None, project_name=PROJECT_NAME)

    assert failure["msg"].startswith(f"project_id: several projects are named {PROJECT_NAME}: {PROJECT_ID}, another.")
    assert task.calls("callback") == []


def test_a_token_for_no_project_is_told(task, simulator, hanging):
    simulator.accounts.add_token(TOKEN, None)

    failure = task(**CONTINUE, project_id=None)

    assert failure["msg"].startswith("token: it is for no project.")
    assert task.operations() == ["show_token"]


@pytest.mark.parametrize(
    "body",
    ['{"projects":[{"id":5}]}', '{"projects":[{"id":5},{"id":6}]}', '{"projects":[{"id":{}}]}', '{"projects":[null]}'],
)
def test_projects_of_another_shape_end_in_one_message(task, simulator, hanging, body):
    simulator.faults.add(faults.body(body), operation="projects", times=9)

    failure = task(**CONTINUE, **KEYS, project_id=None, project_name="eu-nl")

    assert (failure["failed"], task.calls("callback")) == (True, [])


@pytest.mark.parametrize("code", ["APIGW.0301", "APIGW.0307"])
def test_a_key_pair_is_never_tried_again_after_a_401(task, simulator, hanging, code):
    simulator.faults.add(faults.answer(401, code, shape="gateway"))

    failure = task(**CONTINUE, **KEYS)

    assert (failure["outcome"], failure["status_code"], task.operations()) == ("rejected", 401, ["callback"])


def test_a_wrong_secret_costs_one_request_of_the_five_that_lock_a_key(task, simulator, hanging, way):
    wrong = {name: value and value[::-1] for name, value in EVERY_WAY[way].items()}

    failure = task(**CONTINUE, **wrong)

    assert (failure["failed"], failure["outcome"], failure["status_code"]) == (True, "rejected", 401)
    assert len(simulator.calls) == 1


def test_a_login_that_fails_counts_as_no_callback(task, hanging):
    failure = task(**CONTINUE, **{**USER, "password": PASSWORD[::-1]})

    assert (failure["failed"], failure["callbacks_sent"], task.operations()) == (True, 0, ["login"])


def test_a_token_is_not_renewed(task, simulator, hanging):
    simulator.accounts.expire_tokens()

    failure = task(**CONTINUE)

    assert (failure["outcome"], failure["error_code"], task.operations()) == ("rejected", "AS.0006", ["callback"])


@pytest.mark.parametrize("result", RESULTS)
def test_a_password_login_renews_its_token_once(task, simulator, hanging, result):
    task.events[2] = [simulator.accounts.expire_tokens]

    done = task(diff=True, lifecycle_action_result=result, **BY_KEY, **USER)

    assert (done["outcome"], task.applied(), len(task.calls("login"))) == ("applied", [result], 2)


def test_a_new_token_that_is_refused_is_not_renewed(task, simulator, hanging):
    simulator.faults.add(faults.answer(401, "AS.0006"), times=9)

    failure = task(**CONTINUE, **USER)

    assert (failure["outcome"], task.operations()) == ("rejected", ["login", "callback"])


def test_a_token_is_renewed_no_second_time_in_a_row(task, simulator, hanging):
    simulator.faults.add(faults.answer(401, "AS.0006"), times=9)

    failure = task(diff=True, **CONTINUE, **USER)

    assert (failure["outcome"], failure["callbacks_sent"]) == ("rejected", 2)
    assert task.operations() == ["login", "list_instances", "callback", "login", "callback"]


def test_a_login_is_tried_again_while_iam_is_unavailable(task, simulator, hanging):
    simulator.faults.add(faults.answer(503, "503", shape="keystone"), operation="login", times=2)

    done = task(**CONTINUE, **USER)

    assert (done["outcome"], done["callbacks_sent"], len(task.calls("login"))) == ("applied", 1, 3)


def test_a_renewal_that_fails_after_an_unclear_answer_leaves_it_unknown(task, simulator, hanging):
    simulator.faults.add(faults.drop_before())
    simulator.faults.add(faults.answer(401, "AS.0006"))
    task.events[3] = [lambda: simulator.faults.add(faults.answer(503), operation="login", times=9)]

    failure = task(**CONTINUE, **USER)

    assert (failure["failed"], failure["outcome"]) == (True, "unknown")


@pytest.mark.parametrize(
    "fault", [faults.answer(500), faults.redirect("https://elsewhere.example/"), faults.drop_after()]
)
def test_a_login_that_fails_for_good_is_told_as_such(task, simulator, hanging, fault):
    simulator.faults.add(fault, operation="login", times=9)

    failure = task(**CONTINUE, **USER)

    assert failure["msg"].startswith("Cannot log in to IAM as user")
    assert (failure["changed"], task.calls("callback")) == (False, [])

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    DOMAIN_ID,
    DOMAIN_NAME,
    PASSWORD,
    PROJECT_ID,
    PROJECT_NAME,
    TOKEN,
    USER_ID,
    USERNAME,
)

PRECISE = "%Y-%m-%dT%H:%M:%S.%fZ"
USER = {"name": USERNAME, "password": PASSWORD, "domain": {"name": DOMAIN_NAME}}


@pytest.fixture
def log_in(api):
    def log_in(*users, scope=None, path="/v3/auth/tokens"):
        user = users[0] if users else USER
        auth = {"identity": {"methods": ["password"], "password": {"user": user}}}
        if scope:
            auth["scope"] = scope
        return api("POST", path, json={"auth": auth})

    return log_in


@pytest.mark.parametrize("project", [{"id": PROJECT_ID}, {"name": PROJECT_NAME}])
def test_a_login_gives_a_token_for_the_project(api, simulator, log_in, project):
    answer = log_in(scope={"project": project})
    token = answer.json()["token"]
    api.session.headers["X-Auth-Token"] = answer.headers["X-Subject-Token"]

    assert answer.status_code == 201
    assert token["project"] == {
        "id": PROJECT_ID,
        "name": PROJECT_NAME,
        "domain": {"id": DOMAIN_ID, "name": DOMAIN_NAME},
    }
    assert token["user"]["name"] == USERNAME
    issued, expires = (
        dt.datetime.strptime(token[name], "%Y-%m-%dT%H:%M:%S.%fZ") for name in ("issued_at", "expires_at")
    )
    assert expires - issued == dt.timedelta(days=1)
    assert api.rows() == []


def test_a_user_may_be_named_by_id(log_in):
    assert log_in({"id": USER_ID, "password": PASSWORD}).status_code == 201


def test_every_login_gives_another_long_token(log_in):
    tokens = {log_in().headers["X-Subject-Token"] for _repetition in range(3)}

    assert len(tokens) == 3
    assert min(map(len, tokens)) > 1000


def test_a_login_without_a_scope_is_bound_to_no_project(api, log_in):
    answer = log_in()
    api.session.headers["X-Auth-Token"] = answer.headers["X-Subject-Token"]

    assert "project" not in answer.json()["token"]
    assert api.refusal(api.hooks("GET", "list")) == (400, "AS.0008")
    assert api("GET", "/v3/auth/projects").status_code == 200


@pytest.mark.parametrize(
    "user",
    [
        {**USER, "password": "wrong"},
        {**USER, "name": "nobody"},
        {**USER, "domain": {"name": "elsewhere"}},
        {"password": PASSWORD},
        {},
        [],
    ],
)
def test_a_wrong_login_is_a_401_with_an_integer_for_a_code(api, log_in, user):
    answer = log_in(user)

    assert api.refusal(answer) == (401, 401)
    assert answer.json()["error"]["title"] == "Unauthorized"


def test_an_unknown_project_is_a_401(api, log_in):
    assert api.refusal(log_in(scope={"project": {"name": "eu-nowhere"}})) == (401, 401)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"auth": {"identity": {"methods": ["totp"]}}}'])
def test_a_login_of_another_shape_is_a_400(api, body):
    assert api.refusal(api("POST", "/v3/auth/tokens", data=body)) == (400, 400)


def test_the_catalog_leads_to_auto_scaling_unless_unwanted(api, simulator, log_in):
    scope = {"project": {"id": PROJECT_ID}}
    (entry,) = log_in(scope=scope).json()["token"]["catalog"]

    assert (entry["type"], entry["endpoints"][0]["url"]) == ("as", simulator.url + api.prefix)
    assert "catalog" not in log_in(scope=scope, path="/v3/auth/tokens?nocatalog=true").json()["token"]


def test_a_token_tells_its_project(api):
    answer = api("GET", "/v3/auth/tokens", headers={"X-Subject-Token": TOKEN})

    assert (answer.status_code, answer.json()["token"]["project"]["id"]) == (200, PROJECT_ID)


def test_an_unknown_subject_is_a_404_and_an_unknown_caller_a_401(api):
    assert api.refusal(api("GET", "/v3/auth/tokens", headers={"X-Subject-Token": "forged"})) == (404, 404)
    api.session.headers["X-Auth-Token"] = "forged"
    assert api.refusal(api("GET", "/v3/auth/tokens", headers={"X-Subject-Token": TOKEN})) == (401, 401)


@pytest.mark.parametrize("path", ["/v3/projects", "/v3/auth/projects"])
def test_projects_are_found_by_name(api, simulator, path):
    simulator.accounts.add_project("eu-nl", "a" * 32)

    assert [one["id"] for one in api("GET", path).json()["projects"]] == [PROJECT_ID, "a" * 32]
    assert [one["id"] for one in api("GET", path + "?name=eu-nl").json()["projects"]] == ["a" * 32]
    assert api("GET", path + "?name=eu-nowhere").json()["projects"] == []


def test_two_projects_may_have_the_same_name(api, simulator):
    simulator.accounts.add_project(PROJECT_NAME, "b" * 32)

    assert len(api("GET", f"/v3/projects?name={PROJECT_NAME}").json()["projects"]) == 2


@pytest.mark.parametrize("method", ["token", "assume_role"])
def test_a_temporary_key_is_issued_for_the_time_wanted(api, simulator, method):
    identity = {"methods": [method], method: {"duration_seconds": 1800}}
    answer = api("POST", "/v3.0/OS-CREDENTIAL/securitytokens", json={"auth": {"identity": identity}})
    issued = answer.json()["credential"]
    key = simulator.accounts.keys[issued["access"]]

    assert answer.status_code == 201
    assert (issued["secret"], issued["securitytoken"]) == (key.secret_key, key.security_token)
    assert key.expires_at == simulator.clock.now() + dt.timedelta(seconds=1800)


@pytest.mark.parametrize("seconds", [899, 86401, "900"])
def test_a_temporary_key_lasts_a_quarter_of_an_hour_to_a_day(api, seconds):
    identity = {"methods": ["token"], "token": {"duration_seconds": seconds}}
    answer = api("POST", "/v3.0/OS-CREDENTIAL/securitytokens", json={"auth": {"identity": identity}})

    assert api.refusal(answer) == (400, 400)

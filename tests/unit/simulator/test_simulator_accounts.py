# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, PROJECT_ID, TOKEN

OTHER_PROJECT = "0" * 31 + "1"
ACTIONS = [
    ("PUT", "scaling_instance_hook/{group}/callback", "as:instanceHooks:action"),
    ("GET", "scaling_instance_hook/{group}/list", "as:instanceHooks:list"),
    ("POST", "scaling_lifecycle_hook/{group}", "as:lifecycleHooks:create"),
    ("GET", "scaling_lifecycle_hook/{group}/list", "as:lifecycleHooks:list"),
    ("GET", "scaling_lifecycle_hook/{group}/drain", "as:lifecycleHooks:get"),
    ("PUT", "scaling_lifecycle_hook/{group}/drain", "as:lifecycleHooks:update"),
    ("DELETE", "scaling_lifecycle_hook/{group}/drain", "as:lifecycleHooks:delete"),
]


@pytest.fixture
def ask(api):
    def ask(token=TOKEN, project=PROJECT_ID):
        api.session.headers["X-Auth-Token"] = token
        return api("GET", f"/autoscaling-api/v1/{project}/scaling_instance_hook/{GROUP_ID}/list")

    return ask


@pytest.mark.parametrize(("token", "code"), [("", "AS.0005"), (None, "AS.0005"), ("forged", "AS.0006")])
def test_a_missing_or_unknown_token_is_a_401(api, ask, token, code):
    assert api.refusal(ask(token)) == (401, code)


def test_a_token_ends_after_a_day(api, simulator, ask):
    simulator.clock.advance(86399)
    before = ask().status_code
    simulator.clock.advance(1)

    assert (before, api.refusal(ask())) == (200, (401, "AS.0006"))


def test_a_token_may_be_ended_early_or_live_shorter(api, simulator, ask):
    simulator.accounts.add_token("short-lived-token", PROJECT_ID, expires_in=10)
    simulator.clock.advance(10)
    simulator.accounts.expire_tokens()

    assert api.refusal(ask("short-lived-token")) == (401, "AS.0006")
    assert api.refusal(ask()) == (401, "AS.0006")


def test_the_project_of_the_url_must_be_that_of_the_token(api, simulator, ask):
    simulator.accounts.add_project("eu-de_second", OTHER_PROJECT)
    simulator.accounts.add_token("second-project-token", OTHER_PROJECT)

    assert api.refusal(ask(project=OTHER_PROJECT)) == (400, "AS.0008")
    assert api.refusal(ask("second-project-token")) == (400, "AS.0008")
    assert api.refusal(ask("second-project-token", OTHER_PROJECT)) == (400, "AS.2007")


def test_a_token_without_a_project_is_of_another_one(api, simulator, ask):
    simulator.accounts.add_token("global-token", None)

    assert api.refusal(ask("global-token")) == (400, "AS.0008")


@pytest.mark.parametrize(("method", "path", "action"), ACTIONS)
def test_each_operation_needs_its_own_right(api, simulator, method, path, action):
    url = f"{api.prefix}/{path.format(group=GROUP_ID)}"
    simulator.accounts.permissions = {other for _method, _path, other in ACTIONS if other != action}
    denied = api(method, url)
    simulator.accounts.permissions = {action}

    assert api.refusal(denied) == (400, "AS.0031")
    assert action in denied.json()["error"]["message"]
    assert "AS.0031" not in api(method, url).text


def test_a_role_may_deny_in_place_of_a_policy(api, simulator, ask):
    simulator.accounts.permissions = set()
    simulator.accounts.denial = "role"

    assert api.refusal(ask()) == (403, "AS.0011")

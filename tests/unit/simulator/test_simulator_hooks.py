# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import PROJECT_ID

TOPIC = f"urn:smn:eu-de:{PROJECT_ID}:notices"
WANTED = {
    "lifecycle_hook_name": "archive",
    "lifecycle_hook_type": "INSTANCE_TERMINATING",
    "notification_topic_urn": TOPIC,
}


def test_a_hook_is_created_with_the_defaults_of_the_manual_and_a_200(api, simulator):
    answer = api.hooks("POST", json=WANTED)

    assert answer.status_code == 200
    assert answer.json() == {
        **WANTED,
        "default_result": "ABANDON",
        "default_timeout": 3600,
        "notification_topic_name": "notices",
        "notification_metadata": None,
        "create_time": simulator.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    assert api.hooks("GET", "archive").json() == answer.json()


def test_the_list_has_the_two_hooks_of_the_beginning(api):
    shown = api.hooks("GET", "list").json()["lifecycle_hooks"]

    assert {hook["lifecycle_hook_name"]: hook["lifecycle_hook_type"] for hook in shown} == {
        "drain": "INSTANCE_TERMINATING",
        "prepare": "INSTANCE_LAUNCHING",
    }


def test_an_update_changes_the_fields_given_and_no_other(api):
    before = api.hooks("GET", "drain").json()
    answer = api.hooks("PUT", "drain", json={"default_timeout": 60, "notification_topic_urn": TOPIC})

    changed = {"default_timeout": 60, "notification_topic_urn": TOPIC, "notification_topic_name": "notices"}
    assert (answer.status_code, answer.json()) == (200, {**before, **changed})


def test_a_deleted_hook_is_gone(api):
    answer = api.hooks("DELETE", "drain")

    assert (answer.status_code, answer.content) == (204, b"")
    assert api.refusal(api.hooks("GET", "drain")) == (404, "AS.0007")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_missing_hook_is_a_404(api, method):
    assert api.refusal(api.hooks(method, "no-such-hook")) == (404, "AS.0007")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lifecycle_hook_name": None}, "AS.7032"),
        ({"lifecycle_hook_name": "with space"}, "AS.7031"),
        ({"lifecycle_hook_name": "x" * 65}, "AS.7031"),
        ({"lifecycle_hook_name": "drain"}, "AS.7041"),
        ({"lifecycle_hook_type": None}, "AS.7037"),
        ({"lifecycle_hook_type": "TERMINATING"}, "AS.7033"),
        ({"default_result": "EXTEND"}, "AS.7034"),
        ({"default_timeout": 59}, "AS.7030"),
        ({"default_timeout": 86401}, "AS.7030"),
        ({"default_timeout": "3600"}, "AS.0022"),
        ({"default_timeout": True}, "AS.0022"),
        ({"notification_metadata": "x" * 257}, "AS.7035"),
        ({"notification_metadata": "a<b"}, "AS.7055"),
        ({"notification_topic_urn": "not-a-urn"}, "AS.7043"),
        ({"notification_topic_urn": None}, "AS.7043"),
        ({"create_time": "now"}, "AS.0022"),
    ],
)
def test_a_wrong_hook_is_refused_with_the_code_of_the_manual(api, change, code):
    body = {name: value for name, value in {**WANTED, **change}.items() if value is not None}

    assert api.refusal(api.hooks("POST", json=body)) == (400, code)
    assert len(api.hooks("GET", "list").json()["lifecycle_hooks"]) == 2


@pytest.mark.parametrize(("method", "name"), [("POST", ""), ("PUT", "drain")])
def test_a_body_without_any_field_lacks_the_hook(api, method, name):
    assert api.refusal(api.hooks(method, name, json={})) == (400, "AS.7036")
    assert api.refusal(api.hooks(method, name)) == (400, "AS.0002")


def test_a_hook_cannot_be_renamed(api):
    assert api.refusal(api.hooks("PUT", "drain", json={"lifecycle_hook_name": "other"})) == (400, "AS.0022")


def test_a_wrong_update_changes_nothing(api):
    before = api.hooks("GET", "drain").json()

    assert api.refusal(api.hooks("PUT", "drain", json={"default_timeout": 120, "default_result": "NO"}))[1] == "AS.7034"
    assert api.hooks("GET", "drain").json() == before


def test_a_sixth_hook_is_one_too_many(api):
    codes = [api.hooks("POST", json={**WANTED, "lifecycle_hook_name": f"h{n}"}).status_code for n in range(3)]

    assert codes == [200, 200, 200]
    assert api.refusal(api.hooks("POST", json=WANTED)) == (400, "AS.7038")


def test_only_listed_topics_exist_when_there_is_a_list(api, simulator):
    simulator.state.topics = {TOPIC}

    assert api.hooks("PUT", "drain", json={"notification_topic_urn": TOPIC}).status_code == 200
    assert api.refusal(api.hooks("PUT", "drain", json={"notification_topic_urn": TOPIC + "2"})) == (400, "AS.7043")

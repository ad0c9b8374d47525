# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID

STAMP = "%Y-%m-%dT%H:%M:%SZ"


def test_a_row_has_exactly_the_fields_of_the_manual(api, simulator, key):
    deadline = simulator.clock.now() + dt.timedelta(hours=1)

    assert api.rows() == [
        {
            "lifecycle_hook_name": "drain",
            "lifecycle_action_key": key,
            "instance_id": api.instance_id,
            "scaling_group_id": GROUP_ID,
            "lifecycle_hook_status": "HANGING",
            "timeout": deadline.strftime(STAMP),
            "default_result": "ABANDON",
        }
    ]


def test_a_group_without_suspensions_has_an_empty_list(api):
    assert api.rows() == []


def test_the_list_is_filtered_by_instance(api, simulator, key):
    simulator.state.suspend(GROUP_ID, "another-host", "drain")

    assert [row["lifecycle_action_key"] for row in api.rows(instance_id=api.instance_id)] == [key]
    assert api.rows(instance_id="nobody") == []


@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON"])
def test_a_callback_resolves_and_answers_with_an_empty_204(api, simulator, key, result):
    answer = api.call_back(lifecycle_action_key=key, lifecycle_action_result=result)

    assert (answer.status_code, answer.content, "Content-Length" in answer.headers) == (204, b"", False)
    assert api.statuses() == [result]
    assert [(one.lifecycle_action_key, one.result, one.by) for one in simulator.applied] == [(key, result, "callback")]


def test_a_callback_by_instance_and_hook_reaches_the_same_row(api, key):
    target = {"instance_id": api.instance_id, "lifecycle_hook_name": "drain"}
    answer = api.call_back(**target, lifecycle_action_result="CONTINUE")

    assert (answer.status_code, api.statuses()) == (204, ["CONTINUE"])


def test_extend_moves_the_deadline_by_an_hour_each_time(api, simulator, key):
    for _repetition in range(2):
        api.call_back(lifecycle_action_key=key, lifecycle_action_result="EXTEND")
    deadline = simulator.clock.now() + dt.timedelta(hours=3)

    assert [(row["lifecycle_hook_status"], row["timeout"]) for row in api.rows()] == [
        ("HANGING", deadline.strftime(STAMP))
    ]


def test_the_key_alone_decides_when_an_instance_is_given_too(api, simulator, key):
    other = simulator.state.suspend(GROUP_ID, "another-host", "drain")
    target = {"instance_id": api.instance_id, "lifecycle_hook_name": "drain", "lifecycle_action_key": other}
    api.call_back(**target, lifecycle_action_result="CONTINUE")

    assert [one.lifecycle_action_key for one in simulator.applied] == [other]


def test_an_unknown_key_is_not_replaced_by_a_known_instance(api, simulator, key):
    target = {"instance_id": api.instance_id, "lifecycle_hook_name": "drain", "lifecycle_action_key": "unknown"}

    assert api.refusal(api.call_back(**target, lifecycle_action_result="CONTINUE")) == (400, "AS.7042")
    assert simulator.applied == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "AS.0002"),
        (b"{", "AS.0022"),
        (b"[]", "AS.0022"),
        (b"\xff", "AS.0022"),
        (b'{"lifecycle_action_result": "CONTINUE", "force": "yes"}', "AS.0022"),
        (b'{"lifecycle_action_result": "CONTINUE", "lifecycle_action_key": null}', "AS.0022"),
        (b'{"lifecycle_action_key": "k"}', "AS.7039"),
        (b'{"lifecycle_action_key": "k", "lifecycle_action_result": "continue"}', "AS.7034"),
        (b'{"lifecycle_action_result": "CONTINUE"}', "AS.7040"),
        (b'{"lifecycle_action_result": "CONTINUE", "instance_id": "i"}', "AS.7040"),
        (b'{"lifecycle_action_result": "CONTINUE", "lifecycle_hook_name": "drain"}', "AS.7040"),
        (b'{"lifecycle_action_result": "CONTINUE", "lifecycle_action_key": ""}', "AS.7040"),
        (b'{"lifecycle_action_result": "CONTINUE", "lifecycle_action_key": "k"}', "AS.7042"),
        (b'{"lifecycle_action_result": "EXTEND", "instance_id": "i", "lifecycle_hook_name": "drain"}', "AS.7042"),
    ],
)
def test_a_wrong_body_is_refused_with_the_code_of_the_manual(api, key, body, code):
    assert api.refusal(api.put_callback(GROUP_ID, data=body)) == (400, code)
    assert api.statuses() == ["HANGING"]


@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON", "EXTEND"])
def test_what_no_longer_hangs_cannot_be_called_back(api, simulator, key, result):
    simulator.state.resolve(key, "CONTINUE")

    assert api.refusal(api.call_back(lifecycle_action_key=key, lifecycle_action_result=result)) == (400, "AS.7042")


def test_a_callback_after_the_deadline_comes_too_late(api, simulator, key):
    simulator.clock.advance(3600)
    answer = api.call_back(lifecycle_action_key=key, lifecycle_action_result="CONTINUE")

    assert (api.refusal(answer), api.statuses()) == ((400, "AS.7042"), ["ABANDON"])


def test_an_instance_suspended_anew_is_called_back_in_its_new_row(api, simulator, key):
    simulator.state.resolve(key, "CONTINUE")
    anew = simulator.state.suspend(GROUP_ID, api.instance_id, "drain")
    api.call_back(instance_id=api.instance_id, lifecycle_hook_name="drain", lifecycle_action_result="ABANDON")

    assert simulator.applied[-1].lifecycle_action_key == anew


def test_a_missing_group_is_a_400_and_not_a_404(api):
    assert api.refusal(api.put_callback("no-such-group", json={})) == (400, "AS.2007")


def test_a_group_of_another_project_is_missing(api, simulator):
    simulator.state.add_group("group-elsewhere", "another-project")

    assert api.refusal(api.put_callback("group-elsewhere", json={})) == (400, "AS.2007")


def test_a_key_of_another_group_is_unknown_here(api, simulator, key):
    simulator.state.add_group("second-group")
    body = {"lifecycle_action_key": key, "lifecycle_action_result": "CONTINUE"}

    assert api.refusal(api.put_callback("second-group", json=body)) == (400, "AS.7042")


def test_a_group_id_is_read_percent_encoded_and_kept_raw_in_the_calls(api, simulator):
    simulator.state.add_group("a/b ü")
    answer = api.put_callback("a%2Fb%20%C3%BC", json={})

    assert api.refusal(answer) == (400, "AS.7039")
    assert simulator.calls[0].path.endswith("/scaling_instance_hook/a%2Fb%20%C3%BC/callback")

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import ACCESS_KEY, GROUP_ID, TOKEN


def test_control_requests_are_not_among_the_calls(api, simulator):
    api.control("GET", "values")
    api.control("POST", "reset")

    assert simulator.calls == []


def test_the_values_are_those_a_client_needs(api, simulator):
    values = api.control("GET", "values")

    assert (values["url"], values["iam_url"]) == (simulator.url, simulator.iam_url)
    assert (values["token"], values["access_key"], values["group_id"]) == (TOKEN, ACCESS_KEY, GROUP_ID)


def test_an_instance_is_suspended_extended_and_resolved(api, simulator):
    key = api.control("POST", "suspend", instance_id="a-host", hook_name="drain", timeout=600)["lifecycle_action_key"]
    api.control("POST", "extend", key=key)
    api.control("POST", "resolve", key=key, result="ABANDON")

    (row,) = api.control("GET", "rows")["rows"]
    assert (row["lifecycle_action_key"], row["lifecycle_hook_status"]) == (key, "ABANDON")
    applied = api.control("GET", "applied")["applied"]
    deadline = simulator.clock.now() + dt.timedelta(seconds=600 + 3600)
    assert [one["result"] for one in applied] == ["EXTEND", "ABANDON"]
    assert applied[0]["deadline"] == deadline.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_the_rows_of_another_group_are_asked_for_by_name(api, simulator, key):
    assert api("GET", f"/_simulator/rows?group={GROUP_ID}").json()["rows"][0]["lifecycle_action_key"] == key
    assert api("GET", "/_simulator/rows?group=another").json() == {"rows": []}


def test_the_clock_is_set_and_advanced(api, simulator):
    assert api.control("POST", "clock", set="2026-05-01T12:00:00Z") == {"now": "2026-05-01T12:00:00Z"}
    assert api.control("POST", "clock", advance=60) == {"now": "2026-05-01T12:01:00Z"}


def test_a_fault_is_added(api, simulator):
    waiting = api.control("POST", "fault", kind="answer", status=503, operation="show_hook", times=2)["waiting"]

    assert waiting == [{"operation": "show_hook", "kind": "answer", "status": 503}] * 2
    assert api.hooks("GET", "drain").status_code == 503


def test_rights_are_taken_and_given_back(api, simulator):
    api.control("POST", "permissions", allowed=["as:instanceHooks:action"])
    denied = api.refusal(api.hooks("GET", "list"))
    api.control("POST", "permissions", allowed=None)

    assert denied == (400, "AS.0031")
    assert api.hooks("GET", "list").status_code == 200


def test_every_switch_is_within_reach(api, simulator):
    switches = {
        "keep_resolved": False,
        "extend_from": "now",
        "read_lag": 3,
        "topics": ["a-topic"],
        "denial": "role",
        "metadata": "token",
    }

    assert api.control("POST", "switches", **switches) == switches
    state = simulator.state
    assert (state.keep_resolved, state.extend_from, state.read_lag, state.topics) == (False, "now", 3, {"a-topic"})
    assert (simulator.accounts.denial, simulator.metadata.mode) == ("role", "token")


def test_the_calls_are_shown_with_their_bodies_as_text(api, key):
    api.call_back(lifecycle_action_key=key, lifecycle_action_result="CONTINUE")
    (call,) = api.control("GET", "calls")["calls"]

    assert (call["operation"], call["status"], key in call["body"]) == ("callback", 204, True)


def test_reset_goes_back_to_the_beginning(api, simulator, key):
    simulator.state.keep_resolved = False
    simulator.accounts.permissions = set()
    simulator.clock.advance(86400)
    api.control("POST", "reset")

    assert (api.rows(), simulator.state.keep_resolved, simulator.accounts.permissions) == ([], True, None)


def test_reset_may_bring_the_demo(api, simulator):
    api.control("POST", "reset", demo=True)

    rows = api.rows()
    assert sorted(row["lifecycle_hook_name"] for row in rows) == ["drain"] * 4 + ["prepare"] * 2
    assert len({row["timeout"] for row in rows}) == 6


@pytest.mark.parametrize(
    ("act", "body", "words"),
    [
        ("suspend", {"instance_id": "a-host", "hook_name": "no-such-hook"}, "no-such-hook"),
        ("suspend", {"host": "a-host"}, "host"),
        ("resolve", {"key": "unknown", "result": "CONTINUE"}, "unknown"),
        ("fault", {"kind": "earthquake"}, "earthquake"),
        ("fault", {"kind": "drop_after", "operation": "recall"}, "recall"),
        ("switches", {"sense": True}, "sense"),
        ("clock", {"set": "noon"}, "noon"),
        ("permissions", {}, "allowed"),
    ],
)
def test_a_mistake_is_named(api, act, body, words):
    answer = api("POST", "/_simulator/" + act, json=body)

    assert (answer.status_code, words in answer.json()["error"]) == (400, True)


def test_an_unknown_act_is_answered_with_those_there_are(api):
    answer = api("GET", "/_simulator/suspend")

    assert (answer.status_code, "POST suspend" in answer.json()["error"]) == (404, True)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The seed, row by row: its tables of parameters, results and returned values."""

from __future__ import annotations

import json

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, PROJECT_ID, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    ENDINGS,
    INSTANCE_ID,
    KEY,
    RESULTS,
    TARGETS,
    hang,
)

# Status, its name, what the message says, how the task ends, and how many callbacks that takes.
STATUSES = [
    (400, "Bad Request", "failed to process the request", "rejected", 1),
    (401, "Unauthorized", "login was not accepted", "rejected", 1),
    (403, "Forbidden", "access is forbidden", "rejected", 1),
    (404, "Not Found", "found nothing at this address", "still_hanging", 4),
    (405, "Method Not Allowed", "method is not allowed", "rejected", 1),
    (406, "Not Acceptable", "could not be made acceptable", "rejected", 1),
    (407, "Proxy Authentication Required", "proxy wants a login", "rejected", 1),
    (408, "Request Timeout", "timed out", "still_hanging", 4),
    (409, "Conflict", "in conflict", "still_hanging", 4),
    (500, "Internal Server Error", "service failed internally", "still_hanging", 4),
    (501, "Not Implemented", "does not support the function", "still_hanging", 4),
    (502, "Bad Gateway", "no valid answer", "still_hanging", 4),
    (503, "Service Unavailable", "unavailable", "still_hanging", 4),
    (504, "Gateway Timeout", "no answer in time", "still_hanging", 4),
]


@pytest.fixture(params=TARGETS.values(), ids=TARGETS)
def target(request):
    return request.param


@pytest.mark.parametrize("result", RESULTS)
def test_row_lifecycle_action_result_reaches_the_target(task, hanging, target, result):
    outcome = task(lifecycle_action_result=result, **target)

    assert (outcome["changed"], outcome["outcome"], outcome["callbacks_sent"]) == (True, "applied", 1)
    assert task.applied() == [result]


@pytest.mark.parametrize("result", RESULTS)
def test_the_body_holds_the_target_and_the_result_and_no_more(task, hanging, target, result):
    outcome = task(lifecycle_action_result=result, **target)

    (put,) = task.calls("callback")
    assert json.loads(put.body) == outcome["callback"] == {**target, "lifecycle_action_result": result}


@pytest.mark.parametrize("result", ENDINGS)
def test_an_ordinary_ending_is_one_request(task, hanging, target, result):
    task(lifecycle_action_result=result, **target)

    assert task.operations() == ["callback"]


@pytest.mark.parametrize("result", ENDINGS)
def test_an_ordinary_ending_needs_the_permission_to_call_back_alone(task, simulator, hanging, target, result):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    assert task(lifecycle_action_result=result, **target)["outcome"] == "applied"


def test_rows_project_id_and_scaling_group_id_stand_in_the_path(task, hanging, target):
    task(lifecycle_action_result="CONTINUE", **target)

    (put,) = task.calls("callback")
    path = f"/autoscaling-api/v1/{PROJECT_ID}/scaling_instance_hook/{GROUP_ID}/callback"
    assert (put.method, put.path, put.query) == ("PUT", path, "")


def test_row_lifecycle_action_key_goes_before_instance_id_and_lifecycle_hook_name(task, hanging):
    outcome = task(lifecycle_action_result="CONTINUE", **BY_KEY, **BY_INSTANCE)

    (put,) = task.calls("callback")
    assert json.loads(put.body) == {**BY_KEY, "lifecycle_action_result": "CONTINUE"}
    assert outcome["warnings"] == ["Only lifecycle_action_key is sent; ignored: instance_id and lifecycle_hook_name."]


@pytest.mark.parametrize(
    "named", [{"instance_id": INSTANCE_ID}, {"lifecycle_hook_name": "drain"}], ids=lambda named: next(iter(named))
)
def test_a_key_with_half_of_the_other_target_warns_of_that_half(task, hanging, named):
    outcome = task(lifecycle_action_result="CONTINUE", **BY_KEY, **named)

    assert outcome["outcome"] == "applied"
    assert outcome["warnings"] == [f"Only lifecycle_action_key is sent; ignored: {next(iter(named))}."]


def test_row_lifecycle_hook_name_picks_one_of_several_hooks_of_an_instance(task, simulator, hanging):
    simulator.state.add_hook(GROUP_ID, "backup")
    other = simulator.state.suspend(GROUP_ID, INSTANCE_ID, "backup")

    task(lifecycle_action_result="CONTINUE", instance_id=INSTANCE_ID, lifecycle_hook_name="backup")

    assert [one.lifecycle_action_key for one in simulator.applied] == [other]


@pytest.mark.parametrize("result", RESULTS)
def test_normal_value_204_is_a_success(task, hanging, result):
    outcome = task(lifecycle_action_result=result, **BY_KEY)

    assert [call.status for call in task.calls("callback")] == [204]
    assert "failed" not in outcome


@pytest.mark.parametrize("result", ENDINGS)
@pytest.mark.parametrize(
    ("status", "name", "words", "outcome", "callbacks_sent"), STATUSES, ids=[f"{row[0]} {row[1]}" for row in STATUSES]
)
def test_abnormal_value(task, simulator, status, name, words, outcome, callbacks_sent, result):
    hang(simulator, timeout=3600)
    simulator.faults.add(faults.answer(status, shape="text", message=name), times=9)

    failure = task(lifecycle_action_result=result, **BY_KEY)

    assert (failure["failed"], failure["changed"]) == (True, False)
    assert (failure["outcome"], failure["callbacks_sent"]) == (outcome, callbacks_sent)
    assert (failure["status_code"], failure["error_code"], failure["error_message"]) == (status, None, name)
    assert failure["msg"].startswith(f"Cannot call back lifecycle action key {KEY} with {result}: ")
    assert words in failure["msg"]
    assert f"HTTP {status}" in failure["msg"]
    assert failure["msg"].endswith(failure["remedy"])
    assert task.applied() == []


def test_extend_is_for_one_hour_each_time(task, simulator, hanging, target):
    first = task(lifecycle_action_result="EXTEND", **target)
    second = task(lifecycle_action_result="EXTEND", **target)

    assert first["deadline_after"] == second["deadline_before"]
    assert [second["suspension"]["seconds_left"]] == [600 + 2 * 3600]


@pytest.mark.parametrize("result", ENDINGS)
def test_a_callback_is_possible_only_while_the_instance_hangs(task, simulator, hanging, target, result):
    simulator.state.resolve(hanging, ENDINGS[result])

    failure = task(lifecycle_action_result=result, **target)

    assert (failure["failed"], failure["outcome"], failure["changed"]) == (True, "resolved_differently", False)
    assert failure["error_code"] == "AS.7042"

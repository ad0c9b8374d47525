# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check mode and diff mode say what a real run does, and a second run finds nothing to do."""

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import TOKEN, Clock, Simulator, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    ENDINGS,
    RESULTS,
    TARGETS,
    Task,
    hang,
)

STATES = {
    "it hangs": hang,
    "it was continued": lambda simulator: simulator.state.resolve(hang(simulator), "CONTINUE"),
    "it was abandoned": lambda simulator: simulator.state.resolve(hang(simulator), "ABANDON"),
    "its time is over": lambda simulator: (hang(simulator), simulator.clock.advance(601)),
    "it never hung": lambda simulator: None,
}
WANTED = {
    "CONTINUE": {"lifecycle_action_result": "CONTINUE"},
    "ABANDON": {"lifecycle_action_result": "ABANDON"},
    "EXTEND": {"lifecycle_action_result": "EXTEND"},
    "EXTEND to one minute": {"lifecycle_action_result": "EXTEND", "min_remaining": 60},
    "EXTEND to three hours": {"lifecycle_action_result": "EXTEND", "min_remaining": 10800},
}
SAME_IN_BOTH = ("failed", "changed", "outcome", "callback", "diff", "deadline_before", "deadline_after")


NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.timezone.utc)


def result_of(state, history, check, diff, **options):
    with Simulator(clock=Clock(frozen=True, at=NOON)) as simulator:
        simulator.state.keep_resolved = history
        STATES[state](simulator)
        task = Task(simulator)
        return task(check=check, diff=diff, **options), task


@pytest.mark.parametrize("keep_resolved", [True, False], ids=["rows stay", "rows leave"])
@pytest.mark.parametrize("ignore", ["fail", "ignore"])
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("state", STATES)
def test_check_mode_and_diff_mode_tell_what_a_real_run_does(state, wanted, target, ignore, keep_resolved):
    options = {**WANTED[wanted], **target, "when_not_hanging": ignore}
    foreseen, checked = result_of(state, keep_resolved, True, True, **options)
    done, _task = result_of(state, keep_resolved, False, True, **options)

    assert {name: foreseen.get(name) for name in SAME_IN_BOTH} == {name: done.get(name) for name in SAME_IN_BOTH}
    assert (checked.calls("callback"), foreseen["callbacks_sent"]) == ([], 0)


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("state", STATES)
def test_check_mode_without_diff_mode_tells_the_same_as_a_plain_run(state, wanted, history):
    foreseen, _task = result_of(state, history, True, False, **WANTED[wanted], **BY_KEY)
    done, _task = result_of(state, history, False, False, **WANTED[wanted], **BY_KEY)

    assert [foreseen.get(name) for name in SAME_IN_BOTH] == [done.get(name) for name in SAME_IN_BOTH]
    assert "diff" not in {**foreseen, **done}


@pytest.mark.parametrize("result", ENDINGS)
def test_diff_mode_shows_the_status_before_and_after(task, hanging, result):
    diff = task(diff=True, lifecycle_action_result=result, **BY_KEY)["diff"]

    deadline = diff["before"].pop("timeout")
    assert diff == {
        "before": {"lifecycle_hook_status": "HANGING"},
        "after": {"lifecycle_hook_status": result, "timeout": deadline},
    }


def test_diff_mode_shows_the_deadline_before_and_after_an_extend(task, hanging):
    done = task(diff=True, lifecycle_action_result="EXTEND", **BY_KEY)

    assert [side["timeout"] for side in done["diff"].values()] == [done["deadline_before"], done["deadline_after"]]
    assert done["deadline_before"] < done["deadline_after"]


@pytest.mark.parametrize("result", RESULTS)
def test_diff_mode_without_the_right_to_list_warns_and_calls_back(task, simulator, hanging, result):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    done = task(diff=True, lifecycle_action_result=result, **BY_KEY)

    assert (done["changed"], done["outcome"], done["diff"]) == (True, "applied", {"before": {}, "after": {}})
    (warning,) = done["warnings"]
    assert "could not be read before the callback" in warning
    assert "as:instanceHooks:list" in warning


@pytest.mark.parametrize("denial", ["policy", "role"])
@pytest.mark.parametrize("result", RESULTS)
def test_check_mode_without_the_right_to_list_is_unverified(task, simulator, hanging, result, denial):
    simulator.accounts.permissions = {"as:instanceHooks:action"}
    simulator.accounts.denial = denial

    foreseen = task(check=True, lifecycle_action_result=result, **BY_KEY)

    assert (foreseen["changed"], foreseen["outcome"], foreseen["suspension"]) == (True, "unverified", None)
    (warning,) = foreseen["warnings"]
    assert warning.startswith("Check mode could verify nothing.")
    assert task.operations() == ["list_instances"]


@pytest.mark.parametrize("result", RESULTS)
def test_check_mode_fails_where_the_service_cannot_be_read(task, simulator, hanging, result):
    simulator.faults.add(faults.answer(503), operation="list_instances", times=9)

    failure = task(check=True, lifecycle_action_result=result, **BY_KEY)

    assert (failure["failed"], failure["outcome"], failure["status_code"]) == (True, "unreachable", 503)
    assert task.calls("callback") == []


@pytest.mark.parametrize("result", RESULTS)
def test_check_mode_fails_with_a_login_that_is_refused(task, simulator, hanging, result):
    failure = task(check=True, lifecycle_action_result=result, **BY_KEY, token=TOKEN[::-1])

    assert (failure["failed"], failure["outcome"], failure["error_code"]) == (True, "rejected", "AS.0006")


def test_a_failure_in_check_mode_carries_the_facts_that_a_real_one_carries(task, hanging):
    options = {"diff": True, "lifecycle_action_result": "CONTINUE", **BY_KEY, "instance_id": "another"}
    foreseen = task(check=True, **options)
    done = task(**options)

    assert sorted(foreseen) == sorted(done)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("result", ENDINGS)
def test_a_second_run_is_ok_where_rows_stay(task, hanging, target, result):
    first = task(lifecycle_action_result=result, **target)
    second = task(lifecycle_action_result=result, **target)

    assert [(one["changed"], one["outcome"]) for one in (first, second)] == [
        (True, "applied"),
        (False, "already_resolved"),
    ]
    assert second["suspension"]["lifecycle_hook_status"] == result
    assert task.applied() == [result]


@pytest.mark.parametrize("result", ENDINGS)
def test_a_second_run_is_ok_where_rows_leave_and_the_task_accepts_that(task, simulator, hanging, result):
    simulator.state.keep_resolved = False
    task(lifecycle_action_result=result, **BY_INSTANCE)
    second = task(lifecycle_action_result=result, when_not_hanging="ignore", **BY_INSTANCE)

    assert (second["changed"], second["outcome"], second["suspension"]) == (False, "not_hanging", None)


def test_a_second_run_is_ok_with_min_remaining(task, hanging, history):
    options = {"lifecycle_action_result": "EXTEND", "min_remaining": 7200, **BY_INSTANCE}
    outcomes = [task(**options)["outcome"] for _run in range(2)]

    assert outcomes == ["applied", "enough_time_left"]
    assert task.applied() == ["EXTEND", "EXTEND"]

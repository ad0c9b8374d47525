# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every outcome there is, under both answers to whether resolved rows stay listed."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_KEY,
    ENDINGS,
    HOOK,
    INSTANCE_ID,
    KEY,
    RESULTS,
    TARGETS,
    hang,
)


@pytest.fixture(params=TARGETS.values(), ids=TARGETS)
def target(request):
    return request.param


def verdict(result):
    """Return whether the task failed, whether it says it changed something, and its outcome."""
    return result.get("failed", False), result["changed"], result["outcome"]


@pytest.mark.parametrize("result", RESULTS)
def test_applied(task, hanging, history, target, result):
    done = task(lifecycle_action_result=result, **target)

    assert verdict(done) == (False, True, "applied")
    assert (done["callbacks_sent"], len(done["request_id"]), task.applied()) == (1, 32, [result])


@pytest.mark.parametrize("result", ENDINGS)
def test_already_resolved_or_gone(task, simulator, hanging, history, target, result):
    simulator.state.resolve(hanging, result)

    done = task(lifecycle_action_result=result, **target)

    assert verdict(done) == ((False, False, "already_resolved") if history else (True, False, "not_hanging"))
    assert (done["callbacks_sent"], task.applied()) == (1, [])
    if history:
        assert done["suspension"] == {**simulator.state.rows(GROUP_ID)[0], "seconds_left": 600}


@pytest.mark.parametrize("result", ENDINGS)
def test_resolved_differently_or_gone(task, simulator, hanging, history, target, result):
    simulator.state.resolve(hanging, ENDINGS[result])

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "resolved_differently" if history else "not_hanging")
    assert failure["error_code"] == "AS.7042"
    assert (f"already resolved with {ENDINGS[result]}" in failure["msg"]) is history


@pytest.mark.parametrize("result", ENDINGS)
def test_a_different_end_is_a_failure_even_where_absence_is_accepted(task, simulator, hanging, target, result):
    simulator.state.resolve(hanging, ENDINGS[result])

    failure = task(lifecycle_action_result=result, when_not_hanging="ignore", **target)

    assert verdict(failure) == (True, False, "resolved_differently")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_extend_that_comes_too_late(task, simulator, hanging, history, target, ending):
    simulator.state.resolve(hanging, ending)

    failure = task(lifecycle_action_result="EXTEND", **target)

    assert verdict(failure) == (True, False, "resolved_differently" if history else "not_hanging")
    assert task.operations() == ["list_instances"]


@pytest.mark.parametrize("default", ENDINGS)
@pytest.mark.parametrize("result", RESULTS)
def test_a_deadline_that_has_passed(task, simulator, history, target, result, default):
    hang(simulator, default_result=default)
    simulator.clock.advance(601)

    done = task(lifecycle_action_result=result, **target)

    same = {True: (False, False, "already_resolved"), False: (True, False, "resolved_differently")}
    assert verdict(done) == (same[default == result] if history else (True, False, "not_hanging"))
    assert task.applied() == []


@pytest.mark.parametrize("result", RESULTS)
def test_not_hanging(task, history, target, result):
    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "not_hanging")
    assert "nothing is suspended there" in failure["msg"]
    assert "when_not_hanging=ignore" in failure["remedy"]
    assert failure["suspension"] is None


@pytest.mark.parametrize("result", RESULTS)
def test_not_hanging_is_no_failure_where_the_task_says_so(task, history, target, result):
    done = task(lifecycle_action_result=result, when_not_hanging="ignore", **target)

    assert verdict(done) == (False, False, "not_hanging")


@pytest.mark.parametrize("result", ENDINGS)
def test_not_hanging_without_the_right_to_ask(task, simulator, target, result):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "not_hanging")
    assert failure["error_code"] == "AS.7042"
    (warning,) = failure["warnings"]
    assert warning.startswith("The suspension could not be read back.")


@pytest.mark.parametrize("ignore", ["fail", "ignore"])
@pytest.mark.parametrize("result", ENDINGS)
def test_unknown_since_no_reading_had_shown_it_hanging(task, simulator, hanging, target, result, ignore):
    simulator.state.keep_resolved = False
    simulator.faults.add(faults.drop_after())

    done = task(lifecycle_action_result=result, when_not_hanging=ignore, **target)

    assert verdict(done) == (ignore == "fail", ignore == "ignore", "unknown")
    assert (done["callbacks_sent"], task.applied()) == (1, [result])
    if ignore == "ignore":
        assert "cannot be known" in done["warnings"][0]


@pytest.mark.parametrize("result", ENDINGS)
def test_unknown_since_the_list_does_not_answer(task, simulator, hanging, history, target, result):
    simulator.faults.add(faults.drop_after())
    simulator.faults.add(faults.answer(503), operation="list_instances", times=9)

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "unknown")
    assert "The callback itself ended so: the answer was lost" in failure["msg"]
    assert failure["warnings"][0].startswith("The suspension could not be read back.")


@pytest.mark.parametrize("result", ENDINGS)
def test_an_answer_that_was_lost_is_settled_by_a_reading_before(task, simulator, hanging, history, target, result):
    simulator.faults.add(faults.drop_after())

    done = task(diff=True, lifecycle_action_result=result, **target)

    assert verdict(done) == (False, True, "applied")
    assert task.operations() == ["list_instances", "callback", "list_instances"]


@pytest.mark.parametrize("result", ENDINGS)
def test_a_row_that_left_after_its_deadline_is_not_claimed(task, simulator, hanging, target, result):
    simulator.state.keep_resolved = False
    simulator.faults.add(faults.drop_before())
    task.events[3] = [lambda: simulator.clock.advance(601)]

    failure = task(diff=True, lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "unknown")


@pytest.mark.parametrize("result", ENDINGS)
def test_still_hanging(task, simulator, history, target, result):
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.answer(500), times=9)

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "still_hanging")
    assert (failure["callbacks_sent"], failure["error_code"], task.applied()) == (4, "AS.0001", [])
    assert failure["suspension"]["lifecycle_hook_status"] == "HANGING"


@pytest.mark.parametrize("result", RESULTS)
def test_unreachable(task, simulator, hanging, history, target, result):
    simulator.faults.add(faults.throttle(), times=9)

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "unreachable")
    assert (failure["status_code"], failure["error_code"], failure["callbacks_sent"]) == (429, "APIGW.0308", 4)
    assert task.applied() == []


@pytest.mark.parametrize("result", RESULTS)
def test_rejected(task, hanging, history, target, result):
    failure = task(lifecycle_action_result=result, **target, scaling_group_id="another")

    assert verdict(failure) == (True, False, "rejected")
    assert failure["error_code"] == "AS.2007"
    assert "the AS group does not exist" in failure["msg"]


@pytest.mark.parametrize("result", RESULTS)
def test_rejected_even_where_absence_is_accepted(task, hanging, target, result):
    failure = task(lifecycle_action_result=result, when_not_hanging="ignore", **target, scaling_group_id="another")

    assert verdict(failure) == (True, False, "rejected")


@pytest.mark.parametrize("result", RESULTS)
def test_unreachable_without_a_server(task, simulator, target, result):
    simulator.stop()

    failure = task(lifecycle_action_result=result, **target)

    assert verdict(failure) == (True, False, "unreachable")
    assert failure["callbacks_sent"] == 0
    assert "Connection refused" in failure["msg"]
    assert len(task.clock.pauses) == 3


def test_of_several_rows_of_a_target_the_one_that_hangs_counts(task, simulator, history):
    simulator.state.resolve(hang(simulator, key="old", timeout=9000), "ABANDON")
    hang(simulator, key="new")

    done = task(diff=True, lifecycle_action_result="CONTINUE", instance_id=INSTANCE_ID, lifecycle_hook_name=HOOK)

    assert (done["outcome"], done["suspension"]["lifecycle_action_key"]) == ("applied", "new")


def test_of_several_rows_that_are_over_the_latest_counts(task, simulator):
    simulator.state.resolve(hang(simulator, key="old", timeout=600), "ABANDON")
    simulator.state.resolve(hang(simulator, key="new", timeout=900), "CONTINUE")

    done = task(lifecycle_action_result="CONTINUE", instance_id=INSTANCE_ID, lifecycle_hook_name=HOOK)

    assert (done["outcome"], done["suspension"]["lifecycle_action_key"]) == ("already_resolved", "new")


def test_the_row_of_another_target_is_not_taken_for_it(task, simulator):
    simulator.state.resolve(hang(simulator, key="another"), "CONTINUE")

    assert task(lifecycle_action_result="CONTINUE", **BY_KEY)["outcome"] == "not_hanging"


def test_a_task_by_instance_asks_for_the_rows_of_that_instance(task, simulator, hanging):
    task(check=True, lifecycle_action_result="CONTINUE", instance_id=INSTANCE_ID, lifecycle_hook_name=HOOK)
    task(check=True, lifecycle_action_result="CONTINUE", lifecycle_action_key=KEY)

    assert [call.query for call in simulator.calls] == [f"instance_id={INSTANCE_ID}", ""]

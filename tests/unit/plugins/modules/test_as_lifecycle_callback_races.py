# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What else happens to the target while a task is at work: it is not ready yet, others end it, its time runs out."""

from __future__ import annotations

import threading

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    ENDINGS,
    KEY,
    RESULTS,
    TARGETS,
    Task,
    hang,
)

ENDS = pytest.mark.parametrize("result", ENDINGS)


@pytest.fixture(params=TARGETS.values(), ids=TARGETS)
def target(request):
    return request.param


@pytest.mark.parametrize("result", RESULTS)
def test_an_instance_that_does_not_hang_yet_is_waited_for(task, simulator, history, result, target):
    hang(simulator, after=20)

    done = task(lifecycle_action_result=result, wait_timeout=60, **target)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", [result])
    assert sum(task.clock.pauses) <= 24


@pytest.mark.parametrize("seconds", [1, 3, 4, 7])
@pytest.mark.parametrize("result", RESULTS)
def test_the_wait_is_used_to_its_end(task, simulator, result, seconds):
    hang(simulator, after=seconds)

    done = task(lifecycle_action_result=result, wait_timeout=seconds, **BY_KEY)

    assert (done["outcome"], max(task.clock.pauses)) == ("applied", min(seconds, 3))


@pytest.mark.parametrize("result", RESULTS)
def test_the_wait_ends_when_it_is_over(task, simulator, history, result, target):
    hang(simulator, after=61)

    failure = task(lifecycle_action_result=result, wait_timeout=60, **target)

    assert (failure["failed"], failure["outcome"], task.applied()) == (True, "not_hanging", [])
    assert sum(task.clock.pauses) == pytest.approx(60)


@pytest.mark.parametrize("result", RESULTS)
def test_nothing_is_waited_for_unless_the_task_says_so(task, simulator, history, result, target):
    hang(simulator, after=1)

    failure = task(lifecycle_action_result=result, **target)

    assert (failure["outcome"], task.clock.pauses) == ("not_hanging", [])


@pytest.mark.parametrize("result", RESULTS)
def test_check_mode_waits_too(task, simulator, history, result, target):
    hang(simulator, after=20)

    foreseen = task(check=True, lifecycle_action_result=result, wait_timeout=60, **target)

    assert (foreseen["changed"], foreseen["outcome"], task.calls("callback")) == (True, "applied", [])


@ENDS
def test_a_target_that_is_listed_before_it_can_be_called_back(task, simulator, history, result, target):
    hang(simulator, callable_after=1)

    done = task(lifecycle_action_result=result, **target)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", [result])
    assert done["callbacks_sent"] > 1


@ENDS
def test_a_target_that_is_callable_late_is_tried_as_long_as_the_task_waits(task, simulator, history, result, target):
    hang(simulator, callable_after=30)

    done = task(lifecycle_action_result=result, wait_timeout=60, max_retries=1, **target)

    assert (done["outcome"], task.applied()) == ("applied", [result])


@ENDS
def test_a_target_that_never_becomes_callable_is_still_hanging(task, simulator, history, result, target):
    hang(simulator, callable_after=599)

    failure = task(lifecycle_action_result=result, **target)

    assert (failure["failed"], failure["outcome"], failure["callbacks_sent"]) == (True, "still_hanging", 4)
    assert failure["error_code"] == "AS.7042"


@ENDS
def test_a_target_that_can_be_called_back_before_it_is_listed(task, simulator, history, result, target):
    hang(simulator, listed_after=30)

    done = task(lifecycle_action_result=result, **target)

    assert (done["outcome"], task.operations()) == ("applied", ["callback"])


@ENDS
def test_somebody_else_ends_it_the_same_way_before_the_callback(task, simulator, hanging, history, result, target):
    task.events[2] = [lambda: simulator.state.resolve(hanging, result)]

    done = task(diff=True, lifecycle_action_result=result, **target)

    outcome = "already_resolved" if history else "not_hanging"
    assert (done["changed"], done["outcome"], done.get("failed", False)) == (False, outcome, not history)


@ENDS
def test_somebody_else_ends_it_the_other_way_before_the_callback(task, simulator, hanging, history, result, target):
    task.events[2] = [lambda: simulator.state.resolve(hanging, ENDINGS[result])]

    failure = task(diff=True, lifecycle_action_result=result, **target)

    outcome = "resolved_differently" if history else "not_hanging"
    assert (failure["failed"], failure["changed"], failure["outcome"]) == (True, False, outcome)


@ENDS
def test_somebody_else_ends_it_the_other_way_after_our_request_was_lost(task, simulator, hanging, result, target):
    simulator.faults.add(faults.drop_before())
    task.events[2] = [lambda: simulator.state.resolve(hanging, ENDINGS[result])]

    failure = task(lifecycle_action_result=result, **target)

    assert (failure["failed"], failure["changed"]) == (True, False)
    assert (failure["outcome"], task.applied()) == ("resolved_differently", [])


def test_somebody_else_extends_it_and_min_remaining_is_judged_by_what_is_left(task, simulator, hanging):
    simulator.state.extend(hanging)

    done = task(lifecycle_action_result="EXTEND", min_remaining=3600, **BY_KEY)

    assert (done["changed"], done["outcome"], task.applied()) == (False, "enough_time_left", [])


@ENDS
@pytest.mark.parametrize("default", ENDINGS)
def test_the_deadline_runs_out_while_a_diff_run_waits_its_turn(task, simulator, history, result, default, target):
    hang(simulator, timeout=5, default_result=default)
    task.events[2] = [lambda: simulator.clock.advance(6)]

    done = task(diff=True, lifecycle_action_result=result, **target)

    same = "already_resolved" if default == result else "resolved_differently"
    assert (done["changed"], done["outcome"], task.applied()) == (False, same if history else "not_hanging", [])


@pytest.mark.parametrize("result", RESULTS)
def test_a_throttled_task_does_not_wait_past_the_deadline(task, simulator, result):
    hang(simulator, timeout=10)
    simulator.faults.add(faults.throttle(retry_after=6), times=9)

    failure = task(diff=True, lifecycle_action_result=result, **BY_INSTANCE)

    assert (failure["failed"], failure["outcome"], failure["callbacks_sent"]) == (True, "unreachable", 2)
    assert sum(task.clock.pauses) < 10


@ENDS
def test_a_lost_callback_is_not_repeated_past_the_deadline(task, simulator, result):
    hang(simulator, timeout=20, default_result=ENDINGS[result])
    simulator.faults.add(faults.drop_before(), times=99)

    failure = task(lifecycle_action_result=result, max_retries=20, **BY_KEY)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, False, [])
    # The service tells its time in whole seconds.
    assert 5 < sum(task.clock.pauses) < 21


@ENDS
def test_an_apply_that_comes_late_counts_once(task, simulator, hanging, history, result, target):
    simulator.faults.add(faults.apply_later(0.1))

    done = task(lifecycle_action_result=result, **target)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", [result])


@ENDS
def test_an_extend_that_was_lost_before_somebody_ended_it_is_unknown(task, simulator, hanging, history, result, target):
    simulator.faults.add(faults.drop_after())
    task.events[3] = [lambda: simulator.state.resolve(hanging, result)]

    failure = task(lifecycle_action_result="EXTEND", **target)

    assert (failure["failed"], failure["outcome"], task.applied()) == (True, "unknown", ["EXTEND"])


@ENDS
def test_a_callback_that_was_lost_and_then_refused_is_not_still_hanging_where_the_list_lags(
    task, simulator, hanging, history, result, target
):
    simulator.clock.advance(60)
    simulator.state.read_lag = 30
    simulator.faults.add(faults.drop_after())

    failure = task(lifecycle_action_result=result, **target)

    assert (failure["failed"], failure["outcome"], task.applied()) == (True, "unknown", [result])


def run_at_once(simulator, *runs):
    """Run the tasks side by side, each in a thread of its own, and return their results."""
    start, results = threading.Barrier(len(runs)), {}

    def work(number, options):
        start.wait(timeout=10)
        results[number] = Task(simulator)(**options)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [results[number] for number in range(len(runs))]


@ENDS
def test_of_two_equal_runs_at_the_same_time_one_changes_something(simulator, hanging, history, result, target):
    done = run_at_once(simulator, *[{"lifecycle_action_result": result, **target}] * 2)

    second = "already_resolved" if history else "not_hanging"
    assert sorted(one["outcome"] for one in done) == sorted(["applied", second])
    assert sorted(one["changed"] for one in done) == [False, True]
    assert [one.result for one in simulator.applied] == [result]


def test_of_two_opposite_runs_at_the_same_time_one_wins_and_the_other_says_so(simulator, hanging, history, target):
    done = run_at_once(simulator, *[{"lifecycle_action_result": result, **target} for result in ENDINGS])

    (winner,) = [one for one in done if one["outcome"] == "applied"]
    (loser,) = [one for one in done if one is not winner]
    assert [one.result for one in simulator.applied] == [winner["callback"]["lifecycle_action_result"]]
    assert (loser["failed"], loser["changed"]) == (True, False)
    assert loser["outcome"] == ("resolved_differently" if history else "not_hanging")


def test_of_two_runs_at_the_same_time_each_extend_counts(simulator, hanging):
    done = run_at_once(simulator, *[{"lifecycle_action_result": "EXTEND", "lifecycle_action_key": KEY}] * 2)

    assert [(one["changed"], one["outcome"]) for one in done] == [(True, "applied")] * 2
    assert [one.result for one in simulator.applied] == ["EXTEND", "EXTEND"]

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often a callback is sent, how long a task waits between two, and what ends that."""

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    ENDINGS,
    RESULTS,
    TARGETS,
    hang,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE", **BY_KEY}
EXTEND = {"lifecycle_action_result": "EXTEND", **BY_KEY}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("result", RESULTS)
def test_a_request_that_was_not_sent_is_sent_again(task, simulator, hanging, history, result, target):
    reads = 1 if result == "EXTEND" else 0
    task.events[reads + 1] = [simulator.stop]
    task.events[reads + 2] = [simulator.start]

    done = task(lifecycle_action_result=result, **target)

    assert (done["outcome"], done["callbacks_sent"], task.applied()) == ("applied", 1, [result])


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("code", ["AS.0003", "AS.2020", "AS.2033"])
def test_a_busy_group_is_tried_again(task, simulator, hanging, code, result):
    simulator.faults.add(faults.answer(400, code), times=2)

    done = task(lifecycle_action_result=result, **BY_KEY)

    assert (done["outcome"], done["callbacks_sent"], task.applied()) == ("applied", 3, [result])


@pytest.mark.parametrize("max_retries", [0, 1, 5])
@pytest.mark.parametrize("result", RESULTS)
def test_max_retries_bounds_the_callbacks(task, simulator, result, max_retries):
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.throttle(), times=99)

    failure = task(lifecycle_action_result=result, max_retries=max_retries, **BY_KEY)

    assert (failure["outcome"], failure["callbacks_sent"]) == ("unreachable", max_retries + 1)
    assert len(task.clock.pauses) == max_retries


def test_the_back_off_doubles_with_jitter(task, simulator):
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.throttle(), times=99)

    task(max_retries=6, **CONTINUE)

    longest = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0]
    assert all(most / 2 <= pause <= most for pause, most in zip(task.clock.pauses, longest))
    assert len({pause / most for pause, most in zip(task.clock.pauses, longest)}) == 6


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "a date"])
def test_retry_after_is_waited_for(task, simulator, result, as_date):
    hang(simulator, timeout=3600)
    after = simulator.clock.now() + dt.timedelta(seconds=20) if as_date else 20
    simulator.faults.add(faults.throttle(retry_after=after))

    done = task(lifecycle_action_result=result, **BY_KEY)

    (pause,) = task.clock.pauses
    assert 20 <= pause <= 20.5
    assert (done["outcome"], done["callbacks_sent"]) == ("applied", 2)


@pytest.mark.parametrize("after", ["0", "Mon, 01 Jan 2024 00:00:00 GMT"], ids=["zero", "a date in the past"])
def test_a_retry_after_that_is_over_is_no_wait(task, simulator, hanging, after):
    simulator.faults.add(faults.throttle(retry_after=after))

    task(**CONTINUE)

    (pause,) = task.clock.pauses
    assert 0 <= pause <= 0.5


@pytest.mark.parametrize("after", ["soon", "-5", "1.5", ""])
def test_a_retry_after_that_cannot_be_read_is_left_to_the_back_off(task, simulator, hanging, after):
    simulator.faults.add(faults.throttle(retry_after=after))

    task(**CONTINUE)

    (pause,) = task.clock.pauses
    assert 0.25 <= pause <= 0.5


def test_a_date_in_retry_after_counts_from_the_service_s_own_time(task, simulator, hanging):
    after = dt.datetime(2031, 5, 6, 7, 8, 29, tzinfo=dt.timezone.utc)
    headers = {"Date": "Tue, 06 May 2031 07:08:09 GMT", "Retry-After": after.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    simulator.faults.add(faults.answer(429, shape="gateway", headers=headers))

    task(**CONTINUE)

    (pause,) = task.clock.pauses
    assert 20 <= pause <= 20.5


@pytest.mark.parametrize("after", [301, 86400, 999999999, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_retry_after_that_is_too_long_ends_the_task(task, simulator, after):
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.throttle(retry_after=after))

    failure = task(**CONTINUE)

    assert (failure["outcome"], failure["callbacks_sent"], task.clock.pauses) == ("unreachable", 1, [])


def test_the_limit_that_the_gateway_names_spreads_the_pauses_over_its_window(task, simulator):
    hang(simulator, timeout=3600)
    simulator.faults.add(faults.throttle(limit="limit:100,time:1 minute"), times=3)

    done = task(**CONTINUE)

    assert (done["outcome"], done["callbacks_sent"]) == ("applied", 4)
    assert [round(pause, 2) for pause in task.clock.pauses] == [2.78, 12.93, 60.0]


@pytest.mark.parametrize(
    ("limit", "seconds"),
    [
        ("limit:5,time:5 second", 5),
        ("limit: 200, time: 4 minute", 240),
        ("limit:1,time:2 minutes", 120),
        ("limit:200,time:1 hour", None),
    ],
)
def test_the_last_pause_is_the_whole_window_unless_it_is_too_long(task, simulator, limit, seconds):
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.throttle(limit=limit))

    task(max_retries=1, **CONTINUE)

    assert task.clock.pauses == ([seconds] if seconds else [])


@pytest.mark.parametrize("limit", ["limit:0,time:5 second", "limit:x,time:5 second", "limit:5,time:5 fortnight"])
def test_a_limit_that_makes_no_sense_is_left_to_the_back_off(task, simulator, hanging, limit):
    simulator.faults.add(faults.throttle(limit=limit))

    task(max_retries=1, **CONTINUE)

    (pause,) = task.clock.pauses
    assert 0.25 <= pause <= 0.5


@pytest.mark.parametrize("result", RESULTS)
def test_the_deadline_that_was_read_bounds_the_wait(task, simulator, result):
    hang(simulator, timeout=30)
    simulator.faults.add(faults.throttle(retry_after=40))

    failure = task(diff=True, lifecycle_action_result=result, **BY_KEY)

    assert (failure["outcome"], failure["callbacks_sent"], task.clock.pauses) == ("unreachable", 1, [])


@pytest.mark.parametrize("result", ENDINGS)
def test_a_lost_answer_is_read_back_and_sent_again_while_it_hangs(task, simulator, hanging, history, result):
    simulator.faults.add(faults.drop_before(), times=2)

    done = task(lifecycle_action_result=result, **BY_INSTANCE)

    assert (done["outcome"], done["callbacks_sent"], task.applied()) == ("applied", 3, [result])
    assert task.operations() == ["callback", "list_instances"] * 2 + ["callback"]


def test_an_extend_whose_answer_was_lost_is_settled_by_its_deadline(task, simulator, hanging):
    simulator.faults.add(faults.drop_after())

    done = task(**EXTEND)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", ["EXTEND"])
    assert task.operations() == ["list_instances", "callback", "list_instances"]


@pytest.mark.parametrize(
    "fault", [faults.drop_before(), faults.answer(503), faults.answer(408), faults.apply_later(99)]
)
def test_an_extend_that_may_have_been_sent_is_never_sent_twice(task, simulator, hanging, fault):
    simulator.faults.add(fault)

    failure = task(**EXTEND)

    assert (failure["failed"], failure["outcome"], failure["callbacks_sent"]) == (True, "unknown", 1)
    assert "An EXTEND with min_remaining can be run again" in failure["remedy"]
    assert len(task.calls("callback")) == 1


@pytest.mark.parametrize("fault", [faults.drop_before(), faults.drop_after(), faults.answer(504, applied=True)])
def test_min_remaining_is_decided_anew_from_the_deadline_that_was_read(task, simulator, hanging, fault):
    simulator.faults.add(fault)

    done = task(min_remaining=7200, **EXTEND)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", ["EXTEND", "EXTEND"])


def test_a_deadline_that_was_moved_but_not_far_enough_takes_no_retry_to_be_moved_on(task, simulator, hanging):
    simulator.faults.add(faults.drop_after())

    done = task(min_remaining=7200, max_retries=0, **EXTEND)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", ["EXTEND", "EXTEND"])


@pytest.mark.parametrize("fault", [faults.answer(403, "AS.0011"), faults.throttle(retry_after=9999)])
def test_an_extend_that_was_lost_but_moved_the_deadline_counts_though_the_next_one_fails(
    task, simulator, hanging, fault
):
    simulator.faults.add(faults.drop_after())
    simulator.faults.add(fault)

    failure = task(min_remaining=7200, **EXTEND)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, True, ["EXTEND"])


def test_a_lost_answer_that_is_settled_keeps_its_request_id(task, simulator, hanging):
    simulator.faults.add(faults.answer(504, shape="gateway", headers={"X-Request-Id": "of-the-callback"}, applied=True))

    done = task(**CONTINUE)

    assert (done["outcome"], done["request_id"]) == ("applied", "of-the-callback")


def test_a_failure_without_a_request_id_tells_that_of_the_callback_before(task, simulator, hanging):
    simulator.faults.add(faults.answer(503, headers={"X-Request-Id": "of-the-callback"}))
    task.events[3] = [simulator.stop]

    failure = task(**CONTINUE)

    assert (failure["outcome"], failure["status_code"]) == ("unknown", None)
    assert (failure["request_id"], failure["callbacks_sent"]) == ("of-the-callback", 1)


def test_a_failure_tells_its_own_request_id_first(task, simulator, hanging):
    simulator.faults.add(faults.answer(503, headers={"X-Request-Id": "of-the-first"}))
    simulator.faults.add(faults.answer(403, "AS.0011", headers={"X-Request-Id": "of-the-second"}))

    assert task(**CONTINUE)["request_id"] == "of-the-second"


def test_an_extend_by_somebody_else_is_no_change_of_ours_when_ours_was_refused(task, simulator, hanging):
    simulator.faults.add(faults.answer(400, "AS.7042"))
    simulator.faults.add(faults.answer(403, "AS.0011"))
    task.events[2] = [lambda: simulator.state.extend(hanging)]

    failure = task(**EXTEND)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, False, [])


def test_a_second_extend_that_is_lost_is_not_taken_for_answered_like_the_first(task, simulator, hanging):
    task.events[4] = [lambda: simulator.faults.add(faults.drop_before())]

    done = task(min_remaining=7200, **EXTEND)

    assert (done["outcome"], done["callbacks_sent"], task.applied()) == ("applied", 3, ["EXTEND", "EXTEND"])


def test_an_extend_by_somebody_else_is_no_success_of_an_ending(task, simulator, hanging):
    simulator.faults.add(faults.drop_before())
    simulator.faults.add(faults.answer(403, "AS.0011"))
    task.events[3] = [lambda: simulator.state.extend(hanging)]

    failure = task(diff=True, **CONTINUE)

    assert (failure["failed"], failure["changed"], failure["outcome"]) == (True, False, "unknown")
    assert len(task.clock.pauses) == 1


def test_reading_back_is_tried_again_too(task, simulator, hanging, history):
    simulator.faults.add(faults.drop_before())
    simulator.faults.add(faults.answer(503), operation="list_instances", times=3)

    done = task(**CONTINUE)

    assert (done["outcome"], done["callbacks_sent"], len(task.calls("list_instances"))) == ("applied", 2, 4)


def test_a_refusal_after_an_unclear_answer_is_unknown(task, simulator, hanging):
    simulator.faults.add(faults.drop_before())
    simulator.faults.add(faults.answer(403, "AS.0011"))

    failure = task(**CONTINUE)

    assert (failure["failed"], failure["outcome"], failure["error_code"]) == (True, "unknown", "AS.0011")

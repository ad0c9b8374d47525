# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EXTEND: the deadline before and after, and min_remaining, under both answers of the service."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import BY_KEY, TARGETS, hang

EXTEND = {"lifecycle_action_result": "EXTEND", **BY_KEY}


@pytest.fixture(params=["deadline", "now"])
def extend_from(request, simulator):
    simulator.state.extend_from = request.param
    return request.param


def stamp(simulator, seconds):
    return (simulator.clock.now() + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_deadline_before_and_after_is_reported(task, simulator, hanging, extend_from, target):
    done = task(lifecycle_action_result="EXTEND", **target)

    after = stamp(simulator, 4200 if extend_from == "deadline" else 3600)
    assert (done["changed"], done["outcome"]) == (True, "applied")
    assert (done["deadline_before"], done["deadline_after"]) == (stamp(simulator, 600), after)
    assert (done["suspension"]["timeout"], done["request_id"] is None) == (after, False)
    assert "warnings" not in done
    assert task.operations() == ["list_instances", "callback", "list_instances"]


@pytest.mark.parametrize(("min_remaining", "times"), [(600, 0), (601, 1), (4200, 1), (4201, 2), (7800, 2), (86400, 24)])
def test_min_remaining_extends_as_often_as_needed(task, hanging, min_remaining, times):
    done = task(min_remaining=min_remaining, **EXTEND)

    assert (done["changed"], done["callbacks_sent"], task.applied()) == (times > 0, times, ["EXTEND"] * times)
    assert done["outcome"] == ("applied" if times else "enough_time_left")
    assert done["suspension"]["seconds_left"] == 600 + 3600 * times >= min_remaining


def test_min_remaining_ends_in_a_failure_where_the_service_counts_from_now(task, simulator, hanging):
    simulator.state.extend_from = "now"

    failure = task(min_remaining=7200, **EXTEND)

    assert (failure["failed"], failure["changed"]) == (True, True)
    assert (failure["outcome"], failure["callbacks_sent"]) == ("too_little_time_left", 1)
    assert "3600 seconds are left" in failure["msg"]


def test_min_remaining_is_reached_where_the_service_counts_from_now(task, simulator, hanging):
    simulator.state.extend_from = "now"

    done = task(min_remaining=3600, **EXTEND)

    assert (done["outcome"], done["callbacks_sent"], done["suspension"]["seconds_left"]) == ("applied", 1, 3600)


def test_an_extend_that_shortens_the_time_does_not_claim_min_remaining(task, simulator):
    hang(simulator, timeout=7200)
    simulator.state.extend_from = "now"

    failure = task(min_remaining=9000, **EXTEND)

    assert (failure.get("failed"), failure["outcome"]) == (True, "too_little_time_left")


def test_an_extend_that_shortens_the_time_is_told(task, simulator):
    hang(simulator, timeout=7200)
    simulator.state.extend_from = "now"
    deadlines = (stamp(simulator, 7200), stamp(simulator, 3600))

    done = task(**EXTEND)

    assert (done["changed"], done["outcome"]) == (True, "applied")
    assert (done["deadline_before"], done["deadline_after"]) == deadlines


def test_the_new_deadline_is_waited_for_where_the_list_lags(task, simulator, hanging):
    simulator.clock.advance(60)
    simulator.state.read_lag = 0.6

    done = task(**EXTEND)

    assert (done["outcome"], task.applied()) == ("applied", ["EXTEND"])
    assert done["deadline_before"] < done["deadline_after"]


def test_a_new_deadline_that_does_not_show_is_told_and_no_reason_to_extend_again(task, simulator, hanging):
    simulator.clock.advance(60)
    simulator.state.read_lag = 30

    done = task(**EXTEND)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", ["EXTEND"])
    assert done["warnings"] == ["The EXTEND was carried out, but its new deadline is not shown yet."]


def test_min_remaining_that_an_answered_extend_cannot_reach_unseen_is_unknown(task, simulator, hanging):
    simulator.clock.advance(60)
    simulator.state.read_lag = 30

    failure = task(min_remaining=7200, **EXTEND)

    assert (failure["failed"], failure["changed"], failure["outcome"]) == (True, True, "unknown")
    assert task.applied() == ["EXTEND"]


def test_the_right_to_list_is_not_needed_to_extend(task, simulator, hanging):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    done = task(**EXTEND)

    assert (done["changed"], done["outcome"], done["deadline_after"]) == (True, "applied", None)
    assert task.operations() == ["list_instances", "callback"]


def test_the_right_to_list_is_needed_for_min_remaining(task, simulator, hanging):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    failure = task(min_remaining=60, **EXTEND)

    assert (failure["failed"], failure["outcome"], task.applied()) == (True, "rejected", [])
    assert "as:instanceHooks:list" in failure["remedy"]


def test_an_extend_whose_new_deadline_cannot_be_read_is_a_success(task, simulator, hanging):
    def break_the_list():
        simulator.faults.add(faults.answer(503), operation="list_instances", times=9)

    task.events[2] = [break_the_list]
    done = task(**EXTEND)

    assert (done["changed"], done["outcome"], task.applied()) == (True, "applied", ["EXTEND"])
    (warning,) = done["warnings"]
    assert warning.startswith("The new deadline could not be read.")


@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON"])
def test_an_extend_after_which_somebody_ends_the_suspension_was_applied(task, simulator, hanging, history, result):
    task.events[3] = [lambda: simulator.state.resolve(hanging, result)]

    done = task(**EXTEND)

    assert (done["changed"], done["outcome"]) == (True, "applied")
    assert done["warnings"] == ["The EXTEND was carried out, but the instance is not suspended any more."]


def test_min_remaining_fails_when_somebody_ends_the_suspension_meanwhile(task, simulator, hanging, history):
    task.events[3] = [lambda: simulator.state.resolve(hanging, "CONTINUE")]

    failure = task(min_remaining=7200, **EXTEND)

    assert (failure["failed"], failure["changed"]) == (True, True)
    assert failure["outcome"] == ("resolved_differently" if history else "not_hanging")


@pytest.mark.parametrize("written", ["2030-01-01T00:00:00ZZ", "2030-01-01T00:00:00.123Z", "2030-01-01T00:00:00Z"])
def test_a_deadline_is_read_in_the_forms_the_service_writes(task, simulator, hanging, written):
    rows = [{**simulator.state.rows(task.parameters()["scaling_group_id"])[0], "timeout": written}]
    simulator.faults.add(faults.body(_listed(rows)), operation="list_instances")

    done = task(check=True, **EXTEND)

    assert done["deadline_after"] == "2030-01-01T01:00:00Z"


@pytest.mark.parametrize("written", [None, 1893456000, "tomorrow", "2030-13-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("check", [True, False], ids=["in check mode", "for real"])
def test_a_deadline_that_cannot_be_read_or_moved_is_no_reason_to_break(task, simulator, hanging, written, check):
    rows = [{**simulator.state.rows(task.parameters()["scaling_group_id"])[0], "timeout": written}]
    simulator.faults.add(faults.body(_listed(rows)), operation="list_instances", times=20)

    done = task(check=check, **EXTEND)

    assert (done["changed"], done["callbacks_sent"]) == (True, 0 if check else 1)


def _listed(rows):
    return json.dumps({"instance_hanging_info": rows})

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID


def suspend(simulator, **settings):
    return simulator.state.suspend(GROUP_ID, "a-host", settings.pop("hook_name", "drain"), **settings)


def status(simulator, key):
    return {row["lifecycle_action_key"]: row["lifecycle_hook_status"] for row in simulator.state.rows(GROUP_ID)}[key]


@pytest.mark.parametrize("default_result", ["ABANDON", "CONTINUE"])
def test_a_deadline_that_passes_applies_the_default_result_at_the_deadline(simulator, default_result):
    key = suspend(simulator, timeout=600, default_result=default_result)
    begun = simulator.clock.now()
    simulator.clock.advance(599)
    before = status(simulator, key)
    simulator.clock.advance(5)

    assert (before, status(simulator, key)) == ("HANGING", default_result)
    (applied,) = simulator.applied
    assert (applied.by, applied.result, applied.at) == ("timeout", default_result, begun + dt.timedelta(seconds=600))


def test_the_deadline_comes_from_the_hook_unless_given(simulator):
    simulator.state.add_hook(GROUP_ID, "slow", default_timeout=7200)
    suspend(simulator, hook_name="slow")
    deadline = simulator.clock.now() + dt.timedelta(hours=2)

    assert simulator.state.rows(GROUP_ID)[0]["timeout"] == deadline.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(("extend_from", "expected"), [("deadline", 3600 + 3600), ("now", 600 + 3600)])
def test_extend_counts_from_the_deadline_or_from_now(simulator, extend_from, expected):
    simulator.state.extend_from = extend_from
    key = suspend(simulator, timeout=3600)
    begun = simulator.clock.now()
    simulator.clock.advance(600)
    simulator.state.extend(key)

    (applied,) = simulator.applied
    assert (applied.result, applied.by) == ("EXTEND", "somebody")
    assert applied.deadline == begun + dt.timedelta(seconds=expected)


def test_an_extended_suspension_outlives_its_first_deadline(simulator):
    key = suspend(simulator, timeout=600)
    simulator.state.extend(key)
    simulator.clock.advance(601)

    assert status(simulator, key) == "HANGING"


def test_what_is_resolved_cannot_be_resolved_again(simulator):
    key = suspend(simulator)
    simulator.state.resolve(key, "CONTINUE")

    with pytest.raises(KeyError, match=key):
        simulator.state.resolve(key, "ABANDON")


def test_resolved_rows_stay_listed_or_leave(simulator):
    simulator.state.resolve(suspend(simulator), "CONTINUE")
    kept = simulator.state.listed(GROUP_ID)
    simulator.state.keep_resolved = False

    assert [row["lifecycle_hook_status"] for row in kept] == ["CONTINUE"]
    assert simulator.state.listed(GROUP_ID) == []
    assert len(simulator.state.rows(GROUP_ID)) == 1


def test_abandon_ends_the_other_hooks_of_the_same_kind_only(simulator):
    simulator.state.add_hook(GROUP_ID, "archive")
    abandoned, sibling = suspend(simulator), suspend(simulator, hook_name="archive")
    launching = suspend(simulator, hook_name="prepare")
    simulator.state.resolve(abandoned, "ABANDON")

    assert (status(simulator, sibling), status(simulator, launching)) == ("ABANDON", "HANGING")
    assert len(simulator.applied) == 1


def test_continue_lets_the_other_hooks_run(simulator):
    simulator.state.add_hook(GROUP_ID, "archive")
    continued, sibling = suspend(simulator), suspend(simulator, hook_name="archive")
    simulator.state.resolve(continued, "CONTINUE")

    assert status(simulator, sibling) == "HANGING"


def test_a_later_suspension_is_neither_listed_nor_callable_before_its_time(simulator):
    key = suspend(simulator, after=30)
    early = (simulator.state.listed(GROUP_ID), simulator.state.waiting(GROUP_ID, key=key))
    simulator.clock.advance(30)

    assert early == ([], None)
    assert len(simulator.state.listed(GROUP_ID)) == 1
    assert simulator.state.waiting(GROUP_ID, key=key).key == key


def test_a_suspension_may_be_callable_before_it_is_listed(simulator):
    key = suspend(simulator, listed_after=30)

    assert simulator.state.listed(GROUP_ID) == []
    assert simulator.state.waiting(GROUP_ID, key=key)
    simulator.clock.advance(30)
    assert len(simulator.state.listed(GROUP_ID)) == 1


def test_a_suspension_may_be_listed_before_it_is_callable(simulator):
    key = suspend(simulator, callable_after=30)

    assert len(simulator.state.listed(GROUP_ID)) == 1
    assert simulator.state.waiting(GROUP_ID, key=key) is None
    simulator.clock.advance(30)
    assert simulator.state.waiting(GROUP_ID, key=key)


def test_a_lagging_list_shows_the_state_before_the_change(simulator):
    simulator.state.read_lag = 5
    simulator.state.resolve(suspend(simulator), "CONTINUE")
    at_once = simulator.state.listed(GROUP_ID)[0]["lifecycle_hook_status"]
    simulator.clock.advance(5)

    assert (at_once, simulator.state.listed(GROUP_ID)[0]["lifecycle_hook_status"]) == ("HANGING", "CONTINUE")


def test_what_is_scheduled_happens_in_its_order_among_deadlines(simulator):
    first, second = suspend(simulator, timeout=100), suspend(simulator, hook_name="prepare", timeout=100)
    simulator.state.schedule(50, lambda: simulator.state.resolve(first, "CONTINUE"))
    begun = simulator.clock.now()
    simulator.clock.advance(1000)

    assert [(one.lifecycle_action_key, one.result, one.by, (one.at - begun).seconds) for one in simulator.applied] == [
        (first, "CONTINUE", "somebody", 50),
        (second, "ABANDON", "timeout", 100),
    ]


def test_an_unknown_hook_is_a_mistake_in_the_test(simulator):
    with pytest.raises(KeyError, match="no-such-hook"):
        suspend(simulator, hook_name="no-such-hook")

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy of trying again, as the table that the design promises, and the patience that follows it."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils import _retry
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import Kind, ServiceError, Throttle
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._retry import (
    POLICY,
    Action,
    Clock,
    Effect,
    Patience,
    persist,
)

AGAIN, READ_BACK, RENEW, GIVE_UP = Action.AGAIN, Action.READ_BACK, Action.RENEW, Action.GIVE_UP


class Hourglass(Clock):
    """A clock that sleeping moves on."""

    def __init__(self):
        self.time = 100.0
        self.pauses = []

    def monotonic(self):
        return self.time

    def sleep(self, seconds):
        self.pauses.append(seconds)
        self.time += seconds


@pytest.fixture
def clock():
    return Hourglass()


def failure(kind, wait=None):
    return ServiceError("ask", "it failed.", "Ask again.", kind, wait)


@pytest.mark.parametrize(
    ("kind", "query", "ending", "extension"),
    [
        (Kind.NOT_SENT, AGAIN, AGAIN, AGAIN),
        (Kind.THROTTLED, AGAIN, AGAIN, AGAIN),
        (Kind.BUSY, AGAIN, AGAIN, AGAIN),
        (Kind.UNCLEAR, AGAIN, READ_BACK, READ_BACK),
        (Kind.GONE, GIVE_UP, READ_BACK, READ_BACK),
        (Kind.UNAUTHORIZED, RENEW, RENEW, RENEW),
        (Kind.DENIED, GIVE_UP, GIVE_UP, GIVE_UP),
        (Kind.REJECTED, GIVE_UP, GIVE_UP, GIVE_UP),
    ],
)
def test_policy(kind, query, ending, extension):
    assert POLICY[kind] == {Effect.SAME: query, Effect.ONCE: ending, Effect.ADDS: extension}


def test_the_policy_knows_every_kind_of_failure():
    assert set(POLICY) == set(Kind)


@pytest.mark.parametrize("most", [0, 1, 4])
def test_patience_ends(clock, most):
    patience = Patience(clock, most)

    assert [patience.pause() for _try in range(most + 2)] == [True] * most + [False, False]
    assert len(clock.pauses) == most


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.5), (1.0, 1.0)])
def test_each_pause_is_twice_the_one_before(clock, monkeypatch, chance, share):
    monkeypatch.setattr(_retry.random, "uniform", lambda low, high: low + (high - low) * chance)
    patience = Patience(clock, 4)
    while patience.pause():
        pass

    assert clock.pauses == [share * pause for pause in (0.5, 1.0, 2.0, 4.0)]


@pytest.mark.parametrize(("chance", "more"), [(0.0, 0.0), (1.0, 0.5)])
def test_retry_after_is_followed_and_never_undercut(clock, monkeypatch, chance, more):
    monkeypatch.setattr(_retry.random, "uniform", lambda low, high: low + (high - low) * chance)
    Patience(clock, 1).pause(Throttle(20.0, 5, 5.0))
    Patience(clock, 1).pause(Throttle(-20.0))
    Patience(clock, 1).pause(Throttle(0.0))

    assert clock.pauses == [20.0 + more, more, more]


def test_the_pauses_of_a_limit_grow_from_a_slot_to_the_window(clock):
    patience = Patience(clock, 2)
    patience.pause(Throttle(None, 100, 50.0))
    patience.pause(Throttle(None, 100, 50.0))

    assert clock.pauses == [pytest.approx(5.0), pytest.approx(50.0)]


@pytest.mark.parametrize(("seconds", "pauses"), [(300.0, True), (300.1, False)])
def test_the_longest_pause_is_five_minutes(clock, seconds, pauses):
    assert Patience(clock, 1).pause(Throttle(None, 1, seconds)) is pauses
    assert clock.pauses == ([seconds] if pauses else [])


@pytest.mark.parametrize(("deadline", "pauses"), [(110.1, True), (110.0, False), (99.0, False), (None, True)])
def test_no_pause_reaches_the_deadline(clock, deadline, pauses):
    patience = Patience(clock, 1)
    patience.deadline = deadline

    assert patience.pause(Throttle(None, 1, 10.0)) is pauses


@pytest.mark.parametrize("kind", [Kind.NOT_SENT, Kind.THROTTLED, Kind.BUSY, Kind.UNCLEAR])
def test_persist_asks_until_there_is_an_answer(clock, kind):
    answers = [failure(kind), failure(kind), "answer"]

    assert persist(lambda: _next(answers), Patience(clock, 2)) == "answer"
    assert len(clock.pauses) == 2


@pytest.mark.parametrize("kind", [Kind.GONE, Kind.DENIED, Kind.REJECTED, Kind.UNAUTHORIZED])
def test_persist_gives_up_at_once(clock, kind):
    answers = [failure(kind), "answer"]

    with pytest.raises(ServiceError):
        persist(lambda: _next(answers), Patience(clock, 2))
    assert (answers, clock.pauses) == (["answer"], [])


def test_persist_passes_on_how_long_to_wait(clock):
    answers = [failure(Kind.THROTTLED, Throttle(None, 1, 7.0)), "answer"]
    persist(lambda: _next(answers), Patience(clock, 2))

    assert clock.pauses == [7.0]


@pytest.mark.parametrize("renewed", [True, False])
def test_persist_renews_a_login_and_asks_again(clock, renewed):
    answers = [failure(Kind.UNAUTHORIZED), "answer"]
    if not renewed:
        with pytest.raises(ServiceError):
            persist(lambda: _next(answers), Patience(clock, 2), lambda: renewed)
    else:
        assert persist(lambda: _next(answers), Patience(clock, 2), lambda: renewed) == "answer"

    assert clock.pauses == []


def test_the_real_clock_is_the_machine_s():
    before = Clock.monotonic()
    Clock.sleep(0.01)

    assert Clock.monotonic() - before >= 0.01
    assert Clock.now().utcoffset().total_seconds() == 0


def _next(answers):
    answer = answers.pop(0)
    if isinstance(answer, ServiceError):
        raise answer
    return answer

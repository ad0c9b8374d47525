# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import Clock

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.timezone.utc)


def test_a_frozen_clock_moves_only_when_told():
    clock = Clock(frozen=True, at=NOON)
    clock.advance(90)

    assert [clock.now(), clock.now()] == [NOON + dt.timedelta(seconds=90)] * 2


def test_a_ticking_clock_ticks_on_from_where_it_was_set():
    clock = Clock()
    clock.set(NOON)

    assert NOON <= clock.now() < NOON + dt.timedelta(minutes=1)
    assert clock.now() > NOON


def test_a_clock_follows_the_machine_until_it_is_moved():
    now = dt.datetime.now(dt.timezone.utc)

    assert abs(Clock().now() - now) < dt.timedelta(minutes=1)
    assert abs(Clock(frozen=True).now() - now) < dt.timedelta(minutes=1)


def test_a_moment_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Clock().set(dt.datetime(2026, 5, 1))


def test_a_moment_of_another_offset_is_kept_in_utc():
    clock = Clock(frozen=True)
    clock.set(dt.datetime(2026, 5, 1, 14, tzinfo=dt.timezone(dt.timedelta(hours=2))))

    assert (clock.now(), clock.now().utcoffset()) == (NOON, dt.timedelta(0))


def test_reset_undoes_every_move():
    clock = Clock(frozen=True, at=NOON)
    clock.advance(3600)
    clock.reset()

    assert clock.now() == NOON

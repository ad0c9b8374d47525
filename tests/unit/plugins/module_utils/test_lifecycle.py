# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions about lifecycle actions, as tables: what was read plus what is wanted gives the next step."""

from __future__ import annotations

import datetime as dt

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import InputError
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._lifecycle import (
    Order,
    Seen,
    Step,
    deadline_of,
    foreseen,
    judge,
    judge_unmoved,
    most_urgent_first,
    seconds_left,
)

AT = dt.datetime(2026, 1, 2, 3, 0, 0, tzinfo=dt.timezone.utc)
ENDS = ("CONTINUE", "ABANDON")


def row(status="HANGING", left=600, **more):
    deadline = (AT + dt.timedelta(seconds=left)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"lifecycle_hook_status": status, "timeout": deadline, "lifecycle_action_key": "k", **more}


def order(result, min_remaining=None, key="k", instance=None, hook=None):
    return Order("g", key, instance, hook, result, min_remaining)


def extend(min_remaining=None):
    return order("EXTEND", min_remaining)


UNCLEAR = Seen(unclear=True, hanging=row(), at=AT)
ANSWERED = Seen(answered=True, hanging=row(), at=AT)


@pytest.mark.parametrize("result", ENDS)
@pytest.mark.parametrize(
    ("read", "seen", "step"),
    [
        (row(), Seen(), Step.SEND),
        (row(), UNCLEAR, Step.SEND),
        (row("same"), Seen(), Step.ALREADY_RESOLVED),
        (row("same"), UNCLEAR, Step.APPLIED),
        (row("other"), Seen(), Step.RESOLVED_DIFFERENTLY),
        (row("other"), UNCLEAR, Step.RESOLVED_DIFFERENTLY),
        (None, Seen(), Step.NOT_HANGING),
        (None, Seen(hanging=row(), at=AT), Step.NOT_HANGING),
        (None, Seen(unclear=True), Step.UNKNOWN),
        (None, UNCLEAR, Step.APPLIED),
        (None, UNCLEAR._replace(hanging=row(left=1)), Step.APPLIED),
        (None, UNCLEAR._replace(hanging=row(left=0)), Step.UNKNOWN),
        (None, UNCLEAR._replace(hanging=row(left=-1)), Step.UNKNOWN),
        (None, UNCLEAR._replace(hanging=row(timeout="soon")), Step.APPLIED),
    ],
)
def test_an_ending(result, read, seen, step):
    names = {"same": result, "other": ENDS[1 - ENDS.index(result)]}
    shown = read and {**read, "lifecycle_hook_status": names.get(read["lifecycle_hook_status"], "HANGING")}

    assert judge(order(result), shown, AT, seen) is step


@pytest.mark.parametrize(
    ("min_remaining", "left", "step"),
    [
        (None, 600, Step.SEND),
        (600, 600, Step.ENOUGH_TIME_LEFT),
        (601, 600, Step.SEND),
        (599, 600, Step.ENOUGH_TIME_LEFT),
        (1, 0, Step.SEND),
        (1, -5, Step.SEND),
    ],
)
def test_an_extend_before_it_is_sent(min_remaining, left, step):
    assert judge(extend(min_remaining), row(left=left), AT, Seen()) is step


def test_an_extend_whose_deadline_cannot_be_read_is_sent():
    assert judge(extend(60), row(timeout=None), AT, Seen()) is Step.SEND


@pytest.mark.parametrize("seen", [UNCLEAR, ANSWERED], ids=["unclear", "answered"])
@pytest.mark.parametrize(
    ("min_remaining", "left", "step"),
    [
        (None, 600, Step.LOOK_AGAIN),
        (None, 599, Step.APPLIED),
        (None, 601, Step.APPLIED),
        (601, 599, Step.TOO_LITTLE_TIME_LEFT),
        (None, 4200, Step.APPLIED),
        (4200, 4200, Step.APPLIED),
        (4201, 4200, Step.SEND),
        (4201, 4195, Step.SEND),
        (4201, 4194, Step.TOO_LITTLE_TIME_LEFT),
        (4201, 3600, Step.TOO_LITTLE_TIME_LEFT),
    ],
)
def test_an_extend_after_it_was_sent(seen, min_remaining, left, step):
    assert judge(extend(min_remaining), row(left=left), AT, seen) is step


@pytest.mark.parametrize("seen", [UNCLEAR, ANSWERED], ids=["unclear", "answered"])
def test_an_extend_after_it_was_sent_is_judged_by_the_time_of_the_first_reading(seen):
    later = AT + dt.timedelta(seconds=100)

    assert judge(extend(4200), row(left=4200), later, seen) is Step.APPLIED


@pytest.mark.parametrize(
    ("seen", "step"),
    [(Seen(), Step.RESOLVED_DIFFERENTLY), (UNCLEAR, Step.UNKNOWN), (ANSWERED, Step.RESOLVED_DIFFERENTLY)],
)
@pytest.mark.parametrize("status", ENDS)
def test_an_extend_of_what_has_ended(status, seen, step):
    assert judge(extend(), row(status), AT, seen) is step


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        (row(timeout="soon"), UNCLEAR),
        (row(), UNCLEAR._replace(hanging=row(timeout="soon"))),
        (row(), UNCLEAR._replace(hanging=None)),
        (row(left=4200), UNCLEAR._replace(at=None)),
        (None, UNCLEAR),
    ],
)
def test_an_extend_that_cannot_be_judged_is_unknown(read, seen):
    assert judge(extend(), read, AT, seen) is Step.UNKNOWN


@pytest.mark.parametrize(
    ("min_remaining", "seen", "step"),
    [
        (None, UNCLEAR, Step.UNKNOWN),
        (60, UNCLEAR, Step.SEND),
        (60, UNCLEAR._replace(hanging=None), Step.UNKNOWN),
        (60, UNCLEAR._replace(hanging=row(timeout="soon")), Step.UNKNOWN),
        (None, ANSWERED, Step.APPLIED),
        (4200, ANSWERED, Step.APPLIED),
        (4201, ANSWERED, Step.UNKNOWN),
        (None, ANSWERED._replace(hanging=None), Step.UNKNOWN),
        (None, ANSWERED._replace(at=None), Step.UNKNOWN),
        (None, ANSWERED._replace(hanging=row(left=-3600)), Step.APPLIED),
    ],
)
def test_a_deadline_that_stays_unmoved(min_remaining, seen, step):
    assert judge_unmoved(extend(min_remaining), seen) is step


@pytest.mark.parametrize("result", ENDS)
def test_an_ending_is_foreseen(result):
    assert foreseen(order(result), row(), AT) == row(result)


@pytest.mark.parametrize(
    ("min_remaining", "left"), [(None, 4200), (601, 4200), (4200, 4200), (4201, 7800), (86400, 600 + 24 * 3600)]
)
def test_an_extend_is_foreseen(min_remaining, left):
    assert foreseen(extend(min_remaining), row(), AT) == row(left=left)


def test_a_deadline_that_cannot_be_moved_is_foreseen_as_it_is():
    last = row(timeout="9999-12-31T23:59:59Z")

    assert foreseen(extend(), last, AT) == last


def test_a_deadline_that_cannot_be_read_is_foreseen_as_it_is():
    assert foreseen(extend(), row(timeout="soon"), AT) == row(timeout="soon")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-01-02T03:00:00Z", AT),
        ("2026-01-02T03:00:00ZZ", AT),
        ("2026-01-02T03:00:00.999Z", AT),
        ("2026-01-02T03:00:00ZZZ", None),
        ("2026-01-02T03:00:00", None),
        ("2026-01-02 03:00:00Z", None),
        ("2026-13-02T03:00:00Z", None),
        ("x2026-01-02T03:00:00Z", None),
        (None, None),
        (5, None),
        ({}, None),
    ],
)
def test_deadline(text, read):
    assert deadline_of({"timeout": text}) == read


def test_no_row_has_no_deadline():
    assert (deadline_of(None), deadline_of({}), seconds_left(None, AT), seconds_left({}, AT)) == (None,) * 4


@pytest.mark.parametrize(("passed", "left"), [(0, 600), (0.5, 599), (599.5, 0), (600, 0), (700, 0)])
def test_seconds_left_are_whole_and_never_negative(passed, left):
    assert seconds_left(row(), AT + dt.timedelta(seconds=passed)) == left


def test_rows_that_hang_come_first_and_each_by_what_is_left():
    rows = [row("ABANDON", 1), row(left=500), row(timeout="soon"), row(left=50), row("CONTINUE", 0)]

    assert [(one["lifecycle_hook_status"], one["seconds_left"]) for one in most_urgent_first(rows, AT)] == [
        ("HANGING", 50),
        ("HANGING", 500),
        ("HANGING", None),
        ("CONTINUE", 0),
        ("ABANDON", 1),
    ]


def test_the_row_of_a_key_is_found_by_the_key_alone():
    rows = [row(lifecycle_action_key="other", instance_id="i", lifecycle_hook_name="h"), row(left=1), {}]

    assert order("CONTINUE", instance="i", hook="h").row_in(rows) == row(left=1)


def test_the_row_of_an_instance_is_found_by_instance_and_hook():
    rows = [
        row(instance_id="i", lifecycle_hook_name="other"),
        row(instance_id="other", lifecycle_hook_name="h"),
        row(instance_id="i", lifecycle_hook_name="h"),
    ]

    assert order("CONTINUE", key=None, instance="i", hook="h").row_in(rows) == rows[2]
    assert order("CONTINUE", key=None, instance="i", hook="h").row_in(rows[:2]) is None


def test_of_several_rows_the_one_that_hangs_or_else_the_latest_counts():
    rows = [row("ABANDON", 900), row(left=5), row("CONTINUE", 1000), row(left=9)]

    assert order("CONTINUE").row_in(rows) == rows[3]
    assert order("CONTINUE").row_in([rows[0], rows[2]]) == rows[2]


def test_the_target_in_words():
    assert order("CONTINUE").target == "lifecycle action key k"
    assert order("CONTINUE", key=None, instance="i", hook="h").target == "lifecycle hook h of instance i"


@pytest.mark.parametrize(("name", "value"), [("instance_id", "i"), ("lifecycle_hook_name", "h")])
def test_a_contradiction_is_refused_in_words(name, value):
    wanted = Order("g", "k", "i", "h", "CONTINUE")
    shown = row(instance_id="i", lifecycle_hook_name="h")

    wanted.refuse_contradiction(shown)
    with pytest.raises(InputError) as refused:
        wanted.refuse_contradiction({**shown, name: "x"})
    assert str(refused.value) == (
        f"{name}: it is {value}, but lifecycle_action_key k belongs to x. Nothing was changed."
        " Give the key alone, or the right one."
    )

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Properties that hold for any body, any id and any order of events."""

from __future__ import annotations

import json
import typing as t
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import CODES
from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    GROUP_ID,
    PROJECT_ID,
    Clock,
    Simulator,
    faults,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_KEY,
    ENDINGS,
    LOGINS,
    NO_LOGIN,
    RESULTS,
    TARGETS,
    Task,
    hang,
)

ONE_SIMULATOR = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
FACTS = {"msg", "outcome", "status_code", "error_code", "error_message", "request_id", "remedy"}

FIELDS = ["error", "code", "message", "error_code", "error_msg", "request_id", "token", "project", "id", "projects"]
FIELDS += ["instance_hanging_info", "lifecycle_hook_status", "timeout", "lifecycle_action_key"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(sorted(CODES)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
ROWS = st.fixed_dictionaries(
    {
        "instance_hanging_info": st.lists(
            st.fixed_dictionaries(
                {"lifecycle_action_key": st.just(BY_KEY["lifecycle_action_key"])},
                optional={
                    "lifecycle_hook_status": st.sampled_from(["HANGING", *RESULTS, "WAITING", None, 5]),
                    "timeout": JSON
                    | st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
                    | st.sampled_from(["9999-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z"]),
                    "instance_id": JSON,
                    "lifecycle_hook_name": JSON,
                },
            ),
            max_size=3,
        )
    }
)
BODIES = st.binary(max_size=60) | (JSON | ROWS).map(lambda value: json.dumps(value).encode())
STATUSES = st.sampled_from(
    [200, 201, 202, 299, 300, 302, 400, 401, 403, 404, 408, 409, 418, 429, 499, 500, 503, 599, 999]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=12)
        for name in ("X-Request-Id", "Retry-After", "Date", "Content-Type", "X-Subject-Token")
    },
)
OPERATIONS = st.sampled_from(["callback", "list_instances", "login", "show_token", "projects"])


@pytest.fixture(scope="module")
def shared():
    """One simulator for all examples of a property; each example resets it."""
    with Simulator(clock=Clock(frozen=True)) as running:
        yield running


@ONE_SIMULATOR
@given(
    operation=OPERATIONS,
    status=STATUSES,
    body=BODIES,
    headers=HEADERS,
    result=st.sampled_from(RESULTS),
    login=st.sampled_from(sorted(LOGINS)),
    mode=st.tuples(st.booleans(), st.booleans()),
)
def test_any_status_and_any_body_end_in_a_result_or_one_failure(
    shared, operation, status, body, headers, result, login, mode
):
    shared.reset()
    hang(shared)
    shared.faults.add(faults.body(body, status, headers), operation, times=99)
    task = Task(shared)

    options = {**NO_LOGIN, **LOGINS[login], "project_id": None, "project_name": "eu-de"}
    done = task(*mode, lifecycle_action_result=result, max_retries=1, **BY_KEY, **options)

    assert not done.get("failed") or set(done) >= FACTS
    assert "\n" not in done.get("msg", "")
    assert len(done.get("msg", "")) < 2500
    json.dumps(done)


IDS = st.text(st.characters(exclude_categories=()), min_size=0, max_size=12) | st.sampled_from(
    [
        "..",
        ".",
        "a/../b",
        "../../v2",
        "%2e%2e",
        "%2F",
        "a?b=c",
        "a#b",
        "a b",
        "a\r\nX-Evil: 1",
        "a;b",
        "ü",
        "\U0001f600",
        "~",
        "*",
    ]
)


@settings(max_examples=300)
@given(id=IDS, place=st.sampled_from(["scaling_group_id", "project_id"]), result=st.sampled_from(RESULTS))
def test_any_id_goes_to_the_one_right_path_or_is_refused(shared, id, place, result):
    assume(id or place != "project_id")  # an empty project_id is none
    shared.reset()
    hang(shared)

    options = {"lifecycle_action_result": result, **BY_KEY, place: id, "max_retries": 0}
    done = Task(shared)(**options)

    for call in shared.calls:
        names = {"project_id": PROJECT_ID, "scaling_group_id": GROUP_ID, place: id}
        wanted = ["", "autoscaling-api", "v1", names["project_id"], "scaling_instance_hook", names["scaling_group_id"]]
        assert [unquote(part) for part in call.path.split("/")[:-1]] == wanted
        assert call.path.split("/")[-1] in ("callback", "list")
        assert "x-evil" not in call.headers
    assert shared.calls or done["msg"].startswith(f"{place}: ")


@settings(max_examples=200)
@given(id=IDS, result=st.sampled_from(RESULTS))
def test_any_instance_id_stays_in_its_place(shared, id, result):
    shared.reset()

    options = {"lifecycle_action_result": result, "instance_id": id, "lifecycle_hook_name": "drain"}
    done = Task(shared)(**options)

    for call in shared.calls:
        assert call.path.rsplit("/", 1)[0].endswith(f"/scaling_instance_hook/{GROUP_ID}")
        if call.operation == "list_instances":
            assert (call.query[:12], unquote(call.query[12:])) == ("instance_id=", id)
            assert "&" not in call.query
        else:
            assert json.loads(call.body)["instance_id"] == id
    assert shared.calls or done["msg"].startswith("instance_id: ")


SLEEPS = st.sampled_from([1, 30, 599, 700, 4000])
LIST_TROUBLES = [
    faults.drop_before(),
    faults.drop_after(),
    faults.answer(503),
    faults.throttle(),
    faults.throttle(retry_after=60),
]
TROUBLES = [
    *LIST_TROUBLES,
    faults.answer(504, applied=True),
    faults.answer(400, "AS.7042"),
    faults.answer(400, "AS.0003"),
    faults.apply_later(0.3),
    faults.apply_later(20),
    faults.body("{}"),
]
EVENT = st.one_of(
    st.tuples(st.just("end"), st.sampled_from(sorted(ENDINGS))),
    st.tuples(st.just("extend"), st.none()),
    st.tuples(st.just("pass"), SLEEPS),
    st.tuples(st.just("break"), st.sampled_from(TROUBLES)),
    st.tuples(st.just("break the list"), st.sampled_from(LIST_TROUBLES)),
)
EVENTS = st.lists(st.tuples(st.integers(1, 5), EVENT), max_size=6)


def happen(simulator: Simulator, key: str, event: tuple[str, t.Any]) -> None:
    """Let one thing happen; an instance that does not hang any more is left alone."""
    name, value = event
    hangs = any(row["lifecycle_hook_status"] == "HANGING" for row in simulator.state.rows(GROUP_ID))
    if name == "pass":
        simulator.clock.advance(value)
    elif name == "break":
        simulator.faults.add(value)
    elif name == "break the list":
        simulator.faults.add(value, "list_instances")
    elif hangs and name == "end":
        simulator.state.resolve(key, value)
    elif hangs:
        simulator.state.extend(key)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    events=EVENTS,
    result=st.sampled_from(RESULTS),
    target=st.sampled_from(sorted(TARGETS)),
    keep_resolved=st.booleans(),
    extend_from=st.sampled_from(["deadline", "now"]),
    read_lag=st.sampled_from([0, 0, 0, 1, 10]),
    default=st.sampled_from(sorted(ENDINGS)),
    diff=st.booleans(),
)
def test_any_interleaving_ends_with_one_application_at_most_and_a_true_outcome(
    shared, events, result, target, keep_resolved, extend_from, read_lag, default, diff
):
    shared.reset()
    shared.state.keep_resolved, shared.state.extend_from, shared.state.read_lag = keep_resolved, extend_from, read_lag
    key = hang(shared, default_result=default)
    shared.clock.advance(20)
    task = Task(shared)
    for number, event in events:
        task.events.setdefault(number, []).append(lambda event=event: happen(shared, key, event))

    done = task(diff=diff, lifecycle_action_result=result, **TARGETS[target])

    ours = task.applied()
    assert ours in ([], [result])
    assert done["callbacks_sent"] == len(task.calls("callback"))
    changes = [one.result for one in shared.applied]
    if done["outcome"] == "still_hanging" and read_lag:
        assert (done["failed"], done["changed"]) == (True, False)
    else:
        check_claim(done, ours, changes, result, keep_resolved)


def check_claim(done: dict[str, t.Any], ours: list[str], all_changes: list[str], result: str, kept: bool) -> None:
    """Hold what a task says against what the simulator did."""
    failed, changed, outcome = done.get("failed", False), done["changed"], done["outcome"]
    if outcome == "applied":
        # After an unclear attempt, the same change made by others counts as ours; a row that left was ended somehow.
        assert (failed, changed) == (False, True)
        assert ours or (done["callbacks_sent"] and (result in all_changes or (not kept and all_changes)))
    elif outcome == "already_resolved":
        assert (failed, changed, ours) == (False, False, [])
        assert all_changes[-1] == result
    elif outcome == "resolved_differently":
        assert (failed, changed, ours) == (True, False, [])
        assert all_changes[-1] in ENDINGS
        assert all_changes[-1] != result
    elif outcome == "not_hanging":
        assert (failed, changed, ours) == (True, False, [])
    elif outcome == "unknown":
        assert (failed, changed) == (True, False)
    else:
        assert outcome in ("still_hanging", "rejected", "unreachable")
        assert (failed, changed, ours) == (True, False, [])

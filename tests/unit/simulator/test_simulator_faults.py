# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt
import gzip
import json
import time

import pytest
import requests

from ansible_collections.huaweicloud.autoscaling.tests.simulator import Fault, fault, faults

EVERY_KIND = [
    faults.drop_before(),
    faults.drop_after(),
    faults.late_after(0.1),
    faults.late_before(0.1),
    faults.apply_later(60),
    faults.answer(503, "AS.0049", "The service is busy.", headers={"Retry-After": "1"}, applied=True),
    faults.throttle(dt.datetime(2026, 5, 1, tzinfo=dt.timezone.utc), "limit:200,time:5 minute"),
    faults.redirect("https://elsewhere.example/", 307),
    faults.body(b"\xff\xfe", 400, {"X-Request-Id": None}),
    faults.truncated(),
    faults.reset_mid_answer(b"{", applied=True),
]


@pytest.fixture
def called_back(api, key):
    def called_back(result="EXTEND"):
        return api.call_back(lifecycle_action_key=key, lifecycle_action_result=result)

    return called_back


@pytest.fixture
def broken(called_back):
    def broken():
        with pytest.raises(requests.RequestException) as raised:
            called_back()
        return raised.value

    return broken


@pytest.mark.parametrize(("how", "applied"), [(faults.drop_before(), 0), (faults.drop_after(), 1)])
def test_an_answer_is_dropped_before_or_after_applying(simulator, broken, how, applied):
    simulator.faults.add(how)

    assert isinstance(broken(), requests.ConnectionError)
    assert len(simulator.applied) == applied
    assert [(call.operation, call.status) for call in simulator.calls] == [("callback", None)]


def test_a_late_answer_takes_its_time(simulator, called_back):
    simulator.faults.add(faults.late_after(0.4))
    started = time.monotonic()

    assert called_back().status_code == 204
    assert time.monotonic() - started >= 0.4


@pytest.mark.parametrize(("how", "at_once"), [(faults.late_after(5), 1), (faults.late_before(5), 0)])
def test_a_client_that_does_not_wait_may_have_been_heard(api, simulator, broken, how, at_once):
    simulator.faults.add(how)
    api.timeout = 0.3

    assert isinstance(broken(), requests.ReadTimeout)
    assert len(simulator.applied) == at_once


def test_a_slow_server_applies_in_the_end(simulator, called_back):
    simulator.faults.add(faults.late_before(0.2))

    assert (called_back().status_code, len(simulator.applied)) == (204, 1)


def test_what_is_still_late_at_a_reset_never_happens(api, simulator, broken):
    simulator.faults.add(faults.late_before(60))
    simulator.faults.add(faults.drop_after())
    api.timeout = 0.3
    broken()
    simulator.reset()

    assert (simulator.faults.waiting, simulator.calls, simulator.applied) == ([], [], [])


def test_a_dropped_callback_may_be_applied_when_the_clock_has_moved(simulator, broken):
    simulator.faults.add(faults.apply_later(60))
    begun = simulator.clock.now()
    broken()
    before = len(simulator.applied)
    simulator.clock.advance(90)

    (applied,) = simulator.applied
    assert (before, applied.result, applied.by, applied.at) == (
        0,
        "EXTEND",
        "callback",
        begun + dt.timedelta(minutes=1),
    )


def test_a_callback_applied_later_may_find_its_target_gone(simulator, broken, key):
    simulator.faults.add(faults.apply_later(60))
    broken()
    simulator.state.resolve(key, "ABANDON")
    simulator.clock.advance(90)

    assert [one.by for one in simulator.applied] == ["somebody"]


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize(
    ("status", "shape", "code"),
    [
        (408, "gateway", ""),
        (500, "service", "AS.0001"),
        (500, "gateway", "APIGW.0601"),
        (502, "gateway", "APIGW.0202"),
        (503, "service", "AS.0001"),
        (503, "gateway", "APIGW.0613"),
        (504, "gateway", "APIGW.0203"),
        (504, "keystone", 504),
    ],
)
def test_an_error_is_answered_before_or_after_applying(api, simulator, called_back, status, shape, code, applied):
    simulator.faults.add(faults.answer(status, shape=shape, applied=applied))
    answer = called_back()

    assert api.refusal(answer) == (status, code)
    assert answer.json().get("request_id", answer.headers["X-Request-Id"]) == answer.headers["X-Request-Id"]
    assert (len(simulator.applied), simulator.calls[0].status) == (int(applied), status)


@pytest.mark.parametrize(
    ("shape", "kind", "text"),
    [("html", "text/html", "<h1>502 down</h1>"), ("empty", "text/plain", ""), ("text", "text/plain", "down")],
)
def test_an_error_may_have_a_body_without_json(simulator, called_back, shape, kind, text):
    simulator.faults.add(faults.answer(502, message="down", shape=shape))
    answer = called_back()

    assert (answer.status_code, answer.headers["Content-Type"]) == (502, kind)
    assert text in answer.text
    assert bool(answer.text) is bool(text)


@pytest.mark.parametrize(
    ("retry_after", "header"),
    [
        (None, None),
        (7, "7"),
        ("soon", "soon"),
        (dt.datetime(2026, 5, 1, 12, tzinfo=dt.timezone.utc), "Fri, 01 May 2026 12:00:00 GMT"),
    ],
)
def test_the_gateway_throttles_with_and_without_a_time_to_wait(api, simulator, called_back, retry_after, header):
    simulator.faults.add(faults.throttle(retry_after, "limit:200,time:5 minute"))
    answer = called_back()

    assert api.refusal(answer) == (429, "APIGW.0308")
    assert answer.headers.get("Retry-After") == header
    assert answer.json()["error_msg"].endswith("limit:200,time:5 minute")
    assert simulator.applied == []


def test_a_redirect_leads_elsewhere_and_applies_nothing(simulator, called_back):
    simulator.faults.add(faults.redirect("https://elsewhere.example/"))
    answer = called_back()

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://elsewhere.example/")
    assert simulator.applied == []


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"null", b"x" * 3_000_000])
def test_a_body_is_sent_byte_by_byte(simulator, called_back, raw):
    simulator.faults.add(faults.body(raw, 400))

    assert called_back().content == raw


def test_a_body_may_be_packed(simulator, called_back):
    simulator.faults.add(faults.body(gzip.compress(b"0" * 1_000_000), headers={"Content-Encoding": "gzip"}))

    assert len(called_back().content) == 1_000_000


def test_a_header_may_be_left_out(simulator, called_back):
    simulator.faults.add(faults.body(b"{}", headers={"X-Request-Id": None}))

    assert "X-Request-Id" not in called_back().headers


@pytest.mark.parametrize("make", [faults.truncated, faults.reset_mid_answer])
@pytest.mark.parametrize("applied", [False, True])
def test_an_answer_may_end_in_its_middle(simulator, broken, make, applied):
    simulator.faults.add(make(applied=applied))

    assert isinstance(broken(), (requests.ConnectionError, requests.exceptions.ChunkedEncodingError))
    assert len(simulator.applied) == int(applied)


def test_a_fault_happens_as_often_as_told_and_in_the_order_added(simulator, called_back):
    simulator.faults.add(faults.answer(500), times=2)
    simulator.faults.add(faults.answer(503), "*")

    assert [called_back().status_code for _repetition in range(4)] == [500, 500, 503, 204]
    assert simulator.faults.waiting == []


def test_a_fault_waits_for_its_operation(api, simulator, called_back):
    simulator.faults.add(faults.answer(500), "show_hook")

    assert called_back().status_code == 204
    assert api.hooks("GET", "drain").status_code == 500


def test_an_operation_that_does_not_exist_is_a_mistake_in_the_test(simulator):
    with pytest.raises(ValueError, match="recall"):
        simulator.faults.add(faults.drop_after(), "recall")


def test_a_shape_that_does_not_exist_is_a_mistake_in_the_test():
    with pytest.raises(ValueError, match="xml"):
        faults.answer(500, shape="xml")


def test_an_accepted_connection_may_be_closed_at_once(simulator, broken):
    simulator.faults.add(faults.drop_before(), "connection")

    assert isinstance(broken(), requests.ConnectionError)
    assert simulator.calls == []


def essence(one):
    answer = one.replacement and one.replacement("some-id")
    return one.applied, one.before, one.after, one.later, one.dropped, one.missing, one.reset, answer


@pytest.mark.parametrize("written", EVERY_KIND, ids=lambda one: one.kind)
def test_every_fault_survives_being_written_as_json(written):
    read = Fault.from_dict(json.loads(json.dumps(written.to_dict())))

    assert read.to_dict() == written.to_dict()
    assert essence(read) == essence(written)


def test_the_list_above_has_every_kind():
    assert {one.kind for one in EVERY_KIND} == set(fault.CONSTRUCTORS)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an answer of any status and any body means."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._answer import (
    LONGEST_WORDS,
    Answer,
    Purpose,
    error_from_answer,
    error_from_silence,
    parse_http_date,
    words,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import (
    CODES,
    STATUSES,
    Kind,
    Throttle,
    cause_of,
)

NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone.utc)
ASK = Purpose("ask", "as:some:right")


def error(status, body=b"", headers=None):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return error_from_answer(ASK, Answer(status, headers or {}, raw), NOW)


BODIES = {
    "the service's": ({"error": {"code": "AS.2007", "message": "Gone."}}, "AS.2007", "Gone."),
    "the gateway's": (
        {"error_msg": "No.", "error_code": "APIGW.0301", "request_id": "f0e1"},
        "APIGW.0301",
        "No.",
    ),
    "the service's code in the gateway's shape": (
        {"error_msg": "Fault.", "error_code": "AS.0001"},
        "AS.0001",
        "Fault.",
    ),
    "camel case": ({"errorCode": "X.1", "errorMsg": "Words"}, "X.1", "Words"),
    "Keystone's, whose code is a number": ({"error": {"code": 401, "message": "No.", "title": "T"}}, None, "No."),
    "a code without words": ({"error": {"code": "AS.2007"}}, "AS.2007", None),
    "words without a code": ({"message": "Words"}, None, "Words"),
    "a list": ([{"error": {"code": "AS.2007", "message": "Gone."}}], "AS.2007", "Gone."),
    "deep below": ({"a": {"b": [{"c": {"code": "AS.7042", "message": "Deep"}}]}}, "AS.7042", "Deep"),
    "the outermost goes first": (
        {"error": {"code": "inner", "message": "Inner"}, "error_code": "outer", "error_msg": "Outer"},
        "outer",
        "Outer",
    ),
    "empty texts are none": ({"error_code": "", "error_msg": "", "x": {"code": "AS.1", "message": "W"}}, "AS.1", "W"),
    "other types are none": ({"error_code": ["AS.1"], "error_msg": {"code": "AS.2", "message": "W"}}, "AS.2", "W"),
    "a number": (5, None, "5"),
    "a text": ("oops", None, '"oops"'),
    "null": (None, None, "null"),
    "an empty object": ({}, None, None),
    "nothing": (b"", None, None),
    "a page with a title": (b"<html><TITLE a='b'>502 Bad &amp; Gateway</TITLE><p>x", None, "502 Bad & Gateway"),
    "a page without a title": (b"<html><body><h1>Oops</h1> now</body>", None, "Oops now"),
    "cut off": (b'{"error":{"code":"AS.20', None, '{"error":{"code":"AS.20'),
    "no UTF-8": (b"\xff\xfe W\xf6rter", None, "\ufffd\ufffd W\ufffdrter"),
    "too deep to read": (b"[" * 100000, None, "[" * LONGEST_WORDS + "..."),
    "lines and control characters": (b"a\r\n\tb\x00\x1b[31mc", None, "a b [31mc"),
}


@pytest.mark.parametrize("name", BODIES)
def test_body(name):
    body, code, said = BODIES[name]
    failure = error(400, body)

    assert (failure.facts["error_code"], failure.facts["error_message"]) == (code, said)
    assert failure.facts["status_code"] == 400
    assert "\n" not in str(failure)


def test_the_message_holds_what_is_known_in_this_order():
    body = {"error_msg": "That is over MAX. ", "error_code": "APIGW.0306", "request_id": "f0e1d2"}

    assert str(error(403, body)) == (
        "Cannot ask: access to this API is refused (APIGW.0306, HTTP 403, request id f0e1d2)."
        " The service said: That is over MAX. Grant as:some:right to the user or agency that logs in;"
        " it must be granted in the project of the group."
    )


def test_the_message_leaves_out_what_is_not_known():
    assert str(error(409)) == (
        "Cannot ask: the request is in conflict with another one (HTTP 409)."
        " Wait until the group's scaling action is over and run the task again."
    )


def test_the_facts_are_those_of_the_answer():
    body = {"error": {"code": "AS.7042", "message": "Gone"}}
    failure = error(400, body, {"X-Request-Id": "r1"})

    assert failure.as_failure() == {
        "msg": str(failure),
        "status_code": 400,
        "error_code": "AS.7042",
        "error_message": "Gone",
        "request_id": "r1",
        "outcome": "rejected",
        "remedy": CODES["AS.7042"].remedy,
    }
    assert failure.brief == (
        "nothing is suspended under this key, or under this instance and hook"
        " (AS.7042, HTTP 400, request id r1). The service said: Gone."
    )


@pytest.mark.parametrize(
    ("headers", "body", "request_id"),
    [
        ({"X-Request-Id": "a", "X-IAM-Trace-Id": "b"}, {"request_id": "c"}, "a"),
        ({"X-IAM-Trace-Id": "b"}, {"request_id": "c"}, "b"),
        ({"X-Request-Id": ""}, {"request_id": "c"}, "c"),
        ({}, {"request_id": 5}, None),
        ({}, [], None),
        ({"X-Request-Id": "a\tb"}, {"request_id": "c"}, "c"),
        ({"X-Request-Id": "x" * 129}, {"request_id": "y" * 128}, "y" * 128),
        ({"X-Request-Id": "<html>"}, {"request_id": "no id"}, "<html>"),
    ],
)
def test_request_id(headers, body, request_id):
    assert error(400, body, headers).facts["request_id"] == request_id


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (100, "", Kind.UNCLEAR),
        (200, "AS.7042", Kind.UNCLEAR),
        (299, "", Kind.UNCLEAR),
        (300, "AS.7042", Kind.REJECTED),
        (399, "", Kind.REJECTED),
        (400, "", Kind.REJECTED),
        (400, "AS.7042", Kind.GONE),
        (404, "AS.7042", Kind.GONE),
        (418, "", Kind.REJECTED),
        (499, "X.1", Kind.REJECTED),
        (500, "X.1", Kind.UNCLEAR),
        (505, "", Kind.UNCLEAR),
        (999, "", Kind.UNCLEAR),
        (503, "AS.2007", Kind.REJECTED),
        (429, "X.1", Kind.THROTTLED),
    ],
)
def test_codes_decide_before_statuses_but_only_in_failures(status, code, kind):
    assert (cause_of(status, code).kind, error(status, {"error_code": code}).kind) == (kind, kind)


@pytest.mark.parametrize(
    "cause", [*CODES.values(), *STATUSES.values(), cause_of(200, ""), cause_of(302, ""), cause_of(418, "")]
)
def test_every_cause_has_words_without_an_end_and_a_remedy_with_one(cause):
    assert cause.words[0] == cause.words[0].lower() or cause.words.startswith("IAM")
    assert cause.words[-1] not in ".!?"
    assert cause.remedy.endswith(".")
    assert "{" not in cause.remedy.replace("{right}", "")


@pytest.mark.parametrize(
    ("headers", "said", "wait"),
    [
        ({}, "", Throttle()),
        ({"Retry-After": "7"}, "", Throttle(7.0)),
        ({"Retry-After": " 7 "}, "", Throttle(7.0)),
        ({"Retry-After": "999999999"}, "", Throttle(999999999.0)),
        ({"Retry-After": "1000000000"}, "", Throttle()),
        ({"Retry-After": "\u0667"}, "", Throttle()),
        ({"Retry-After": "-7"}, "", Throttle()),
        ({"Retry-After": "Fri, 02 Jan 2026 03:04:15 GMT"}, "", Throttle(10.0)),
        ({"Retry-After": "Fri, 02 Jan 2026 04:04:15 +0100"}, "", Throttle(10.0)),
        ({"Retry-After": "Fri, 02 Jan 2026 03:04:15 -0000"}, "", Throttle(10.0)),
        (
            {"Retry-After": "Fri, 02 Jan 2026 03:04:15 GMT", "Date": "Fri, 02 Jan 2026 03:04:00 GMT"},
            "",
            Throttle(15.0),
        ),
        ({}, "over ratelimit,limit:200,time:5 minute", Throttle(None, 200, 300.0)),
        ({}, "limit: 1 , time: 2 second", Throttle(None, 1, 2.0)),
        ({}, "limit:9,time:1 hours", Throttle(None, 9, 3600.0)),
        ({}, "limit:9,time:1 day", Throttle(None, 9, 86400.0)),
        ({"Retry-After": "7"}, "limit:200,time:5 minute", Throttle(7.0, 200, 300.0)),
        ({}, "limit:0,time:5 minute", Throttle()),
        ({}, "limit:5,time:5 week", Throttle()),
    ],
)
def test_how_long_to_wait(headers, said, wait):
    assert error(429, {"error_msg": said, "error_code": "APIGW.0308"}, headers).wait == wait


def test_only_a_throttle_says_how_long_to_wait():
    assert error(503, {}, {"Retry-After": "7"}).wait is None


@pytest.mark.parametrize(
    "text", [None, "", "soon", "Fri, 99 Foo 2026 03:04:15 GMT", "Fri, 31 Dec 9999 23:59:59 -1400", "1"]
)
def test_what_is_no_date_is_none(text):
    assert parse_http_date(text) is None


@pytest.fixture
def far_east(monkeypatch):
    """Let the machine's own time be nine hours ahead."""
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("text", ["Fri, 02 Jan 2026 03:04:05 GMT", "Fri, 02 Jan 2026 03:04:05 -0000"])
def test_a_date_is_in_utc_wherever_the_machine_is(far_east, text):
    assert (parse_http_date(text), parse_http_date(text).utcoffset()) == (NOW, dt.timedelta(0))


def test_secrets_are_masked_before_words_are_cut():
    secret = "A8Rk2VqZ7bNw4Ty" * 40
    part = secret[7:27]
    body = {"error_code": "X.1", "error_msg": f"a {secret} b {part} c"}
    failure = error_from_answer(ASK._replace(secrets={part, secret}), Answer(400, {}, json.dumps(body).encode()), NOW)

    assert failure.facts["error_message"] == "a ******** b ******** c"


def test_secrets_are_masked_in_a_body_that_is_no_json():
    purpose = ASK._replace(secrets={"x8Rk2VqZ7bNw4Ty"})

    assert error_from_answer(purpose, Answer(400, {}, b"a x8Rk2VqZ7bNw4Ty b"), NOW).facts["error_message"] == (
        "a ******** b"
    )


def test_words_are_one_short_printable_line():
    assert words("  a \r\n b\tc\x7f ") == "a b c"
    assert words("x" * LONGEST_WORDS) == "x" * LONGEST_WORDS
    assert words("x" * (LONGEST_WORDS + 1)) == "x" * LONGEST_WORDS + "..."


@pytest.mark.parametrize(
    ("sent", "kind", "what"),
    [
        (True, Kind.UNCLEAR, "Cannot ask: the answer was lost (reset). Check"),
        (False, Kind.NOT_SENT, "Cannot ask: there is no connection, and nothing was sent (reset). Check"),
    ],
)
def test_silence(sent, kind, what):
    failure = error_from_silence(ASK, sent, "reset")

    assert (failure.kind, failure.wait) == (kind, None)
    assert str(failure).startswith(what)
    assert failure.facts == {
        "status_code": None,
        "error_code": None,
        "error_message": "reset",
        "request_id": None,
        "outcome": "unreachable",
        "remedy": "Check endpoint, auth_url, name resolution, firewall, proxy and certificates where the task runs.",
    }

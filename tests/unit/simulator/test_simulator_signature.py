# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

import pytest
import requests

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    GROUP_ID,
    PROJECT_ID,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_ACCESS_KEY,
    TEMPORARY_SECRET_KEY,
    signature,
    wire,
)

PATH = f"/autoscaling-api/v1/{PROJECT_ID}/scaling_instance_hook/{GROUP_ID}/list"
# Made with the vendor's own signer for the access key EXAMPLEAK and the secret key EXAMPLESK.
PREFIX = "/autoscaling-api/v1/0123456789abcdef0123456789abcdef/scaling_instance_hook/"
SAMPLE_GROUP = PREFIX + "e5d27f5c-dd76-4a61-b4bc-a67c5686719a"
SAMPLE_HEADERS = {
    "host": "as.eu-de.otc.t-systems.com",
    "x-project-id": "0123456789abcdef0123456789abcdef",
    "x-sdk-date": "20260102T030405Z",
}
PUT = wire.Request(
    "PUT",
    SAMPLE_GROUP + "/callback",
    "",
    {**SAMPLE_HEADERS, "content-type": "application/json"},
    b'{"lifecycle_action_key":"k","lifecycle_action_result":"CONTINUE"}',
    1,
    "",
    {},
)
GET = wire.Request(
    "GET",
    SAMPLE_GROUP + "/list",
    "instance_id=b25c1589-c96c-465b-9fef-d06540d1945c",
    {**SAMPLE_HEADERS, "x-security-token": "TOKEN/+= x"},
    b"",
    1,
    "",
    {},
)
PUT_SIGNATURE = "7dded95c4387302575ea29425cb07ecb13297a89554d4ad23e358a67135947c6"
GET_SIGNATURE = "5fd9f589c1ef3dda325ce94b9368c0b1ea58e7c002dfdb167fa30da59a4c65ea"


def claim(request, value):
    return signature.Claim("EXAMPLEAK", sorted(request.headers), value)


@pytest.mark.parametrize(("request_", "value"), [(PUT, PUT_SIGNATURE), (GET, GET_SIGNATURE)])
def test_the_vendors_own_signatures_are_genuine(request_, value):
    assert signature.is_genuine(request_, claim(request_, value), "EXAMPLESK")
    assert not signature.is_genuine(request_, claim(request_, value), "ANOTHERSK")


@pytest.mark.parametrize(
    "change",
    [
        {"method": "POST"},
        {"path": PUT.path + "x"},
        {"query": "a=1"},
        {"body": PUT.body + b" "},
        {"headers": {**PUT.headers, "x-project-id": "another"}},
        {"headers": {**PUT.headers, "x-sdk-date": "20260102T030406Z"}},
    ],
)
def test_whatever_is_changed_breaks_the_signature(change):
    assert not signature.is_genuine(PUT._replace(**change), claim(PUT, PUT_SIGNATURE), "EXAMPLESK")


@pytest.mark.parametrize("names", [["host"], ["host", "x-sdk-date", "x-absent"]])
def test_the_date_must_be_signed_and_every_signed_header_sent(names):
    assert not signature.is_genuine(PUT, signature.Claim("EXAMPLEAK", names, PUT_SIGNATURE), "EXAMPLESK")


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/a/b", "", "GET\n/a/b/\n\n"),
        ("/a%20b/%C3%BC/", "", "GET\n/a%20b/%C3%BC/\n\n"),
        ("/a%2fb", "", "GET\n/a/b/\n\n"),
        ("/%7Ea+b", "", "GET\n/~a%2Bb/\n\n"),
        ("/", "b=2&a=%2f&a=1&c", "GET\n/\na=%2F&a=1&b=2&c=\n"),
    ],
)
def test_path_and_query_are_put_into_one_form(path, query, expected):
    request = wire.Request("GET", path, query, {"x-sdk-date": "d"}, b"", 1, "", {})

    assert signature.canonical_request(request, ["x-sdk-date"]).decode().startswith(expected + "x-sdk-date:d\n\n")


def signed(simulator, access=ACCESS_KEY, secret=SECRET_KEY, moment=None, **headers):
    date = (moment or simulator.clock.now()).strftime("%Y%m%dT%H%M%SZ")
    canonical = f"GET\n{PATH}/\n\nx-sdk-date:{date}\n\nx-sdk-date\n{hashlib.sha256(b'').hexdigest()}"
    text = f"SDK-HMAC-SHA256\n{date}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    value = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    sent = {
        "X-Sdk-Date": date,
        "Authorization": f"SDK-HMAC-SHA256 Access={access}, SignedHeaders=x-sdk-date, Signature={value}",
        **headers,
    }
    return requests.get(simulator.url + PATH, headers=sent, timeout=10)


def reason(answer):
    body = answer.json()
    assert (answer.status_code, body["error_code"]) == (401, "APIGW.0301")
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return body["error_msg"]


def test_a_signed_request_is_answered(simulator):
    assert signed(simulator).status_code == 200


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"secret": "wrong"}, "verify aksk signature fail"),
        ({"access": "NOSUCHKEY"}, "ak not exist"),
        ({"Authorization": "SDK-HMAC-SHA256 nonsense"}, "malformed"),
        ({"X-Sdk-Date": "yesterday"}, "x-sdk-date"),
    ],
)
def test_a_wrong_signature_is_refused_by_the_gateway(simulator, settings, words):
    assert words in reason(signed(simulator, **settings))


@pytest.mark.parametrize(("minutes", "accepted"), [(-16, False), (-14, True), (14, True), (16, False)])
def test_a_date_may_be_a_quarter_of_an_hour_off(simulator, minutes, accepted):
    answer = signed(simulator, moment=simulator.clock.now() + dt.timedelta(minutes=minutes))

    assert (answer.status_code == 200) is accepted


def test_five_bad_signatures_in_a_row_lock_the_key_for_five_minutes(simulator):
    for _repetition in range(5):
        assert "signature fail" in reason(signed(simulator, secret="wrong"))
    locked = reason(signed(simulator))
    simulator.clock.advance(300)

    assert "locked" in locked
    assert signed(simulator).status_code == 200


def test_a_good_signature_in_between_starts_the_count_anew(simulator):
    for secret in ["wrong"] * 4 + [SECRET_KEY] + ["wrong"] * 4:
        signed(simulator, secret=secret)

    assert signed(simulator).status_code == 200


@pytest.mark.parametrize(("sent", "accepted"), [(SECURITY_TOKEN, True), ("forged", False), (None, False)])
def test_a_temporary_key_needs_its_security_token(simulator, sent, accepted):
    answer = signed(simulator, TEMPORARY_ACCESS_KEY, TEMPORARY_SECRET_KEY, **{"X-Security-Token": sent})

    assert (answer.status_code == 200) is accepted


def test_a_temporary_key_ends(simulator):
    simulator.clock.advance(86400)
    answer = signed(simulator, TEMPORARY_ACCESS_KEY, TEMPORARY_SECRET_KEY, **{"X-Security-Token": SECURITY_TOKEN})

    assert "expired" in reason(answer)


def test_the_project_header_must_agree_with_the_url(simulator, api):
    answer = signed(simulator, **{"X-Project-Id": "0" * 32})

    assert api.refusal(answer) == (400, "AS.0008")

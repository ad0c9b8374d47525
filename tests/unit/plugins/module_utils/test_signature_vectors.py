# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The signature of requests with a key pair, held against vectors that the vendor's SDK has made."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import pytest
import requests

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._signature import (
    KeyPair,
    SignatureAuth,
    authorization,
    canonical_request,
)

HOST = "as.eu-de.otc.t-systems.com"
PROJECT = "0123456789abcdef0123456789abcdef"
GROUP = "e5d27f5c-dd76-4a61-b4bc-a67c5686719a"
BASE = f"https://{HOST}/autoscaling-api/v1/{PROJECT}/scaling_instance_hook/{GROUP}"
COMMON = {"host": HOST, "x-project-id": PROJECT, "x-sdk-date": "20260102T030405Z"}
KEYS = KeyPair("EXAMPLEAK", "EXAMPLESK")
BODY = b'{"lifecycle_action_key":"k","lifecycle_action_result":"CONTINUE"}'
NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone.utc)

VECTORS = {
    "PUT": (
        ("PUT", f"{BASE}/callback", {**COMMON, "content-type": "application/json"}, BODY),
        "b59581d64a68a476110e57c27931eddbf2545a1075786ae3a189757b4271cbfd",
        "7dded95c4387302575ea29425cb07ecb13297a89554d4ad23e358a67135947c6",
    ),
    "GET": (
        (
            "GET",
            f"{BASE}/list?instance_id=b25c1589-c96c-465b-9fef-d06540d1945c",
            {**COMMON, "x-security-token": "TOKEN/+= x"},
            b"",
        ),
        "fe52950183da841927d85799afb2273ff1f4cd72ee2e756395209877a24a8f4d",
        "5fd9f589c1ef3dda325ce94b9368c0b1ea58e7c002dfdb167fa30da59a4c65ea",
    ),
}


@pytest.mark.parametrize("name", VECTORS)
def test_vector(name):
    request, canonical_hash, signature = VECTORS[name]

    assert hashlib.sha256(canonical_request(*request).encode()).hexdigest() == canonical_hash
    assert authorization(KEYS, *request) == (
        f"SDK-HMAC-SHA256 Access=EXAMPLEAK, SignedHeaders={';'.join(sorted(request[2]))}, Signature={signature}"
    )


def test_the_canonical_request_is_the_text_of_the_manual():
    url = f"https://{HOST}/a%20b/%C3%BC~/?b=2&a=%2F&b=1&c="

    assert canonical_request("put", url, {"x-b": " 2 ", "x-a": "1"}, b"").split("\n") == [
        "PUT",
        "/a%20b/%C3%BC~/",
        "a=%2F&b=1&b=2&c=",
        "x-a:1",
        "x-b:2",
        "",
        "x-a;x-b",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ]


@pytest.mark.parametrize(("path", "signed"), [("", "/"), ("/", "/"), ("/v3/projects", "/v3/projects/")])
def test_the_path_that_is_signed_ends_in_a_slash(path, signed):
    assert canonical_request("GET", f"https://{HOST}{path}", {}, b"").split("\n")[1] == signed


@pytest.mark.parametrize(
    ("keys", "project_id", "names"),
    [
        (KEYS, None, ["Authorization", "host", "x-sdk-date"]),
        (KEYS, PROJECT, ["Authorization", "host", "x-project-id", "x-sdk-date"]),
        (KeyPair("EXAMPLEAK", "EXAMPLESK", "T"), None, ["Authorization", "host", "x-sdk-date", "x-security-token"]),
    ],
)
def test_a_request_gets_the_headers_that_are_signed(keys, project_id, names):
    auth = SignatureAuth(keys, project_id, lambda: NOW)
    request = requests.Request("GET", f"https://{HOST}:8443/v3/projects", auth=auth).prepare()

    assert sorted(request.headers) == names
    assert (request.headers["host"], request.headers["x-sdk-date"]) == (f"{HOST}:8443", "20260102T030405Z")
    signed = {name: request.headers[name] for name in names[1:]}
    assert request.headers["Authorization"] == authorization(keys, "GET", request.url, signed, b"")


def test_the_body_is_signed_and_still_sent_from_its_beginning():
    auth = SignatureAuth(KEYS, PROJECT, lambda: NOW)
    request = requests.Request("PUT", f"{BASE}/callback", data=io.BytesIO(BODY), auth=auth).prepare()

    signed = {name: request.headers[name] for name in ("host", "x-project-id", "x-sdk-date")}
    assert request.headers["Authorization"] == authorization(KEYS, "PUT", f"{BASE}/callback", signed, BODY)
    assert request.body.read() == BODY

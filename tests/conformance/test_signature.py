# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our signatures are those of the vendor's SDK, whatever is signed."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pytest
import requests
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._signature import (
    KeyPair,
    SignatureAuth,
    authorization,
)

HOST = "as.eu-de.otc.t-systems.com"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PRINTABLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=20)
NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True).filter(lambda name: name != "authorization")
DATES = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 1, 1)).map(lambda date: date.strftime("%Y%m%dT%H%M%SZ"))


def signed_by_the_sdk(keys, method, path, query, headers, body):
    credentials = BasicCredentials(keys.access_key, keys.secret_key, "project")
    request = SdkRequest(
        method=method,
        schema="https",
        host=HOST,
        resource_path=path,
        uri=path,
        query_params=list(query),
        header_params=dict(headers),
        body=body,
    )
    return Signer(credentials).sign(request).header_params["Authorization"]


def url_of(path, query):
    pairs = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
    return f"https://{HOST}{path}" + (f"?{pairs}" if pairs else "")


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(
    keys=st.builds(KeyPair, PRINTABLE, PRINTABLE),
    method=st.sampled_from(["GET", "PUT", "POST", "DELETE"]),
    segments=st.lists(TEXT, min_size=1, max_size=5),
    query=st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=4),
    headers=st.dictionaries(NAMES, PRINTABLE.map(lambda value: f" {value} "), max_size=4),
    date=DATES,
    body=st.binary(max_size=40),
)
def test_any_request_is_signed_as_the_sdk_signs_it(keys, method, segments, query, headers, date, body):
    path = "/" + "/".join(quote(segment, safe="") for segment in segments)
    # The SDK replaces the hash of the body when these headers tell it to.
    for name in ("content-type", "x-sdk-content-sha256"):
        headers.pop(name, None)
    signed = {**headers, "host": HOST, "x-sdk-date": date}

    ours = authorization(keys, method, url_of(path, query), signed, body)

    assert ours == signed_by_the_sdk(keys, method, path, query, signed, body)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(group_id=TEXT.filter(lambda text: text.strip(".")), instance_id=TEXT, content=st.binary(max_size=40))
@pytest.mark.parametrize("security_token", [None, "TOKEN/+= x"])
def test_a_request_that_is_sent_is_signed_as_the_sdk_signs_it(security_token, group_id, instance_id, content):
    keys = KeyPair("EXAMPLEAK", "EXAMPLESK", security_token)
    path = f"/autoscaling-api/v1/0123456789abcdef/scaling_instance_hook/{quote(group_id, safe='')}/callback"
    url = url_of(path, [("instance_id", instance_id)])
    now = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone.utc)
    request = requests.Request("PUT", url, data=Buffer(content), auth=SignatureAuth(keys, "p", lambda: now)).prepare()

    names = ["host", "x-project-id", "x-sdk-date", *(["x-security-token"] if security_token else [])]
    signed = {name: request.headers[name] for name in names}
    query = [("instance_id", instance_id)]
    assert request.headers["Authorization"] == signed_by_the_sdk(keys, "PUT", path, query, signed, content)


class Buffer:
    """A body as the collection sends it: seekable, and whole when asked for."""

    def __init__(self, content):
        self._content = content
        self.len = len(content)

    def __iter__(self):
        return iter([self._content])

    def getvalue(self):
        return self._content

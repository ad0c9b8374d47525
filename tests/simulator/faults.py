# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The kinds of faults, each with the function that makes it."""

from __future__ import annotations

import datetime as dt
import typing as t

from .fault import Fault, as_bytes, as_retry_after, kind
from .wire import SHAPES, Answer, error_answer

HALF_AN_ANSWER = b'{"instance_hanging_info": [{"instance_id": "2a9d4f70-3c1e-'
_CODES = {
    ("service", 500): "AS.0001",
    ("gateway", 500): "APIGW.0601",
    ("gateway", 502): "APIGW.0202",
    ("gateway", 503): "APIGW.0613",
    ("gateway", 504): "APIGW.0203",
    ("gateway", 429): "APIGW.0308",
}
MaybeHeaders = t.Optional[t.Mapping[str, t.Optional[str]]]


@kind
def drop_before() -> Fault:
    """Close the connection without an answer and apply nothing."""
    return Fault(dropped=True)


@kind
def drop_after() -> Fault:
    """Apply the request, then close the connection without an answer."""
    return Fault(dropped=True, applied=True)


@kind
def late_after(seconds: float) -> Fault:
    """Apply the request at once and answer so many real seconds later."""
    return Fault(applied=True, after=seconds)


@kind
def late_before(seconds: float) -> Fault:
    """Apply the request, and answer, only after so many real seconds."""
    return Fault(applied=True, before=seconds)


@kind
def apply_later(seconds: float) -> Fault:
    """Close the connection without an answer and apply the request when the clock has moved on so far."""
    return Fault(dropped=True, later=seconds)


@kind
def answer(
    status: int,
    code: str | None = None,
    message: str | None = None,
    shape: str = "service",
    headers: MaybeHeaders = None,
    applied: bool = False,
) -> Fault:
    """Answer with an error in one of the clouds' shapes."""
    if shape not in SHAPES:
        raise ValueError(f"no body has the shape {shape}; there are {', '.join(SHAPES)}")
    said = _CODES.get((shape, status), "AS.0001" if shape == "service" else "") if code is None else str(code)
    text = "The request could not be handled." if message is None else message

    def replacement(request_id: str) -> Answer:
        made = error_answer(shape, status, said, text, request_id)
        return made._replace(headers={**made.headers, **(headers or {})})

    return Fault(replacement=replacement, applied=applied)


@kind
def throttle(retry_after: int | str | dt.datetime | None = None, limit: str | None = None) -> Fault:
    """Let the gateway refuse with 429, with or without Retry-After and the numbers of its policy."""
    text = "The throttling threshold has been reached" + (f": policy user over ratelimit,{limit}" if limit else "")
    headers = {} if retry_after is None else {"Retry-After": as_retry_after(retry_after)}
    return answer(429, message=text, shape="gateway", headers=headers)


@kind
def redirect(location: str, status: int = 302) -> Fault:
    """Send the client to another place and apply nothing."""
    return Fault(replacement=lambda request_id: Answer(status, b"", {"Location": location}))


@kind
def body(raw: t.Any, status: int = 200, headers: MaybeHeaders = None, applied: bool = False) -> Fault:
    """Answer with exactly these bytes."""
    return Fault(replacement=_canned(raw, status, headers), applied=applied)


@kind
def truncated(
    raw: t.Any = HALF_AN_ANSWER, status: int = 200, headers: MaybeHeaders = None, applied: bool = False
) -> Fault:
    """Promise more bytes than these, then close the connection."""
    return Fault(replacement=_canned(raw, status, headers), applied=applied, missing=100)


@kind
def reset_mid_answer(
    raw: t.Any = HALF_AN_ANSWER, status: int = 200, headers: MaybeHeaders = None, applied: bool = False
) -> Fault:
    """Promise more bytes than these, then reset the connection."""
    return Fault(replacement=_canned(raw, status, headers), applied=applied, missing=100, reset=True)


def _canned(raw: t.Any, status: int, headers: MaybeHeaders) -> t.Callable[[str], Answer]:
    made = Answer(status, as_bytes(raw), {"Content-Type": "application/json", **(headers or {})})
    return lambda request_id: made

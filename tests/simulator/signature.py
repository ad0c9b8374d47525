# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SDK-HMAC-SHA256 as the gateway checks it, written from the vendor's description and from nobody's client."""

from __future__ import annotations

import hashlib
import hmac
import re
import typing as t
import urllib.parse

from .wire import Request

ALGORITHM = "SDK-HMAC-SHA256"
_AUTHORIZATION = re.compile(ALGORITHM + r" Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})")


class Claim(t.NamedTuple):
    """What an Authorization header says."""

    access_key: str
    signed_headers: list[str]
    signature: str


def claim(authorization: str) -> Claim | None:
    """Read an Authorization header; None if it is not of this algorithm."""
    match = _AUTHORIZATION.fullmatch(authorization)
    return Claim(match.group(1), match.group(2).split(";"), match.group(3)) if match else None


def is_genuine(request: Request, made: Claim, secret_key: str) -> bool:
    """Tell whether the request was signed with this secret key and has not been changed since."""
    names = sorted(name.lower() for name in made.signed_headers)
    if "x-sdk-date" not in names or any(name not in request.headers for name in names):
        return False
    canonical = hashlib.sha256(canonical_request(request, names)).hexdigest()
    text = "\n".join((ALGORITHM, request.headers["x-sdk-date"], canonical))
    expected = hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, made.signature)


def canonical_request(request: Request, names: list[str]) -> bytes:
    """Return the canonical request over the named headers."""
    headers = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names)
    parts = (
        request.method,
        _canonical_path(request.path),
        _canonical_query(request.query),
        headers,
        ";".join(names),
        request.headers.get("x-sdk-content-sha256") or hashlib.sha256(request.body).hexdigest(),
    )
    return "\n".join(parts).encode("latin-1")


def _quote(text: bytes) -> str:
    return urllib.parse.quote(text, safe="-_.~")


def _canonical_path(path: str) -> str:
    segments = urllib.parse.unquote_to_bytes(path).split(b"/")
    joined = "/".join(_quote(segment) for segment in segments)
    return joined if joined.endswith("/") else joined + "/"


def _canonical_query(query: str) -> str:
    pairs = [part.partition("=") for part in query.split("&") if part]
    decoded = sorted((urllib.parse.unquote_to_bytes(k), urllib.parse.unquote_to_bytes(v)) for k, _sep, v in pairs)
    return "&".join(f"{_quote(key)}={_quote(value)}" for key, value in decoded)

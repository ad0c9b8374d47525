# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The signature SDK-HMAC-SHA256 of the clouds' API gateway, as a requests auth object. Pure: no clock, no I/O.

Source: "API Signing Guide" of API Gateway.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import typing as t
from urllib.parse import parse_qsl, quote, unquote, urlsplit

if t.TYPE_CHECKING:
    from requests.auth import AuthBase
else:
    try:
        from requests.auth import AuthBase
    except ImportError:
        AuthBase = object

ALGORITHM = "SDK-HMAC-SHA256"


class KeyPair(t.NamedTuple):
    """An access key with its secret and, where it is a temporary one, its security token."""

    access_key: str
    secret_key: str
    security_token: str | None = None


class SignatureAuth(AuthBase):
    """Signs a prepared request with a key pair; the body must be None or a seekable buffer."""

    def __init__(self, keys: KeyPair, project_id: str | None, now: t.Callable[[], datetime.datetime]) -> None:
        self._keys = keys
        self._project_id = project_id
        self._now = now

    def __call__(self, request: t.Any) -> t.Any:
        """Add the headers of the signature."""
        headers = {"host": urlsplit(request.url).netloc, "x-sdk-date": self._now().strftime("%Y%m%dT%H%M%SZ")}
        if self._project_id:
            headers["x-project-id"] = self._project_id
        if self._keys.security_token:
            headers["x-security-token"] = self._keys.security_token
        body = b"" if request.body is None else request.body.getvalue()
        request.headers.update(headers)
        request.headers["Authorization"] = authorization(self._keys, request.method, request.url, headers, body)
        return request


def authorization(keys: KeyPair, method: str, url: str, headers: dict[str, str], body: bytes) -> str:
    """Return the value of the Authorization header that signs exactly these headers and this body."""
    signed = ";".join(sorted(headers))
    signature = sign(keys.secret_key, headers["x-sdk-date"], canonical_request(method, url, headers, body))
    return f"{ALGORITHM} Access={keys.access_key}, SignedHeaders={signed}, Signature={signature}"


def sign(secret_key: str, date: str, request: str) -> str:
    """Return the signature of a canonical request, in hex."""
    text = "\n".join((ALGORITHM, date, hashlib.sha256(request.encode()).hexdigest()))
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def canonical_request(method: str, url: str, headers: dict[str, str], body: bytes) -> str:
    """Return the text that is signed; header names are given in lower case."""
    names = sorted(headers)
    return "\n".join(
        (
            method.upper(),
            _canonical_path(urlsplit(url).path),
            _canonical_query(urlsplit(url).query),
            "".join(f"{name}:{headers[name].strip()}\n" for name in names),
            ";".join(names),
            hashlib.sha256(body).hexdigest(),
        )
    )


def _canonical_path(path: str) -> str:
    # The slash at the end is part of what is signed, not of the request.
    encoded = "/".join(_encode(part) for part in unquote(path).split("/"))
    return encoded if encoded.endswith("/") else encoded + "/"


def _canonical_query(query: str) -> str:
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return "&".join(f"{_encode(name)}={_encode(value)}" for name, value in pairs)


def _encode(text: str) -> str:
    return quote(text, safe="-_.~")

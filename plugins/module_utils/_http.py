# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP exchange: the only room that touches requests.

Nothing here tries again and nothing follows a redirect: a request is sent once or not at all.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import http.client
import io
import json
import time
import traceback
import typing as t

from ._answer import Answer, Purpose, error_from_silence, words

try:
    import requests
    from urllib3.exceptions import HTTPError

    REQUESTS_IMPORT_ERROR = None
except ImportError:
    REQUESTS_IMPORT_ERROR = traceback.format_exc()

VERSION = "1.0.0"
LARGEST_BODY = 8 * 1024 * 1024
"""Bytes of an answer that are read; the rest is left, and what is left of the JSON is no JSON any more."""
_IDLE_LIMIT = 15.0
"""Seconds after which a connection is not used again: a peer that dropped it meanwhile would make an answer unclear."""


class Http:
    """One connection to each host; certificates are checked against `verify` (true, false or a path).

    `timeout` is in seconds; `direct` keeps off the proxies of the environment.
    """

    def __init__(self, verify: bool | str, timeout: float, direct: bool = False) -> None:
        self._session: requests.Session | None = None
        self._verify = verify
        self._timeout = timeout
        self._direct = direct
        self._last_used = 0.0

    def exchange(
        self, purpose: Purpose, method: str, url: str, auth: t.Any, content: dict[str, t.Any] | None = None
    ) -> Answer:
        """Send one request and return its answer, whatever its status; raise ServiceError when there is none."""
        body = None if content is None else io.BytesIO(json.dumps(content, separators=(",", ":")).encode())
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            with self._open_session().request(
                method,
                url,
                auth=auth,  # always given: without one, requests would look into ~/.netrc
                data=body,
                headers=headers,
                allow_redirects=False,
                stream=True,
                timeout=self._timeout,
                verify=self._verify,
            ) as response:
                return Answer(response.status_code, response.headers, self._read(response))
        except (requests.RequestException, HTTPError, OSError) as error:
            # The transport takes the body only once it is connected: what it has not taken was not sent.
            sent = None if body is None else body.tell() > 0
            raise error_from_silence(purpose, sent, _reason(error)) from None

    def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            self._session.close()

    def _open_session(self) -> requests.Session:
        """Return the session, without connections that have been idle for long."""
        now = time.monotonic()
        if self._session is None:
            self._session = requests.Session()
            self._session.trust_env = not self._direct
            self._session.headers["User-Agent"] = f"huaweicloud.autoscaling/{VERSION}"
        elif now - self._last_used > _IDLE_LIMIT:
            self._session.close()
        self._last_used = now
        return self._session

    @staticmethod
    def _read(response: requests.Response) -> bytes:
        """Read the body up to the limit; a body that breaks off or cannot be decoded is read as far as it goes."""
        body = bytearray()
        try:
            for chunk in response.iter_content(64 * 1024):
                body += chunk
                if len(body) > LARGEST_BODY:
                    break
        except (requests.RequestException, HTTPError, OSError):
            pass
        return bytes(body[:LARGEST_BODY])


def _reason(error: BaseException) -> str:
    """Say why there is no answer, in the words of the innermost error: the outer ones repeat the URL."""
    while error.__context__ is not None:
        error = error.__context__
    if isinstance(error, (OSError, http.client.HTTPException)):
        return words(getattr(error, "strerror", None) or str(error)) or type(error).__name__
    return type(error).__name__

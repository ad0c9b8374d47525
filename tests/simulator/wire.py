# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes over the wire: requests, answers and refusals in each of the clouds' body shapes."""

from __future__ import annotations

import json
import typing as t
import urllib.parse

Headers = t.Dict[str, str]


class Request(t.NamedTuple):
    """One request as it arrived; path and query are still percent-encoded."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes
    connection: int
    request_id: str
    params: dict[str, str]

    def arguments(self) -> dict[str, str]:
        """Return the decoded query; of a repeated name the last value counts."""
        return dict(urllib.parse.parse_qsl(self.query, keep_blank_values=True))


class Answer(t.NamedTuple):
    """One complete answer; a header whose value is None is kept from being sent."""

    status: int
    body: bytes = b""
    headers: t.Mapping[str, str | None] = {}


def json_answer(status: int, value: t.Any, headers: Headers | None = None) -> Answer:
    """Return an answer with a JSON body."""
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})})


def _service(status: int, code: str, message: str, request_id: str) -> t.Any:
    return {"error": {"code": code, "message": message}}


def _gateway(status: int, code: str, message: str, request_id: str) -> t.Any:
    return {"error_msg": message, "error_code": code, "request_id": request_id}


def _keystone(status: int, code: str, message: str, request_id: str) -> t.Any:
    return {"error": {"code": int(code or status), "message": message, "title": TITLES.get(status, "Error")}}


TITLES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}
_JSON_SHAPES = {"service": _service, "gateway": _gateway, "keystone": _keystone}
_HTML = "<html><head><title>{0}</title></head><body><center><h1>{0} {1}</h1></center></body></html>\r\n"
SHAPES = (*_JSON_SHAPES, "html", "empty", "text")


def error_answer(shape: str, status: int, code: str, message: str, request_id: str) -> Answer:
    """Return an error in one of SHAPES."""
    if shape in _JSON_SHAPES:
        return json_answer(status, _JSON_SHAPES[shape](status, code, message, request_id))
    if shape == "html":
        return Answer(status, _HTML.format(status, message).encode(), {"Content-Type": "text/html"})
    return Answer(status, b"" if shape == "empty" else message.encode(), {"Content-Type": "text/plain"})


class RefusalError(Exception):
    """An error answer on its way out; the server writes it down."""

    def __init__(self, status: int, code: str, message: str, shape: str = "service") -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.shape = status, code, message, shape

    def answer(self, request_id: str) -> Answer:
        """Return the answer that says so."""
        return error_answer(self.shape, self.status, self.code, self.message, request_id)

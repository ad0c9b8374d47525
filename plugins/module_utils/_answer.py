# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One answer of a service: what it holds, and the failure that it means.

Total over any status and any body: both body shapes of the clouds, Keystone's integer codes, HTML, empty, cut-off and
undecodable bodies all end in one AutoScalingError.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import email.utils
import html
import json
import re
import typing as t

from ._errors import Kind, ServiceError, Throttle, cause_of

LONGEST_WORDS = 300
"""How many characters of the service's own words a message repeats."""

_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,128}")
_REQUEST_ID_HEADERS = ("X-Request-Id", "X-IAM-Trace-Id")
_CODE_AND_WORDS = (("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message"))
_NAMED_LIMIT = re.compile(r"limit:\s*(\d+)\s*,\s*time:\s*(\d+)\s*(second|minute|hour|day)")
_SILENCE = {
    True: "the answer was lost",
    False: "there is no connection, and nothing was sent",
    None: "there is no answer",
}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\uffff]+|\s+")


class Purpose(t.NamedTuple):
    """What a request is for: `doing` completes the sentence "Cannot ...", `right` is the permission that it needs.

    `secrets` are masked in what the service says, before it is cut: a part of a secret could not be found any more.
    """

    doing: str
    right: str = "the right"
    secrets: t.AbstractSet[str] = frozenset()


class Answer(t.NamedTuple):
    """Status, headers (their names in any case) and the body's bytes, as far as they were read."""

    status: int
    headers: t.Mapping[str, str]
    body: bytes

    @property
    def request_id(self) -> str | None:
        """The id that the provider's support asks for."""
        ids = (self.headers.get(name) for name in _REQUEST_ID_HEADERS)
        return next(filter(None, map(_as_id, ids)), None)

    @property
    def date(self) -> datetime.datetime | None:
        """The service's own time, in UTC."""
        return parse_http_date(self.headers.get("Date"))

    def json(self) -> t.Any:
        """The body as JSON, or None where it is none."""
        try:
            return json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None


def parse_http_date(text: str | None) -> datetime.datetime | None:
    """Read the date of a header, or return None where it is none."""
    try:
        date = email.utils.parsedate_to_datetime(text or "")
        return date.astimezone(datetime.timezone.utc) if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _as_id(value: t.Any) -> str | None:
    """Return a request id, or None for what cannot be one."""
    return value if isinstance(value, str) and _REQUEST_ID.fullmatch(value) else None


def words(text: str, secrets: t.AbstractSet[str] = frozenset()) -> str:
    """Make somebody else's text safe for a message: without secrets, one line, printable, not long."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "********")
    line = _UNPRINTABLE.sub(" ", text).strip()
    return line if len(line) <= LONGEST_WORDS else line[:LONGEST_WORDS] + "..."


def error_from_answer(purpose: Purpose, answer: Answer, now: datetime.datetime) -> ServiceError:
    """Name the failure that an answer means; `now` is the time that a date in Retry-After is compared with."""
    code, said, body_id = _read_body(answer, purpose.secrets)
    cause = cause_of(answer.status, code)
    request_id = answer.request_id or body_id
    remedy = cause.remedy.format(right=purpose.right)
    trail = ", ".join(filter(None, (code, f"HTTP {answer.status}", request_id and f"request id {request_id}")))
    return ServiceError(
        purpose.doing,
        f"{cause.words} ({trail})." + (f" The service said: {said.rstrip('.')}." if said else ""),
        remedy,
        cause.kind,
        _throttle(answer, said, now) if cause.kind is Kind.THROTTLED else None,
        status_code=answer.status,
        error_code=code or None,
        error_message=said or None,
        request_id=request_id,
    )


def error_from_silence(purpose: Purpose, sent: bool | None, reason: str) -> ServiceError:
    """Name the failure of a request that got no answer; `sent` tells whether its body was, None that it has none."""
    kind = Kind.NOT_SENT if sent is False else Kind.UNCLEAR
    what = _SILENCE[sent]
    remedy = "Check endpoint, auth_url, name resolution, firewall, proxy and certificates where the task runs."
    return ServiceError(purpose.doing, f"{what} ({reason}).", remedy, kind, None, error_message=reason)


def _read_body(answer: Answer, secrets: t.AbstractSet[str]) -> tuple[str, str, str | None]:
    """Find the code, the words and the request id in a body of any shape."""
    body = answer.json()
    if not isinstance(body, (dict, list)):
        return "", words(_plain_text(answer), secrets), None
    code, said = (words(text, secrets) for text in _code_and_words(body))
    return code, said, _as_id(body.get("request_id")) if isinstance(body, dict) else None


def _code_and_words(body: t.Any) -> tuple[str, str]:
    """Look for the pair of code and message, outermost first; Keystone's integer codes only repeat the status."""
    level = [body]
    while level:
        for part in level:
            for names in _CODE_AND_WORDS if isinstance(part, dict) else ():
                texts = [part[name] if isinstance(part.get(name), str) else "" for name in names]
                if any(texts):
                    return texts[0], texts[1]
        level = [value for part in level for value in _values(part)]
    return "", ""


def _values(part: t.Any) -> t.Iterable[t.Any]:
    if isinstance(part, dict):
        return part.values()
    return part if isinstance(part, list) else ()


def _plain_text(answer: Answer) -> str:
    """Return what a person would read in a body that is no JSON: a page's title, or its text."""
    text = answer.body[: 64 * 1024].decode("utf-8", errors="replace")
    if "<" not in text:
        return text
    title = re.search(r"<title[^>]*>([^<]*)", text, re.IGNORECASE)
    return html.unescape(title.group(1) if title else re.sub(r"<[^>]*>", " ", text))


def _throttle(answer: Answer, said: str, now: datetime.datetime) -> Throttle:
    """Read how long to wait from Retry-After (seconds or a date) and from the limit that the gateway names."""
    text = (answer.headers.get("Retry-After") or "").strip()
    date = parse_http_date(text)
    seconds = (
        float(text)
        if re.fullmatch(r"[0-9]{1,9}", text)
        else (date - (answer.date or now)).total_seconds()
        if date
        else None
    )
    limit = _NAMED_LIMIT.search(said)
    if limit is None or int(limit.group(1)) < 1:
        return Throttle(seconds)
    return Throttle(seconds, int(limit.group(1)), float(int(limit.group(2)) * _SECONDS[limit.group(3)]))

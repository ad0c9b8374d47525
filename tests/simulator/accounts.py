# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may do what: projects, tokens, key pairs and permissions."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
import threading
import typing as t

from . import signature, values
from .clock import Clock
from .wire import RefusalError, Request

SKEW = dt.timedelta(minutes=15)
LOCK_TIME = dt.timedelta(minutes=5)
BAD_SIGNATURES = 5
_WRONG_KEY = "Incorrect IAM authentication information: "


class Token(t.NamedTuple):
    """One token and its scope; without a project it is a global one."""

    project_id: str | None
    issued_at: dt.datetime
    expires_at: dt.datetime


@dataclasses.dataclass
class Key:
    """One key pair; a temporary one also has a security token and an end."""

    access_key: str
    secret_key: str
    security_token: str | None = None
    expires_at: dt.datetime | None = None
    bad_signatures: int = 0
    locked_until: dt.datetime | None = None


class Accounts:
    """The tokens, keys, projects and rights that exist."""

    def __init__(self, clock: Clock, lock: threading.RLock) -> None:
        self._clock = clock
        self._lock = lock
        self.clear()

    def clear(self) -> None:
        """Go back to one project, one token, one lasting and one temporary key pair and every right."""
        self.permissions: set[str] | None = None
        self.denial = "policy"
        self.projects: dict[str, str] = {values.PROJECT_ID: values.PROJECT_NAME}
        self.tokens: dict[str, Token] = {}
        self.keys: dict[str, Key] = {}
        self.add_token(values.TOKEN, values.PROJECT_ID)
        self.add_key(Key(values.ACCESS_KEY, values.SECRET_KEY))
        temporary = (values.TEMPORARY_ACCESS_KEY, values.TEMPORARY_SECRET_KEY, values.SECURITY_TOKEN)
        self.add_key(Key(*temporary, expires_at=self._clock.now() + dt.timedelta(days=1)))

    def add_project(self, name: str, id: str) -> None:
        """Add a project."""
        self.projects[id] = name

    def add_key(self, key: Key) -> Key:
        """Add a key pair."""
        self.keys[key.access_key] = key
        return key

    def add_token(self, token: str, project_id: str | None, expires_in: float = 86400) -> Token:
        """Add a token scoped to a project, or to none."""
        now = self._clock.now()
        self.tokens[token] = Token(project_id, now, now + dt.timedelta(seconds=expires_in))
        return self.tokens[token]

    def expire_tokens(self) -> None:
        """End every token issued so far."""
        with self._lock:
            for name, token in self.tokens.items():
                self.tokens[name] = token._replace(expires_at=self._clock.now())

    def issue_token(self, project_id: str | None) -> str:
        """Return a fresh token of a size as the clouds have them."""
        name = "MII" + secrets.token_urlsafe(1100)
        self.add_token(name, project_id)
        return name

    def issue_key(self, seconds: float) -> Key:
        """Return a fresh temporary key pair."""
        access = "HST" + secrets.token_hex(10).upper()
        ends = self._clock.now() + dt.timedelta(seconds=seconds)
        return self.add_key(Key(access, secrets.token_urlsafe(30), "gAEJ" + secrets.token_urlsafe(300), ends))

    def valid_token(self, name: str) -> Token | None:
        """Return the token with this name if it still holds."""
        token = self.tokens.get(name)
        return token if token and token.expires_at > self._clock.now() else None

    def is_signed(self, request: Request) -> bool:
        """Tell whether the request claims to be signed with a key pair."""
        return request.headers.get("authorization", "").startswith(signature.ALGORITHM)

    def check_signature(self, request: Request) -> None:
        """Raise the gateway's refusal unless the request is signed by a key that holds."""
        made = signature.claim(request.headers.get("authorization", ""))
        key = self.keys.get(made.access_key) if made else None
        if made is None or key is None:
            raise _gateway_refusal("ak not exist" if made else "the authorization header is malformed")
        now = self._clock.now()
        if key.locked_until and now < key.locked_until:
            raise _gateway_refusal("the access key is locked after too many failures")
        self._check_date(request, now)
        if not signature.is_genuine(request, made, key.secret_key):
            self._count_failure(key, now)
            raise _gateway_refusal("verify aksk signature fail")
        key.bad_signatures = 0
        self._check_temporary(request, key, now)

    def _check_date(self, request: Request, now: dt.datetime) -> None:
        try:
            signed = dt.datetime.strptime(request.headers.get("x-sdk-date", ""), "%Y%m%dT%H%M%SZ")
        except ValueError:
            raise _gateway_refusal("x-sdk-date is missing or malformed") from None
        if abs(signed.replace(tzinfo=dt.timezone.utc) - now) > SKEW:
            raise _gateway_refusal("the signature is expired, check x-sdk-date")

    def _count_failure(self, key: Key, now: dt.datetime) -> None:
        key.bad_signatures += 1
        if key.bad_signatures >= BAD_SIGNATURES:
            key.bad_signatures = 0
            key.locked_until = now + LOCK_TIME

    def _check_temporary(self, request: Request, key: Key, now: dt.datetime) -> None:
        if key.security_token and request.headers.get("x-security-token") != key.security_token:
            raise _gateway_refusal("the security token of the temporary access key is missing or wrong")
        if key.expires_at and key.expires_at <= now:
            raise _gateway_refusal("the temporary access key is expired")

    def check_project(self, request: Request, project_id: str) -> None:
        """Raise the service's refusal unless the caller is known and the URL names the caller's project."""
        if self.is_signed(request):
            self.check_signature(request)
            claimed = request.headers.get("x-project-id", project_id)
            scope: str | None = claimed if claimed in self.projects else None
        else:
            scope = self.check_token(request).project_id
        if scope != project_id:
            raise RefusalError(400, "AS.0008", "The project ID in the URL is not the project ID of the token.")

    def check_token(self, request: Request) -> Token:
        """Return the caller's token or raise the service's refusal."""
        name = request.headers.get("x-auth-token", "")
        if not name:
            raise RefusalError(401, "AS.0005", "Authentication failed: the token is missing from the request header.")
        token = self.valid_token(name)
        if token is None:
            raise RefusalError(401, "AS.0006", "Authentication failed: the token is invalid or has expired.")
        return token

    def check_permission(self, action: str) -> None:
        """Raise the service's refusal unless the action is allowed."""
        if self.permissions is None or action in self.permissions:
            return
        if self.denial == "role":
            raise RefusalError(403, "AS.0011", "The role of the user does not permit this operation.")
        raise RefusalError(400, "AS.0031", f"Policy doesn't allow {action} to be performed.")


def _gateway_refusal(reason: str) -> RefusalError:
    return RefusalError(401, "APIGW.0301", _WRONG_KEY + reason, "gateway")

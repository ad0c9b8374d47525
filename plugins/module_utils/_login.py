# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ways to log in: each signs requests, knows its project and says whether it can be renewed.

A login that fails is final (Kind.REJECTED): whoever asked for it has sent nothing of its own yet.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import typing as t

from ._errors import InputError, Kind, ServiceError
from ._iam import Iam, Token
from ._metadata import Metadata
from ._retry import Clock, Patience, persist
from ._signature import KeyPair, SignatureAuth

T = t.TypeVar("T")

_RENEWED_EARLY = datetime.timedelta(minutes=10)
"""The metadata service hands out a new key ten minutes before the old one expires."""


class Place(t.NamedTuple):
    """The project that a task names: by its id, by its name, or by the region that it is named like."""

    project_id: str | None
    project_name: str | None

    def as_scope(self) -> dict[str, str]:
        """Return the scope of a login with a password."""
        return {"id": self.project_id} if self.project_id else {"name": self.project_name or ""}


class Login:
    """What the ways to log in have in common."""

    def __init__(self, iam: t.Callable[[], Iam], place: Place, clock: Clock, max_retries: int) -> None:
        self._iam = iam
        self._place = place
        self._clock = clock
        self._max_retries = max_retries
        self._fresh = False

    def project_id(self) -> str:
        """Return the id of the project, found once."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Send what logging in takes, so that it cannot fail in the middle of something else."""
        self.project_id()

    def sign(self, request: t.Any) -> t.Any:
        """Put the login into a request: a requests auth object."""
        raise NotImplementedError

    def renew(self) -> bool:
        """Log in anew after a 401; false where that would change nothing, or was just done."""
        return False

    def accepted(self) -> None:
        """Note that a service took the login, so that it may be renewed when it is refused later."""
        self._fresh = False

    def secrets(self) -> set[str]:
        """Return what must not be shown."""
        raise NotImplementedError

    def _persist(self, ask: t.Callable[[], T]) -> T:
        try:
            return persist(ask, Patience(self._clock, self._max_retries))
        except ServiceError as error:
            error.kind = Kind.REJECTED
            raise


class TokenLogin(Login):
    """A token that somebody else got."""

    def __init__(self, token: str, *common: t.Any) -> None:
        super().__init__(*common)
        self._token = token
        self._project_id = self._place.project_id

    def project_id(self) -> str:
        if not self._project_id:
            self._project_id = self._persist(lambda: self._iam().show_token(self._token)).project_id
        if not self._project_id:
            raise InputError(
                "token: it is for no project.", "Give a token that was issued for the group's project, or project_id."
            )
        return self._project_id

    def sign(self, request: t.Any) -> t.Any:
        request.headers["X-Auth-Token"] = self._token
        return request

    def secrets(self) -> set[str]:
        return {self._token}


class PasswordLogin(Login):
    """An IAM user; the token is got when it is first needed and renewed once when the service refuses it."""

    def __init__(self, username: str, password: str, domain_name: str, *common: t.Any) -> None:
        super().__init__(*common)
        self._username = username
        self._password = password
        self._domain_name = domain_name
        self._tokens: list[Token] = []

    def project_id(self) -> str:
        project_id = self._place.project_id or self._current().project_id
        if not project_id:
            raise InputError("project_name: IAM issued a token for no project.", "Give project_id or project_name.")
        return project_id

    def prepare(self) -> None:
        self._current()
        super().prepare()

    def sign(self, request: t.Any) -> t.Any:
        request.headers["X-Auth-Token"] = self._current().value
        return request

    def renew(self) -> bool:
        if self._fresh:
            return False
        self._tokens.append(self._create())
        return True

    def secrets(self) -> set[str]:
        return {self._password, *(token.value for token in self._tokens)}

    def _current(self) -> Token:
        if not self._tokens:
            self._tokens.append(self._create())
        return self._tokens[-1]

    def _create(self) -> Token:
        self._fresh = True
        names = (self._username, self._password, self._domain_name)
        return self._persist(lambda: self._iam().create_token(*names, self._place.as_scope()))


class KeyPairLogin(Login):
    """An access key with its secret; never tried again after a 401, for five bad signatures lock the key."""

    def __init__(self, keys: KeyPair, *common: t.Any) -> None:
        super().__init__(*common)
        self._keys = keys
        self._project_id = self._place.project_id

    def project_id(self) -> str:
        if not self._project_id:
            self._project_id = self._find_project(self._place.project_name or "")
        return self._project_id

    def sign(self, request: t.Any) -> t.Any:
        return SignatureAuth(self._keys, self._project_id, self._clock.now)(request)

    def secrets(self) -> set[str]:
        return {secret for secret in (self._keys.secret_key, self._keys.security_token) if secret}

    def _find_project(self, name: str) -> str:
        ids = self._persist(lambda: self._iam().list_projects(self.sign, name, self.secrets()))
        if len(ids) == 1:
            return ids[0]
        found = f"several projects are named {name}: {', '.join(ids)}" if ids else f"no project is named {name}"
        raise InputError(f"project_id: {found}.", "Give project_id, or another project_name.")


class AgencyLogin(KeyPairLogin):
    """The temporary keys of an instance's agency, got from its metadata service and renewed before they expire."""

    def __init__(self, metadata: Metadata, *common: t.Any) -> None:
        super().__init__(KeyPair("", ""), *common)
        self._metadata = metadata
        self._renew_at: datetime.datetime | None = None
        self._used: set[str] = set()

    def project_id(self) -> str:
        self._project_id = self._project_id or self._metadata.project_id()
        return super().project_id()

    def sign(self, request: t.Any) -> t.Any:
        if self._renew_at is None or self._clock.now() >= self._renew_at:
            credential = self._metadata.credential()
            self._keys = KeyPair(credential["access"], credential["secret"], credential["securitytoken"])
            self._used |= super().secrets()
            self._renew_at = _instant(credential["expires_at"]) - _RENEWED_EARLY
        return super().sign(request)

    def secrets(self) -> set[str]:
        return self._used | self._metadata.secrets()


def _instant(text: str) -> datetime.datetime:
    """Read a point in time as IAM writes it, with or without fractions; one that cannot be read has passed."""
    try:
        return datetime.datetime.strptime(text[:19] + "+0000", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.timezone.utc) + _RENEWED_EARLY

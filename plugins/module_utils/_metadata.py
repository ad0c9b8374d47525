# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The metadata service that an instance asks for its own id and for the keys of its agency.

Source: "Obtaining Metadata" of the Elastic Cloud Server user guide. It is never asked through a proxy.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import os
import typing as t

from ._answer import Answer, Purpose
from ._errors import InputError, ServiceError
from ._http import Http

ADDRESS = "http://169.254.169.254"
_TIMEOUT = 3
_TOKEN_SECONDS = "21600"


class Metadata:
    """Answers about the machine that the task runs on; `url` is the address of the service."""

    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        self._url = url
        self._token: str | None = None

    def credential(self) -> dict[str, str]:
        """Return the temporary key of the agency: access, secret, securitytoken, expires_at."""
        credential = self._get("get the keys of its agency", "/openstack/latest/securitykey").get("credential")
        names = ("access", "secret", "securitytoken", "expires_at")
        if not isinstance(credential, dict) or not all(isinstance(credential.get(name), str) for name in names):
            raise InputError("auth_type: this instance has no agency.", "Give it one, or log in another way.")
        return credential

    def instance_id(self) -> str:
        """Return the id of this instance."""
        instance_id = self._describe("uuid")
        if instance_id is None:
            raise InputError("The metadata service tells no instance id.", "Run the task on the instance itself.")
        return instance_id

    def project_id(self) -> str | None:
        """Return the id of the project that this instance is in, if the service tells it."""
        return self._describe("project_id")

    def _describe(self, name: str) -> str | None:
        value = self._get("describe this instance", "/openstack/latest/meta_data.json").get(name)
        return value if isinstance(value, str) and value else None

    def _get(self, doing: str, path: str) -> dict[str, t.Any]:
        """Return the object at a path, or an empty one; where a session token is wanted, get it and ask again."""
        purpose = Purpose(doing)
        answer = self._ask(purpose, "GET", path)
        if answer.status == 401:
            token = self._ask(purpose, "PUT", "/meta-data/latest/api/token")
            self._token = token.body.decode("ascii", errors="ignore").strip() if token.status == 200 else None
            answer = self._ask(purpose, "GET", path)
        body = answer.json()
        return body if answer.status == 200 and isinstance(body, dict) else {}

    def _ask(self, purpose: Purpose, method: str, path: str) -> Answer:
        try:
            return self._http.exchange(purpose, method, self._url + path, self._sign)
        except ServiceError as error:
            raise InputError(
                f"The metadata service does not answer: {error.brief}",
                "Only an instance of the cloud has one. Run the task on it, or log in another way.",
            ) from None

    def _sign(self, request: t.Any) -> t.Any:
        if request.method == "PUT":
            request.headers["X-Metadata-Token-Ttl-Seconds"] = _TOKEN_SECONDS
        elif self._token:
            request.headers["X-Metadata-Token"] = self._token
        return request

    def secrets(self) -> set[str]:
        """Return what must not be shown."""
        return {self._token} if self._token else set()


def open_metadata() -> Metadata:
    """Return the metadata service of this machine."""
    url = os.environ.get("HW_METADATA_ENDPOINT") or ADDRESS
    return Metadata(Http(verify=True, timeout=_TIMEOUT, direct=True), url.rstrip("/"))

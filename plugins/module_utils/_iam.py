# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Identity and Access Management: the three operations that logging in needs, one exchange each.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import typing as t
from urllib.parse import quote

from ._answer import Answer, Purpose, error_from_answer
from ._http import Http


class Token(t.NamedTuple):
    """A token with the id of the project that it is for, or None where it is for none."""

    value: str
    project_id: str | None


class Iam:
    """One method per operation; `url` is the address without the version."""

    def __init__(self, http: Http, url: str, now: t.Callable[[], datetime.datetime]) -> None:
        self._http = http
        self._url = url
        self._now = now

    def create_token(self, username: str, password: str, domain_name: str, project: dict[str, str]) -> Token:
        """Log in with a password; `project` is {"id": ...} or {"name": ...}."""
        purpose = Purpose(f"log in to IAM as user {username} of domain {domain_name}", secrets={password})
        user = {"name": username, "password": password, "domain": {"name": domain_name}}
        content = {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": user}},
                "scope": {"project": project},
            }
        }
        url = self._url + "/v3/auth/tokens?nocatalog=true"
        answer = self._http.exchange(purpose, "POST", url, _without_login, content)
        value = answer.headers.get("X-Subject-Token")
        if answer.status != 201 or not value:
            raise error_from_answer(purpose, answer, self._now())
        return Token(value, _project_of(answer))

    def show_token(self, value: str) -> Token:
        """Ask which project a token is for."""

        def with_token(request: t.Any) -> t.Any:
            request.headers.update({"X-Auth-Token": value, "X-Subject-Token": value})
            return request

        purpose = Purpose("find the project of the token", secrets={value})
        answer = self._http.exchange(purpose, "GET", self._url + "/v3/auth/tokens?nocatalog=true", with_token)
        if answer.status != 200:
            raise error_from_answer(purpose, answer, self._now())
        return Token(value, _project_of(answer))

    def list_projects(self, auth: t.Any, name: str, secrets: set[str]) -> list[str]:
        """Return the ids of the projects of this name; `secrets` are those of the login."""
        purpose = Purpose(f"find the project named {name}", "iam:projects:listProjects", secrets)
        url = f"{self._url}/v3/projects?name={quote(name, safe='')}"
        answer = self._http.exchange(purpose, "GET", url, auth)
        body = answer.json()
        projects = body.get("projects") if isinstance(body, dict) else None
        if answer.status != 200 or not isinstance(projects, list):
            raise error_from_answer(purpose, answer, self._now())
        ids = (project.get("id") for project in projects if isinstance(project, dict))
        return [id_ for id_ in ids if isinstance(id_, str) and id_]


def _project_of(answer: Answer) -> str | None:
    """Read the project's id from the description of a token."""
    part = answer.json()
    for name in ("token", "project", "id"):
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, str) and part else None


def _without_login(request: t.Any) -> t.Any:
    return request

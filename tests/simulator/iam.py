# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of IAM that leads to a token, a project or a temporary key."""

from __future__ import annotations

import datetime as dt
import json
import typing as t

from . import values
from .accounts import Token
from .wire import Answer, RefusalError, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

_PRECISE = "%Y-%m-%dT%H:%M:%S.%fZ"
_DOMAIN = {"id": values.DOMAIN_ID, "name": values.DOMAIN_NAME}
_USER = {"id": values.USER_ID, "name": values.USERNAME, "domain": _DOMAIN}


def log_in(simulator: Simulator, request: Request) -> Answer:
    """POST auth/tokens with a password."""
    auth = _auth(request)
    if _at(auth, "identity", "methods") != ["password"]:
        raise _refusal(400, "The authentication method is not supported.")
    if not _is_user(_at(auth, "identity", "password", "user")):
        raise _refusal(401, "The username or password is wrong.")
    project_id = _scope(simulator, _at(auth, "scope", "project"))
    name = simulator.accounts.issue_token(project_id)
    token = simulator.accounts.tokens[name]
    return json_answer(201, _shown(simulator, token, request), {"X-Subject-Token": name})


def show_token(simulator: Simulator, request: Request) -> Answer:
    """GET auth/tokens: what the token in X-Subject-Token stands for."""
    _check_caller(simulator, request)
    name = request.headers.get("x-subject-token", "")
    token = simulator.accounts.valid_token(name)
    if token is None:
        raise _refusal(404, "The token could not be found.")
    return json_answer(200, _shown(simulator, token, request), {"X-Subject-Token": name})


def list_projects(simulator: Simulator, request: Request) -> Answer:
    """GET projects and auth/projects, with the name filter."""
    _check_caller(simulator, request)
    wanted = request.arguments().get("name")
    found = [
        {"id": id, "name": name, "domain_id": values.DOMAIN_ID, "enabled": True, "is_domain": False}
        for id, name in simulator.accounts.projects.items()
        if wanted in (None, name)
    ]
    return json_answer(200, {"projects": found, "links": {"self": simulator.url + request.path}})


def create_temporary_key(simulator: Simulator, request: Request) -> Answer:
    """POST OS-CREDENTIAL/securitytokens."""
    _check_caller(simulator, request)
    auth = _auth(request)
    methods = _at(auth, "identity", "methods")
    if methods not in (["token"], ["assume_role"]):
        raise _refusal(400, "The authentication method is not supported.")
    seconds = _at(auth, "identity", methods[0], "duration_seconds") or 900
    if not isinstance(seconds, int) or not 900 <= seconds <= 86400:
        raise _refusal(400, "The duration is out of range.")
    return json_answer(201, {"credential": credential(simulator, seconds)})


def credential(simulator: Simulator, seconds: float) -> dict[str, str]:
    """Issue a temporary key and return it as IAM and the metadata service write it."""
    key = simulator.accounts.issue_key(seconds)
    return {
        "access": key.access_key,
        "secret": key.secret_key,
        "securitytoken": str(key.security_token),
        "expires_at": _written(simulator.clock.now() + dt.timedelta(seconds=seconds)),
    }


def _written(moment: dt.datetime) -> str:
    return moment.strftime(_PRECISE)


def _refusal(status: int, message: str) -> RefusalError:
    return RefusalError(status, str(status), message, "keystone")


def _auth(request: Request) -> t.Any:
    try:
        return _at(json.loads(request.body), "auth")
    except ValueError:
        raise _refusal(400, "The request body is invalid.") from None


def _at(tree: t.Any, *path: str) -> t.Any:
    """Return what stands at a path of a JSON value; None where the path breaks off."""
    for name in path:
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def _is_user(user: t.Any) -> bool:
    named = _at(user, "name") == values.USERNAME and (
        _at(user, "domain", "name") == values.DOMAIN_NAME or _at(user, "domain", "id") == values.DOMAIN_ID
    )
    return bool((named or _at(user, "id") == values.USER_ID) and _at(user, "password") == values.PASSWORD)


def _scope(simulator: Simulator, project: t.Any) -> str | None:
    if not project:
        return None
    for id, name in simulator.accounts.projects.items():
        if id == _at(project, "id") or name == _at(project, "name"):
            return id
    raise _refusal(401, "The project could not be found.")


def _check_caller(simulator: Simulator, request: Request) -> None:
    accounts = simulator.accounts
    if accounts.is_signed(request):
        accounts.check_signature(request)
    elif accounts.valid_token(request.headers.get("x-auth-token", "")) is None:
        raise _refusal(401, "The request you have made requires authentication.")


def _shown(simulator: Simulator, token: Token, request: Request) -> dict[str, t.Any]:
    shown: dict[str, t.Any] = {
        "methods": ["password"],
        "issued_at": _written(token.issued_at),
        "expires_at": _written(token.expires_at),
        "user": _USER,
        "roles": [{"id": "0", "name": "te_admin"}],
    }
    if token.project_id:
        name = simulator.accounts.projects.get(token.project_id, token.project_id)
        shown["project"] = {"id": token.project_id, "name": name, "domain": _DOMAIN}
    if "nocatalog" not in request.arguments():
        shown["catalog"] = [_catalog_entry(simulator, token)]
    return {"token": shown}


def _catalog_entry(simulator: Simulator, token: Token) -> dict[str, t.Any]:
    url = f"{simulator.url}/autoscaling-api/v1/{token.project_id or '$(tenant_id)s'}"
    return {
        "type": "as",
        "name": "as",
        "endpoints": [{"interface": "public", "region": values.PROJECT_NAME, "url": url}],
    }

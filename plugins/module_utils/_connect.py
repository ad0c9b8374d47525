# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From connection options and environment to a client: the only reader of credentials. Nothing is sent here.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import functools
import os
import re
import typing as t

from ._arguments import CREDENTIALS, first_set
from ._client import AutoScalingClient
from ._clouds import autoscaling_address, iam_address
from ._errors import InputError
from ._http import Http
from ._iam import Iam
from ._input import refuse_bad_id, refuse_out_of_range
from ._login import KeyPairLogin, Login, PasswordLogin, Place, TokenLogin
from ._retry import Clock
from ._signature import KeyPair

Params = t.Mapping[str, t.Any]

_IN_A_HEADER = re.compile(r"[\x21-\x7e]+( +[\x21-\x7e]+)*")


def connect(params: Params, clock: Clock | None = None) -> AutoScalingClient:
    """Return a client for the connection options of a task; raise InputError for options that lead nowhere."""
    clock = clock or Clock()
    refuse_bad_id("project_id", params["project_id"] or None)
    refuse_out_of_range("timeout", params["timeout"], 1)
    refuse_out_of_range("max_retries", params["max_retries"], 0, 20)
    credentials = credentials_of(params)
    region = params["region"] or None
    endpoint = autoscaling_address(params["endpoint"] or _sdk_endpoint(region), region)
    http = Http(_verify(params), params["timeout"])
    iam = functools.partial(_iam, http, params["auth_url"], region, clock)
    place = Place(params["project_id"] or None, params["project_name"] or region)
    common = (iam, place, clock, params["max_retries"])
    return AutoScalingClient(http, endpoint, _login(credentials, params["domain_name"], *common), clock, common[3])


def credentials_of(params: Params) -> dict[str, str]:
    """Return the credentials that the task names, or else, when it names none at all, those of the environment."""
    named = {option: params[option] for option in CREDENTIALS if params[option]}
    found = named or {option: first_set(names) for option, names in CREDENTIALS.items()}
    for option, value in found.items():
        if value and option != "password" and option != "username" and not _IN_A_HEADER.fullmatch(value):
            raise InputError(
                f"{option}: it has blanks at an end, line breaks or characters that no header can carry.",
                "Give it without them.",
            )
    return {option: value for option, value in found.items() if value}


def _login(credentials: dict[str, str], domain_name: str | None, *common: t.Any) -> Login:
    """Choose the way to log in: token, key pair, password."""
    if "token" in credentials:
        return TokenLogin(credentials["token"], *common)
    if credentials.keys() & {"access_key", "secret_key", "security_token"}:
        access_key, secret_key = _both(credentials, "access_key", "secret_key")
        login: Login = KeyPairLogin(KeyPair(access_key, secret_key, credentials.get("security_token")), *common)
    elif credentials:
        username, password = _both(credentials, "username", "password")
        if not domain_name:
            raise InputError("domain_name: it is missing beside username and password.", "Give it, or HW_DOMAIN_NAME.")
        login = PasswordLogin(username, password, domain_name, *common)
    else:
        raise InputError(
            "token: no credentials are given.",
            "Give token, or access_key and secret_key, or username, password and"
            " domain_name; or set one of their variables, such as HW_ACCESS_KEY and HW_SECRET_KEY.",
        )
    if not any(common[1]):
        raise InputError(
            "project_id: it is missing, and so are project_name and region to find it by.", "Give one of them."
        )
    return login


def _both(credentials: dict[str, str], first: str, second: str) -> tuple[str, str]:
    for missing, given in ((first, second), (second, first)):
        if missing not in credentials:
            variable = CREDENTIALS[missing][0]
            present = given if given in credentials else "security_token"
            raise InputError(
                f"{missing}: it is missing beside {present}.",
                f"Give it in the same place, or {variable} beside a variable.",
            )
    return credentials[first], credentials[second]


def _iam(http: Http, auth_url: str | None, region: str | None, clock: Clock) -> Iam:
    return Iam(http, iam_address(auth_url, region), clock.now)


def _sdk_endpoint(region: str | None) -> str | None:
    """Return the address that the SDK's variable names for this region."""
    return os.environ.get("HUAWEICLOUD_SDK_REGION_AS_" + region.upper().replace("-", "_")) if region else None


def _verify(params: Params) -> bool | str:
    """Return what certificates are checked against: the system's authorities, a file or folder, or nothing."""
    ca_path = params["ca_path"]
    if not params["validate_certs"]:
        return False
    if ca_path and not os.path.exists(ca_path):
        raise InputError(
            f"ca_path: {ca_path} does not exist.", "Give a file or folder with the authority's certificate."
        )
    return ca_path or True

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From connection options to a client. Nothing is sent here.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import functools
import os
import typing as t

from ._arguments import CREDENTIALS
from ._client import AutoScalingClient
from ._clouds import autoscaling_address, iam_address
from ._errors import InputError
from ._http import Http
from ._iam import Iam
from ._login import AgencyLogin, KeyPairLogin, Login, PasswordLogin, Place, TokenLogin
from ._metadata import open_metadata
from ._retry import Clock
from ._settings import Params, settings_of
from ._signature import KeyPair
from ._sources import Settings


def connect(params: Params, clock: Clock | None = None) -> AutoScalingClient:
    """Return a client for the connection options of a task; raise InputError for options that lead nowhere."""
    return client_for(settings_of(params), clock or Clock())


def client_for(settings: Settings, clock: Clock) -> AutoScalingClient:
    """Return a client for settings that are complete."""
    region = settings["region"]
    endpoint = autoscaling_address(settings["endpoint"] or _sdk_endpoint(region), region)
    http = Http(_verify(settings), settings["timeout"])
    iam = functools.partial(_iam, http, settings["auth_url"], region, clock)
    place = Place(settings["project_id"], settings["project_name"] or region)
    login = _login(settings, iam, place, clock, settings["max_retries"])
    return AutoScalingClient(http, endpoint, login, clock, settings["max_retries"])


def _login(settings: Settings, iam: t.Callable[[], Iam], place: Place, clock: Clock, max_retries: int) -> Login:
    """Choose the way to log in: token, key pair, password; an agency only where it is named."""
    common = (iam, place, clock, max_retries)
    if settings["token"]:
        return TokenLogin(settings["token"], *common)
    if settings["auth_type"] == "agency":
        return AgencyLogin(open_metadata(), *common)
    if not any(place):
        raise InputError("project_id: it is missing, and so are project_name and region.", "Give one of them.")
    if settings["access_key"] or settings["secret_key"] or settings["security_token"]:
        access_key, secret_key = _both(settings, "access_key", "secret_key")
        return KeyPairLogin(KeyPair(access_key, secret_key, settings["security_token"]), *common)
    if settings["username"] or settings["password"]:
        username, password = _both(settings, "username", "password")
        if not settings["domain_name"]:
            raise InputError("domain_name: it is missing beside username and password.", "Give it, or HW_DOMAIN_NAME.")
        return PasswordLogin(username, password, settings["domain_name"], *common)
    raise InputError(
        "token: no credentials are given.",
        "Give token, or access_key and secret_key, or username, password and domain_name; or cloud, profile,"
        " credentials_file or auth_type; or set their variables, such as HW_ACCESS_KEY and HW_SECRET_KEY.",
    )


def _both(settings: Settings, first: str, second: str) -> tuple[str, str]:
    for missing, given in ((first, second), (second, first)):
        if not settings[missing]:
            present = given if settings[given] else "security_token"
            raise InputError(
                f"{missing}: it is missing beside {present}.",
                f"Give it in the same place, or {CREDENTIALS[missing][0]} beside a variable.",
            )
    return settings[first], settings[second]


def _iam(http: Http, auth_url: str | None, region: str | None, clock: Clock) -> Iam:
    return Iam(http, iam_address(auth_url, region), clock.now)


def _sdk_endpoint(region: str | None) -> str | None:
    """Return the address that the SDK's variable names for this region."""
    return os.environ.get("HUAWEICLOUD_SDK_REGION_AS_" + region.upper().replace("-", "_")) if region else None


def _verify(settings: Settings) -> bool | str:
    """Return what certificates are checked against: the system's authorities, a file or folder, or nothing."""
    if not settings["validate_certs"]:
        return False
    path = settings["ca_path"]
    if path and not os.path.exists(path):
        raise InputError(f"ca_path: {path} does not exist.", "Give a file or folder with the authority's certificate.")
    return path or True

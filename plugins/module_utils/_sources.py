# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Credentials that lie in files: clouds.yaml, KooCLI's shared configuration, the SDK's credentials file.

Each function returns what it finds under the names of the connection options, as far as the file has it.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import json
import os
import typing as t

from ._errors import InputError

Settings = t.Dict[str, t.Any]

_PROFILE_KEYS = {"accessKeyId": "access_key", "secretAccessKey": "secret_key", "securityToken": "security_token"}
_PROFILE_PLACES = {"region": "region", "projectId": "project_id"}
_SDK_KEYS = {
    "ak": "access_key",
    "sk": "secret_key",
    "security_token": "security_token",
    "project_id": "project_id",
    "iam_endpoint": "auth_url",
}
_CLOUD_AUTH = {
    "token": "token",
    "username": "username",
    "password": "password",
    "project_id": "project_id",
    "project_name": "project_name",
    "auth_url": "auth_url",
}
_CLOUD_KEYS = {
    "ak": "access_key",
    "access_key": "access_key",
    "sk": "secret_key",
    "secret_key": "secret_key",
    "security_token": "security_token",
    "region_name": "region",
    "cacert": "ca_path",
    "as_endpoint_override": "endpoint",
}


def from_cloud(name: str) -> Settings:
    """Read an entry of clouds.yaml and secure.yaml, the way OpenStack's own tools find them."""
    try:
        from openstack.config import OpenStackConfig
        from openstack.exceptions import ConfigException
    except ImportError:
        raise InputError(
            "cloud: it needs the Python library openstacksdk, which is missing.",
            "Install openstacksdk for the Python that runs the task, or log in another way.",
        ) from None
    try:
        entry = OpenStackConfig().get_one(cloud=name, validate=False).config
    except ConfigException:
        raise InputError(
            f"cloud: no clouds.yaml that can be read has an entry {name}.", "Check the name, and OS_CLIENT_CONFIG_FILE."
        ) from None
    auth = entry.get("auth") or {}
    found = {**_renamed(entry, _CLOUD_KEYS), **_renamed(auth, _CLOUD_AUTH)}
    found["domain_name"] = auth.get("user_domain_name") or auth.get("domain_name") or auth.get("project_domain_name")
    if "access_key" in found or "secret_key" in found:
        found = {option: value for option, value in found.items() if option not in ("token", "username", "password")}
    return {**found, "validate_certs": entry.get("verify") is not False}


def from_profile(name: str) -> Settings:
    """Read a profile of KooCLI's shared configuration."""
    path = os.environ.get("HW_SHARED_CONFIG_FILE") or "~/.hcloud/config.json"
    try:
        profiles = json.loads(_text_of("profile", path))["profiles"]
        profile = next(profile for profile in profiles if profile["name"] == name)
    except (ValueError, KeyError, TypeError):
        raise InputError(f"profile: {path} is no configuration of KooCLI.", "Check HW_SHARED_CONFIG_FILE.") from None
    except StopIteration:
        raise InputError(f"profile: {path} has no profile {name}.", "Check the name.") from None
    sso = (profile.get("ssoAuth") or {}).get("stsToken") or {}
    return {**_renamed(sso, _PROFILE_KEYS), **_renamed(profile, {**_PROFILE_KEYS, **_PROFILE_PLACES})}


def from_credentials_file(path: str) -> Settings:
    """Read the section basic of the SDK's credentials file."""
    import configparser  # here, since few tasks need it

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(_text_of("credentials_file", path))
        section = dict(parser["basic"])
    except (configparser.Error, KeyError):
        raise InputError(f"credentials_file: {path} has no section [basic].", "Check the file.") from None
    return _renamed(section, _SDK_KEYS)


def _renamed(source: t.Mapping[str, t.Any], names: dict[str, str]) -> Settings:
    return {option: source[name] for name, option in names.items() if source.get(name)}


def _text_of(option: str, path: str) -> str:
    try:
        with open(os.path.expanduser(path), encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"{option}: {path} cannot be read ({reason}).", "Check path and permissions.") from None

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The connection options of every module, and the environment variables that stand in for them.

Source of the variables: Terraform (HW_*), the SDK (HUAWEICLOUD_SDK_*) and OpenStack (OS_*).

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import os
import typing as t

from ansible.module_utils.common.parameters import AnsibleFallbackNotFound
from ansible.module_utils.parsing.convert_bool import boolean

CREDENTIALS: dict[str, tuple[str, ...]] = {
    "token": ("HW_AUTH_TOKEN", "OS_AUTH_TOKEN", "OS_TOKEN"),
    "access_key": ("HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY"),
    "secret_key": ("HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK", "OS_SECRET_KEY"),
    "security_token": ("HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "OS_SECURITY_TOKEN"),
    "username": ("HW_USER_NAME", "OS_USERNAME"),
    "password": ("HW_USER_PASSWORD", "OS_PASSWORD"),
}
"""Looked up only when the task names none of these options."""

PLACES: dict[str, tuple[str, ...]] = {
    "domain_name": ("HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME"),
    "project_id": ("HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"),
    "project_name": ("HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"),
    "region": ("HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"),
    "auth_url": ("HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "OS_AUTH_URL"),
    "ca_path": ("OS_CACERT",),
    "max_retries": ("HW_MAX_RETRIES",),
}
"""Each looked up on its own when the task does not give the option."""

INSECURE = ("HW_INSECURE", "OS_INSECURE")


def first_set(names: t.Iterable[str]) -> str | None:
    """Return the value of the first of these variables that is set and not empty."""
    return next((os.environ[name] for name in names if os.environ.get(name)), None)


def _fallback(*names: str) -> str:
    value = first_set(names)
    if value is None:
        raise AnsibleFallbackNotFound
    return value


def _secure_unless(*names: str) -> bool:
    return not boolean(_fallback(*names), strict=False)


def _place(name: str, kind: str = "str", **more: t.Any) -> dict[str, t.Any]:
    return {"type": kind, "fallback": (_fallback, list(PLACES[name])), **more}


CONNECTION: dict[str, dict[str, t.Any]] = {
    "token": {"type": "str", "no_log": True},
    "access_key": {"type": "str", "no_log": False},
    "secret_key": {"type": "str", "no_log": True},
    "security_token": {"type": "str", "no_log": True},
    "username": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "domain_name": _place("domain_name"),
    "project_id": _place("project_id"),
    "project_name": _place("project_name"),
    "region": _place("region"),
    "auth_url": _place("auth_url"),
    "endpoint": {"type": "str"},
    "validate_certs": {"type": "bool", "default": True, "fallback": (_secure_unless, list(INSECURE))},
    "ca_path": _place("ca_path", "path"),
    "timeout": {"type": "int", "default": 30},
    "max_retries": _place("max_retries", "int", default=3),
}
"""The argument spec that every module shares."""

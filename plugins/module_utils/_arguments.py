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

CREDENTIALS: dict[str, tuple[str, ...]] = {
    "token": ("HW_AUTH_TOKEN", "OS_AUTH_TOKEN", "OS_TOKEN"),
    "access_key": ("HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY"),
    "secret_key": ("HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK", "OS_SECRET_KEY"),
    "security_token": ("HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "OS_SECURITY_TOKEN"),
    "username": ("HW_USER_NAME", "OS_USERNAME"),
    "password": ("HW_USER_PASSWORD", "OS_PASSWORD"),
}
"""The credentials themselves; their variables count only when the task names no way to log in."""

SOURCES: dict[str, tuple[str, ...]] = {
    "profile": ("HW_PROFILE",),
    "credentials_file": ("HUAWEICLOUD_SDK_CREDENTIALS_FILE",),
    "cloud": ("OS_CLOUD",),
    "auth_type": (),
}
"""Where credentials are found otherwise; their variables count after those of the credentials, in this order."""

PLACES: dict[str, tuple[str, ...]] = {
    "domain_name": ("HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME"),
    "project_id": ("HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"),
    "project_name": ("HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"),
    "region": ("HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"),
    "auth_url": ("HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "OS_AUTH_URL"),
    "endpoint": (),
    "ca_path": ("OS_CACERT",),
    "max_retries": ("HW_MAX_RETRIES",),
    "validate_certs": (),
}
"""Each looked up on its own: the task's option, then the entry or file that the login is from, then the variables."""

INSECURE = ("HW_INSECURE", "OS_INSECURE")
"""True values turn the check of certificates off."""

CONNECTION: dict[str, dict[str, t.Any]] = {
    "token": {"type": "str", "no_log": True},
    "access_key": {"type": "str", "no_log": False},
    "secret_key": {"type": "str", "no_log": True},
    "security_token": {"type": "str", "no_log": True},
    "username": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "profile": {"type": "str"},
    "credentials_file": {"type": "path"},
    "cloud": {"type": "str"},
    "auth_type": {"type": "str", "choices": ["agency"]},
    "domain_name": {"type": "str"},
    "project_id": {"type": "str"},
    "project_name": {"type": "str"},
    "region": {"type": "str"},
    "auth_url": {"type": "str"},
    "endpoint": {"type": "str"},
    "validate_certs": {"type": "bool"},
    "ca_path": {"type": "path"},
    "timeout": {"type": "int", "default": 30},
    "max_retries": {"type": "int"},
}
"""The argument spec that every module shares."""


def first_set(names: t.Iterable[str]) -> str | None:
    """Return the value of the first of these variables that is set and not empty."""
    return next((os.environ[name] for name in names if os.environ.get(name)), None)

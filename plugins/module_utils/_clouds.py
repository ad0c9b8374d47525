# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The clouds of the family: where a region's Auto Scaling and IAM answer, and addresses that users give themselves.

Source: the pages "Regions and Endpoints" of the clouds.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import re
import typing as t
from urllib.parse import urlsplit

from ._errors import InputError


class Cloud(t.NamedTuple):
    """A cloud: the regions it has, and its hosts with {region} in them."""

    regions: str
    autoscaling: str
    iam: str


CLOUDS = (
    Cloud(r"eu-de|eu-nl", "as.{region}.otc.t-systems.com", "iam.{region}.otc.t-systems.com"),
    Cloud(r"eu-ch2", "as.{region}.sc.otc.t-systems.com", "iam-pub.{region}.sc.otc.t-systems.com"),
    Cloud(r"eu-west-1\d\d", "as.{region}.myhuaweicloud.eu", "iam.{region}.myhuaweicloud.eu"),
    Cloud(r"[a-z]+(-[a-z]+)+-\d+", "as.{region}.myhuaweicloud.com", "iam.{region}.myhuaweicloud.com"),
)
"""Open Telekom Cloud, Swiss OTC, Huawei Cloud's European site, Huawei Cloud; the first that has the region counts."""

_REGION_OF_PROJECT = re.compile(r"([^_]+)_.+")
_AUTOSCALING_PATH = re.compile(r"/autoscaling-api(/.*)?$")
_IAM_PATH = re.compile(r"/v3(\.0)?(/.*)?$")


def autoscaling_address(endpoint: str | None, region: str | None) -> str:
    """Return where Auto Scaling answers: the endpoint that the task gives, or the region's."""
    if endpoint:
        return _AUTOSCALING_PATH.sub("", _address("endpoint", endpoint))
    if region:
        return "https://" + _cloud_of(region, "endpoint").autoscaling.format(region=region)
    raise InputError("region: it is missing, and so is endpoint.", "Give region (or HW_REGION_NAME), or endpoint.")


def iam_address(auth_url: str | None, region: str | None) -> str:
    """Return where IAM answers, without the version."""
    if auth_url:
        return _IAM_PATH.sub("", _address("auth_url", auth_url))
    if region:
        return "https://" + _cloud_of(region, "auth_url").iam.format(region=region)
    raise InputError(
        "auth_url: it is missing, and so is region; it is needed to log in with a password, or to find the project.",
        "Give region, auth_url (or HW_AUTH_URL), or a token or key pair together with project_id.",
    )


def _cloud_of(region: str, option: str) -> Cloud:
    for cloud in CLOUDS:
        if re.fullmatch(cloud.regions, region):
            return cloud
    raise InputError(f"region: {region!r} is none that the collection knows.", f"Check it, or give {option}.")


def _address(option: str, text: str) -> str:
    """Return scheme, host and path of an address that may lack its scheme; refuse what is none."""
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        fault = _fault_of(parts, text)
    except ValueError:
        fault = "the host is no valid one"
    if fault:
        raise InputError(f"{option}: {fault}.", "Give an address such as https://as.eu-de.otc.t-systems.com.")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _fault_of(parts: t.Any, text: str) -> str | None:
    """Say what is wrong with an address; a part of it that may be secret is not repeated."""
    try:
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        port_is_valid = False
    faults = (
        (not re.fullmatch(r"[\x21-\x7e]+", text), "the address has blanks or characters that it cannot have"),
        (parts.scheme not in ("http", "https"), f"the scheme is {parts.scheme!r}, not https"),
        (parts.username is not None or parts.password is not None, "the address holds a user or password"),
        (not parts.hostname, "the address has no host"),
        (not port_is_valid, "the port is no number from 1 to 65535"),
        (bool(parts.query or parts.fragment), "the address has a query or fragment"),
    )
    return next((fault for wrong, fault in faults if wrong), None)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The metadata service that an instance with an agency asks for its key."""

from __future__ import annotations

import datetime as dt
import secrets
import typing as t

from . import values
from .clock import moment
from .iam import credential
from .wire import Answer, RefusalError, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

MODES = ("open", "token", "no-agency")
INSTANCE_ID = "2a9d4f70-3c1e-4b58-8e6d-f17b05c9a342"
KEY_SECONDS = 3600
RENEWED_BEFORE = dt.timedelta(minutes=10)


class Metadata:
    """How the metadata service behaves and what it has handed out."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Answer without a token and hand out a new key."""
        self.mode = "open"
        self.instance_id = INSTANCE_ID
        self.tokens: set[str] = set()
        self.credential: dict[str, str] | None = None


def issue_token(simulator: Simulator, request: Request) -> Answer:
    """PUT meta-data/latest/api/token."""
    if not request.headers.get("x-metadata-token-ttl-seconds", "").isdigit():
        raise RefusalError(400, "", "X-Metadata-Token-Ttl-Seconds is missing", "text")
    token = "TUVU" + secrets.token_urlsafe(40)
    simulator.metadata.tokens.add(token)
    return Answer(200, token.encode(), {"Content-Type": "text/plain"})


def show_key(simulator: Simulator, request: Request) -> Answer:
    """GET openstack/latest/securitykey: the temporary key of the agency, renewed ten minutes before its end."""
    _check(simulator, request)
    metadata = simulator.metadata
    if metadata.mode == "no-agency":
        raise RefusalError(401, "", "Please configure Cloud Service Agency first", "text")
    held = metadata.credential
    if held is None or moment(held["expires_at"]) - simulator.clock.now() < RENEWED_BEFORE:
        metadata.credential = held = credential(simulator, KEY_SECONDS)
    return json_answer(200, {"credential": held})


def show_instance_id(simulator: Simulator, request: Request) -> Answer:
    """GET latest/meta-data/instance-id."""
    _check(simulator, request)
    return Answer(200, simulator.metadata.instance_id.encode(), {"Content-Type": "text/plain"})


def show_instance(simulator: Simulator, request: Request) -> Answer:
    """GET openstack/latest/meta_data.json."""
    _check(simulator, request)
    id = simulator.metadata.instance_id
    shown = {"uuid": id, "name": "as-" + id[:8], "project_id": values.PROJECT_ID, "region_id": values.PROJECT_NAME}
    return json_answer(200, shown)


def _check(simulator: Simulator, request: Request) -> None:
    metadata = simulator.metadata
    if metadata.mode == "token" and request.headers.get("x-metadata-token") not in metadata.tokens:
        raise RefusalError(401, "", "Unauthorized", "text")

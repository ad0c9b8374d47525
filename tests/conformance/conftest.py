# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulator and the vendor's own client for it."""

from __future__ import annotations

import importlib
import os
import tempfile
import typing as t
from unittest import mock

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    GROUP_ID,
    PROJECT_ID,
    SECRET_KEY,
    Simulator,
)

with tempfile.TemporaryDirectory() as _home, mock.patch.dict(os.environ, HOME=_home):
    # On its first import the SDK writes a file into the home directory.
    importlib.import_module("huaweicloudsdkcore.http.user_agent")

sdk = importlib.import_module("huaweicloudsdkas.v1")
credentials = importlib.import_module("huaweicloudsdkcore.auth.credentials")


@pytest.fixture
def simulator() -> t.Iterator[Simulator]:
    with Simulator() as running:
        yield running


@pytest.fixture
def connect(simulator: Simulator) -> t.Callable[..., t.Any]:
    """Make a client of the SDK for a key pair."""

    def connect(
        access_key: str = ACCESS_KEY,
        secret_key: str = SECRET_KEY,
        project_id: str = PROJECT_ID,
        security_token: str | None = None,
    ) -> t.Any:
        who = credentials.BasicCredentials(access_key, secret_key, project_id)
        who.with_iam_endpoint(simulator.url)
        if security_token:
            who.with_security_token(security_token)
        return sdk.AsClient.new_builder().with_credentials(who).with_endpoint(simulator.url).build()

    return connect


@pytest.fixture
def client(connect: t.Callable[..., t.Any]) -> t.Any:
    return connect()


@pytest.fixture
def call_back(client: t.Any) -> t.Callable[..., t.Any]:
    """Send a callback with the fields given."""

    def call_back(group: str = GROUP_ID, **fields: str) -> t.Any:
        option = sdk.CallbackLifeCycleHookOption(**fields)
        request = sdk.AttachCallbackInstanceLifeCycleHookRequest(scaling_group_id=group, body=option)
        return client.attach_callback_instance_life_cycle_hook(request)

    return call_back

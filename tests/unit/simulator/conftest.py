# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulator whose clock stands still, and a caller with a token."""

from __future__ import annotations

import typing as t

import pytest
import requests

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, PROJECT_ID, TOKEN, Clock, Simulator


class Api:
    """Calls the simulator as a client with a token does."""

    prefix = "/autoscaling-api/v1/" + PROJECT_ID
    instance_id = "6a0ccb5e-bed8-4c9d-9fa6-ecbed7f3ab89"
    timeout = 10.0

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["X-Auth-Token"] = TOKEN

    def __call__(self, method: str, path: str, **request: t.Any) -> requests.Response:
        url = self.simulator.url + path
        return self.session.request(method, url, timeout=self.timeout, allow_redirects=False, **request)

    def call_back(self, **body: t.Any) -> requests.Response:
        return self.put_callback(GROUP_ID, json=body)

    def put_callback(self, group: str, **request: t.Any) -> requests.Response:
        return self("PUT", f"{self.prefix}/scaling_instance_hook/{group}/callback", **request)

    def rows(self, **query: str) -> list[dict[str, str]]:
        answer = self("GET", f"{self.prefix}/scaling_instance_hook/{GROUP_ID}/list", params=query)
        return t.cast("list[dict[str, str]]", answer.json()["instance_hanging_info"])

    def statuses(self) -> list[str]:
        return [row["lifecycle_hook_status"] for row in self.rows()]

    def hooks(self, method: str, name: str = "", **request: t.Any) -> requests.Response:
        return self(method, f"{self.prefix}/scaling_lifecycle_hook/{GROUP_ID}{name and '/' + name}", **request)

    def control(self, method: str, act: str, **body: t.Any) -> t.Any:
        return self(method, "/_simulator/" + act, json=body).json()

    @staticmethod
    def refusal(answer: requests.Response) -> tuple[int, str | int]:
        """Return the status and the code of an error in any JSON shape."""
        body = answer.json()
        return answer.status_code, body["error"]["code"] if "error" in body else body["error_code"]


@pytest.fixture
def simulator() -> t.Iterator[Simulator]:
    with Simulator(clock=Clock(frozen=True)) as running:
        yield running


@pytest.fixture
def api(simulator: Simulator) -> Api:
    return Api(simulator)


@pytest.fixture
def key(simulator: Simulator, api: Api) -> str:
    """The key of an instance that hangs for an hour."""
    return simulator.state.suspend(GROUP_ID, api.instance_id, "drain")

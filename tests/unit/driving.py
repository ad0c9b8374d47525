# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tasks against the simulator over HTTP, in its time: a task that sleeps moves the simulator's clock on."""

from __future__ import annotations

import datetime as dt
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils import _retry
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._client import AutoScalingClient
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._connect import connect
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._http import Http
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._module import Mode, perform
from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_lifecycle_callback
from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    DOMAIN_NAME,
    GROUP_ID,
    PASSWORD,
    PROJECT_ID,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_ACCESS_KEY,
    TEMPORARY_SECRET_KEY,
    TOKEN,
    USERNAME,
    Call,
    Simulator,
)

KEY = "b7c1d2e3-0f4a-4b5c-8d6e-7f8091a2b3c4"
INSTANCE_ID = "6a0ccb5e-bed8-4c9d-9fa6-ecbed7f3ab89"
HOOK = "drain"
RESULTS = ("CONTINUE", "ABANDON", "EXTEND")
ENDINGS = {"CONTINUE": "ABANDON", "ABANDON": "CONTINUE"}
BY_KEY = {"lifecycle_action_key": KEY}
BY_INSTANCE = {"instance_id": INSTANCE_ID, "lifecycle_hook_name": HOOK}
TARGETS = {"by key": BY_KEY, "by instance": BY_INSTANCE}
LOGINS: dict[str, dict[str, str]] = {
    "token": {"token": TOKEN},
    "key pair": {"access_key": ACCESS_KEY, "secret_key": SECRET_KEY},
    "temporary key pair": {
        "access_key": TEMPORARY_ACCESS_KEY,
        "secret_key": TEMPORARY_SECRET_KEY,
        "security_token": SECURITY_TOKEN,
    },
    "password": {"username": USERNAME, "password": PASSWORD, "domain_name": DOMAIN_NAME},
}
NO_LOGIN = {name: None for login in LOGINS.values() for name in login}

Act = t.Callable[[], object]


class FollowingClock(_retry.Clock):
    """The simulator's clock, as the client sees it."""

    def __init__(self, clock: t.Any) -> None:
        self._clock = clock
        self._start = clock.now()
        self.pauses: list[float] = []

    def now(self) -> dt.datetime:
        return t.cast("dt.datetime", self._clock.now())

    def monotonic(self) -> float:
        return float((self._clock.now() - self._start).total_seconds())

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self._clock.advance(seconds)


class Wire:
    """Passes every exchange on, after what the test lets happen right before it."""

    def __init__(self, http: Http, events: dict[int, list[Act]]) -> None:
        self._http = http
        self._events = events
        self._number = 0

    def exchange(self, *request: t.Any) -> t.Any:
        self._number += 1
        for act in self._events.get(self._number, ()):
            act()
        return self._http.exchange(*request)


class Task:
    """Runs a module's run() as its main() does; `events` happen right before the exchange of that number."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.clock = FollowingClock(simulator.clock)
        self.events: dict[int, list[Act]] = {}
        self.answer_within: float | None = None

    def __call__(self, check: bool = False, diff: bool = False, **options: t.Any) -> dict[str, t.Any]:
        """Validate the options as Ansible does, and return the result of the task."""
        checked = ArgumentSpecValidator(**as_lifecycle_callback.ARGUMENTS).validate(self.parameters(**options))
        if checked.error_messages:
            return {"failed": True, "msg": checked.error_messages[0]}
        mode = Mode(check, diff)
        return perform(as_lifecycle_callback.run, checked.validated_parameters, mode, self.client)

    def parameters(self, **options: t.Any) -> dict[str, t.Any]:
        """Return what a playbook would give; None takes an option away."""
        url = self.simulator.url
        usual = {"endpoint": url, "auth_url": url, "project_id": PROJECT_ID, "scaling_group_id": GROUP_ID}
        given = {**usual, "token": TOKEN, **options}
        return {name: value for name, value in given.items() if value is not None}

    def client(self, params: dict[str, t.Any]) -> AutoScalingClient:
        """Return a client in the simulator's time."""
        client = connect(params, self.clock)
        if self.answer_within:
            client.http = Http(verify=True, timeout=self.answer_within)
        client.http = t.cast("Http", Wire(client.http, self.events))
        return client

    def calls(self, operation: str) -> list[Call]:
        """Return the requests of one operation that have reached the simulator."""
        return [call for call in self.simulator.calls if call.operation == operation]

    def operations(self) -> list[str | None]:
        """Return what has reached the simulator, in its order."""
        return [call.operation for call in self.simulator.calls]

    def applied(self) -> list[str]:
        """Return what callbacks have done, in its order."""
        return [one.result for one in self.simulator.applied if one.by == "callback"]


def hang(simulator: Simulator, **settings: t.Any) -> str:
    """Suspend the usual instance for ten minutes."""
    return simulator.state.suspend(GROUP_ID, INSTANCE_ID, HOOK, **{"key": KEY, "timeout": 600, **settings})

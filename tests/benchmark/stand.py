# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator in a process of its own, and its control interface."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
import typing as t
import uuid
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = "ansible_collections.huaweicloud.autoscaling.tests.simulator"


class Seen(t.NamedTuple):
    """What arrived at the simulator since the last preparation."""

    callbacks: int
    refused: int
    connections: int
    logins: int


class Stand:
    """A running simulator."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.values = self._control("GET", "values")

    def suspend(self, count: int) -> list[str]:
        """Forget all that was, suspend so many instances and return their lifecycle action keys."""
        self._control("POST", "reset", demo=False)
        hook = self.values["terminating_hook"]
        asked = [{"instance_id": str(uuid.uuid4()), "hook_name": hook} for _number in range(count)]
        return [self._control("POST", "suspend", **one)["lifecycle_action_key"] for one in asked]

    def seen(self) -> Seen:
        """Count what arrived since the last preparation."""
        calls = self._control("GET", "calls")["calls"]
        callbacks = [call for call in calls if call["operation"] == "callback"]
        return Seen(
            callbacks=len(callbacks),
            refused=sum(call["status"] != 204 for call in callbacks),
            connections=len({call["connection"] for call in calls}),
            logins=sum(call["operation"] == "login" for call in calls),
        )

    def _control(self, method: str, name: str, **arguments: t.Any) -> dict[str, t.Any]:
        self._connection.request(method, "/_simulator/" + name, json.dumps(arguments) if arguments else None)
        answer = self._connection.getresponse()
        content = json.loads(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{method} {name}: {content}")
        return t.cast("dict[str, t.Any]", content)


@contextmanager
def running_simulator(folder: Path) -> t.Iterator[Stand]:
    """Start a simulator, and stop it at the end; its files lie in the folder."""
    port_file, log = folder / "port.json", folder / "simulator.log"
    command = [sys.executable, "-m", _PROGRAM, "--port", "0", "--port-file", str(port_file)]
    with log.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            while not port_file.exists():
                if process.poll() is not None:
                    raise RuntimeError(log.read_text(encoding="utf-8"))
                time.sleep(0.05)
            yield Stand(json.loads(port_file.read_text(encoding="utf-8"))["port"])
        finally:
            process.terminate()

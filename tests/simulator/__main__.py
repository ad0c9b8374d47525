# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the simulator by hand: python3 -m simulator --port 8774."""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import signal
import threading
import typing as t

from .scenario import DEMO
from .simulator import Simulator


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="simulator", description="Plays IAM and Auto Scaling on the loopback.")
    parser.add_argument("--port", type=int, default=8774, help="0 takes any free port")
    parser.add_argument("--port-file", type=pathlib.Path, help="write the port and the URL to this file as JSON")
    parser.add_argument("--verbose", action="store_true", help="report every request")
    options = parser.parse_args()
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    with Simulator(port=options.port, demo=True, verbose=options.verbose) as simulator:
        if options.port_file:
            _write(options.port_file, {"port": simulator.port, "url": simulator.url})
        print(describe(simulator), flush=True)
        told.wait()


def describe(simulator: Simulator) -> str:
    """Return what a person needs to play with the simulator."""
    values = [f"{name}: {value}" for name, value in simulator.values().items()]
    rows = [f"{one.instance_id}  {one.hook_name:8}  {one.key}" for one in DEMO]
    title = "suspended instances: instance_id, lifecycle_hook_name, lifecycle_action_key"
    control = f"control: {simulator.url}/_simulator/ (POST reset, clock, suspend, fault, ...; GET rows, applied, calls)"
    return "\n".join([f"The simulator listens on {simulator.url}", *values, title, *rows, control])


def _write(path: pathlib.Path, value: t.Any) -> None:
    """Write the file in one move, so that nobody reads half of it."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(json.dumps(value), encoding="utf-8")
    os.replace(partial, path)


if __name__ == "__main__":
    main()

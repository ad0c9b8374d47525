# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import itertools
import json
import pathlib
import signal
import subprocess
import sys

import pytest
import requests

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, SECRET_KEY, TOKEN

TESTS = pathlib.Path(__file__).parents[2]


@contextlib.contextmanager
def command(port_file, *options):
    arguments = [sys.executable, "-m", "simulator", "--port", "0", "--port-file", str(port_file), *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(arguments, cwd=TESTS, text=True, **pipes) as process:
        try:
            said = "".join(itertools.takewhile(lambda line: not line.startswith("control:"), process.stdout))
            yield process, json.loads(port_file.read_text()), said
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_runs_silently_with_something_to_play_with_until_told_to_stop(tmp_path, number):
    with command(tmp_path / "port") as (process, place, said):
        values = requests.get(place["url"] + "/_simulator/values", timeout=10).json()
        rows = requests.get(place["url"] + "/_simulator/rows", timeout=10).json()["rows"]
        requests.get(place["url"] + "/no-such-path", timeout=10)
        process.send_signal(number)
        more, complaints = process.communicate(timeout=10)

    assert place == {"port": place["port"], "url": f"http://127.0.0.1:{place['port']}"}
    assert (process.returncode, more, complaints, len(rows)) == (0, "", "", 6)
    for value in (values["url"], TOKEN, SECRET_KEY, GROUP_ID, *(row["lifecycle_action_key"] for row in rows)):
        assert value in said


def test_it_reports_requests_when_asked_to(tmp_path):
    with command(tmp_path / "port", "--verbose") as (process, place, _said):
        requests.get(place["url"] + "/no-such-path", timeout=10)
        process.terminate()
        _more, reports = process.communicate(timeout=10)

    assert reports == "GET /no-such-path -> 404\n"

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what the documentation shows as its reader does: in a shell, with Ansible's programs, against the simulator."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import typing as t
from pathlib import Path

import ansible_collections

from ansible_collections.huaweicloud.autoscaling.tests.simulator import TOKEN, Simulator

ROOT = Path(__file__).resolve().parents[3]
COLLECTIONS = os.pathsep.join(str(Path(folder).parent) for folder in ansible_collections.__path__)
ADDRESS = "http://127.0.0.1:8774"
"""Where the documentation has the simulator."""

_CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "TIME"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "ID"),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "UUID"),
    (re.compile(r"(seconds_left: )\d+"), r"\1N"),
    (re.compile(r"\d+( minutes)"), r"N\1"),
    (re.compile(r"\*+$"), ""),
)


class Shell:
    """A shell that begins in a folder of its own, and remembers what `export` and `cd` have changed."""

    def __init__(self, folder: Path, simulator: Simulator) -> None:
        self.folder = folder
        self._variables = folder / ".variables"
        self._place = folder / ".place"
        self._simulator = simulator
        kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TMPDIR") if name in os.environ}
        self.environment = {
            **kept,
            "HOME": str(folder),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "ANSIBLE_COLLECTIONS_PATH": COLLECTIONS,
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def log_in(self) -> Shell:
        """Name the simulator and a token in the environment."""
        url = self._simulator.url
        self.environment.update(
            HW_AUTH_TOKEN=TOKEN,
            HW_REGION_NAME="eu-de",
            HW_AUTH_URL=url,
            HUAWEICLOUD_SDK_REGION_AS_EU_DE=url,
        )
        return self

    def write(self, name: str, text: str) -> Path:
        """Write a file that the documentation shows."""
        path = self._here() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(ADDRESS, self._simulator.url), encoding="utf-8")
        return path

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run one command, whose output comes as one text; later commands see what it exports."""
        words = command.replace(ADDRESS, self._simulator.url)
        script = f"{words}\nstatus=$?\nexport -p > '{self._variables}'\npwd > '{self._place}'\nexit $status\n"
        before = f". '{self._variables}'\n" if self._variables.exists() else ""
        return subprocess.run(
            ["sh", "-c", before + script],
            cwd=self._here(),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def _here(self) -> Path:
        """Return the folder that the last command was in at its end."""
        return Path(self._place.read_text(encoding="utf-8").strip()) if self._place.exists() else self.folder


def steady(text: str) -> list[str]:
    """Return the lines of an output without what differs from run to run."""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return [line.strip().rstrip("*").rstrip() for line in text.splitlines() if line.strip()]


def missing_lines(shown: t.Iterable[str], output: str) -> list[str]:
    """Return the lines of a sample that an output does not have in this order; `...` stands for any lines."""
    lines = iter(steady(output))
    return [line for line in steady("\n".join(shown)) if line != "..." and line not in lines]

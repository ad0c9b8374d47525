# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One run of one rival: prepared, timed from start to end of its process, and checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import typing as t
from pathlib import Path

from .rivals import DEBUG, LABELS, LOOP, SCRIPTS, Case, callback_url, login_body, playbook
from .stand import Seen, Stand

Watch = t.Callable[[int], None]


class Run(t.NamedTuple):
    """One run: wall time of the whole process, and what arrived at the service."""

    seconds: float
    seen: Seen


class Bench:
    """Runs rivals in a folder of their own, with an environment that holds nothing of the caller's settings."""

    def __init__(self, stand: Stand, folder: Path) -> None:
        self._stand = stand
        self._folder = folder
        (folder / "ansible.cfg").touch()
        (folder / "home").mkdir()
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "ANSIBLE_COLLECTIONS_PATH")},
            "ANSIBLE_CONFIG": str(folder / "ansible.cfg"),
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
            "HOME": str(folder / "home"),
            "LC_ALL": "C.UTF-8",
            # Whoever runs Ansible daily has all of it compiled, so the first run, which is not timed, compiles it.
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }

    def run(self, rival: str, case: Case, watch: Watch | None = None) -> Run:
        """Carry out the case and return what it took; `watch` is called with the process id while it runs."""
        keys = self._stand.suspend(case.size)
        command = self._script(rival, case, keys) if rival in SCRIPTS else self._ansible(rival, case, keys)
        seconds = self._time(command, watch)
        seen = self._stand.seen()
        wanted = 0 if rival == DEBUG else case.size
        if (seen.callbacks, seen.refused) != (wanted, 0):
            raise RuntimeError(f"{LABELS[rival]}: {seen} instead of {wanted} callbacks\n{self._output()}")
        return Run(seconds, seen)

    def _script(self, rival: str, case: Case, keys: list[str]) -> list[str]:
        values = self._stand.values
        more = {"callback_url": callback_url(values), "login_body": login_body(values)}
        job = self._write("job.json", {**values, **more, "login": case.login, "keys": keys})
        return [sys.executable, str(SCRIPTS[rival]), job]

    def _ansible(self, rival: str, case: Case, keys: list[str]) -> list[str]:
        fleet = {f"host{number}": {"key": key} for number, key in enumerate(keys)} if case.kind != LOOP else {}
        here = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
        inventory = {"all": {"hosts": {"localhost": here}, "children": {"fleet": {"hosts": fleet}}}}
        files = (
            ("-i", self._write("inventory.json", inventory)),
            ("-e", "@" + self._write("keys.json", {"keys": keys} if case.kind == LOOP else {})),
        )
        program = str(Path(sys.executable).with_name("ansible-playbook"))
        play = self._write("playbook.yml", playbook(rival, case, self._stand.values))
        return [sys.executable, program, *(word for pair in files for word in pair), play]

    def _time(self, command: list[str], watch: Watch | None) -> float:
        with (self._folder / "output.txt").open("w") as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=self._folder, env=self._environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            while watch and process.poll() is None:
                watch(process.pid)
            status = process.wait()
            seconds = time.perf_counter() - start
        if status:
            raise RuntimeError(f"{' '.join(command)} ended with {status}\n{self._output()}")
        return seconds

    def _output(self) -> str:
        return (self._folder / "output.txt").read_text(encoding="utf-8")[-4000:]

    def _write(self, name: str, content: t.Any) -> str:
        path = self._folder / name
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

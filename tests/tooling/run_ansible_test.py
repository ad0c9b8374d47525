# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run ansible-test with a home folder of its own: `run_ansible_test.py HOME sanity --local ...`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ansible_test_home import prepare


def starts(program: Path) -> bool:
    """Tell whether a program can be run at all."""
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


def folders_with_working_pythons() -> list[str]:
    """Return the PATH without the folders where a version manager names Pythons that do not start."""
    folders = os.environ["PATH"].split(os.pathsep)
    return [folder for folder in folders if all(map(starts, Path(folder).glob("python3.*[0-9]")))]


def run(home: Path, words: list[str]) -> int:
    """Run ansible-test from this virtual environment and return its status.

    It writes the path of its Python into a `#!` line, where a space is not allowed: it gets a path without one.
    """
    prepare(home)
    with tempfile.TemporaryDirectory(prefix="autoscaling-") as folder:
        programs = Path(folder, "venv", "bin")
        programs.parent.symlink_to(sys.prefix, target_is_directory=True)
        path = os.pathsep.join([str(programs), *folders_with_working_pythons()])
        command = [str(programs / "python"), str(programs / "ansible-test"), *words, "--color", "no"]
        return subprocess.call(command, env={**os.environ, "HOME": str(home), "PATH": path})


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))

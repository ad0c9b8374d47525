# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows the scenario guide from top to bottom, as its reader does."""

from __future__ import annotations

import re
import textwrap
import typing as t

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, Simulator
from ansible_collections.huaweicloud.autoscaling.tests.unit.docs.playing import ROOT, Shell, missing_lines

GUIDE = ROOT / "docs/docsite/rst/scenario_guide.rst"
DONE_BY_THE_TEST = ("make simulator", ". .nox/simulator/bin/activate")
DONE_BY_THE_TEST += ('export ANSIBLE_COLLECTIONS_PATH="$PWD/.cache/link"',)
BLOCK = re.compile(r"^\.\. code-block:: (\w+)\n((?:   :.*\n)*)\n((?:   .*\n|\n)+)", re.MULTILINE)


class File(t.NamedTuple):
    """A file that the guide shows."""

    name: str
    text: str


class Command(t.NamedTuple):
    """A command with the lines of its output that the guide shows."""

    words: str
    shown: list[str]


def steps() -> t.Iterator[File | Command]:
    """Return what the reader does, in its order."""
    for language, options, indented in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        text = textwrap.dedent(indented).strip("\n") + "\n"
        if language == "yaml":
            yield File(re.search(r":caption: (\S+)", options).group(1), text)
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:] if language == "console" else ():
            words, *shown = part.splitlines()
            yield Command(words, shown)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[tuple[Simulator, list[str]]]:
    """Follow the guide and return the simulator with what went otherwise than the guide says."""
    surprises = []
    with Simulator(demo=True) as simulator:
        shell = Shell(tmp_path_factory.mktemp("scenario"), simulator)
        for step in steps():
            if isinstance(step, File):
                shell.write(step.name, step.text)
            elif step.words not in DONE_BY_THE_TEST:
                done = shell.run(step.words)
                missing = missing_lines(step.shown, done.stdout)
                if done.returncode or missing:
                    surprises.append(f"{step.words}\nmissing: {missing}\n{done.stdout}")
        yield simulator, surprises


def test_every_command_of_the_guide_succeeds_and_shows_what_the_guide_shows(followed):
    _simulator, surprises = followed

    assert surprises == [], "\n".join(surprises)


def test_the_guide_calls_back_what_it_says(followed):
    simulator, _surprises = followed

    assert [(one.instance_id[:4], one.lifecycle_hook_name, one.result) for one in simulator.applied] == [
        ("1111", "install", "EXTEND"),
        ("1111", "install", "CONTINUE"),
        ("2222", "install", "ABANDON"),
        ("3333", "install", "EXTEND"),
        ("3333", "install", "CONTINUE"),
        ("4444", "drain", "EXTEND"),
        ("4444", "drain", "CONTINUE"),
    ]


def test_the_guide_leaves_the_hooks_as_it_found_them(followed):
    simulator, _surprises = followed

    assert set(simulator.state.group(GROUP_ID).hooks) == {"drain", "prepare"}


def test_every_block_of_the_guide_is_a_step():
    text = GUIDE.read_text(encoding="utf-8")
    found = list(steps())

    assert len(BLOCK.findall(text)) == text.count(".. code-block::") > 0
    assert len([step for step in found if isinstance(step, Command)]) == text.count("\n   $ ")

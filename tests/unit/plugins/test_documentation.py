# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the documentation of the modules to their options, their results and what their examples do."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.huaweicloud.autoscaling.plugins.doc_fragments.connection import ModuleDocFragment
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._arguments import CREDENTIALS, INSECURE, PLACES
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._http import VERSION
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._lifecycle import Step
from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    GROUP_ID,
    PROJECT_ID,
    SECRET_KEY,
    Simulator,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.docs.playing import ROOT, Shell

NAMES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("as_*.py"))
MODULES = {
    name: importlib.import_module(f"ansible_collections.huaweicloud.autoscaling.plugins.modules.{name}")
    for name in NAMES
}
CONNECTION_OPTIONS = yaml.safe_load(ModuleDocFragment.DOCUMENTATION)["options"]
SAME_WITHOUT_A_WORD = {"type": "str", "required": False, "default": None, "choices": None, "elements": None}
VARIABLES = {
    "group_id": GROUP_ID,
    "action_key": "a6d8ecb4-bfa5-4cd9-a7ac-db4c9d5fbba8",
    "new_instance_id": "5f6aba4d-adc7-4b8c-8e95-dbadc6e2fa78",
    "leaving_instance_id": "1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634",
    "topic_urn": f"urn:smn:eu-de:{PROJECT_ID}:hooks",
    "vault_access_key": ACCESS_KEY,
    "vault_secret_key": SECRET_KEY,
}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def documented_options(name: str) -> dict[str, t.Any]:
    own = yaml.safe_load(MODULES[name].DOCUMENTATION)["options"]
    return {**CONNECTION_OPTIONS, **own}


def test_every_option_is_documented_and_every_documented_option_is_there(name):
    assert set(documented_options(name)) == set(MODULES[name].ARGUMENTS["argument_spec"])


def test_type_default_and_choices_of_every_option_are_as_documented(name):
    spec = MODULES[name].ARGUMENTS["argument_spec"]
    facts = {
        option: {fact: (documented.get(fact, usual), spec[option].get(fact, usual)) for fact, usual in usuals}
        for option, documented in documented_options(name).items()
        for usuals in [SAME_WITHOUT_A_WORD.items()]
    }

    assert [
        (option, fact) for option, both in facts.items() for fact, (said, real) in both.items() if said != real
    ] == []


def test_the_version_that_requests_tell_is_the_one_of_the_collection():
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))

    assert galaxy["version"] == VERSION


def test_the_variables_of_every_connection_option_are_documented_in_their_order():
    read = {**CREDENTIALS, **PLACES, "validate_certs": INSECURE}
    said = {
        option: tuple(re.findall(r"E\((\w+)\)", json.dumps(documented["description"])))
        for option, documented in CONNECTION_OPTIONS.items()
    }

    assert {option: said[option][: len(names)] for option, names in read.items()} == read


def test_every_outcome_is_documented():
    documented = yaml.safe_load(MODULES["as_lifecycle_callback"].RETURN)["outcome"]["description"]
    said = {re.match(r"V\((\w+)\)", line).group(1) for line in documented}

    steps = {step.name.lower() for step in Step if step not in (Step.SEND, Step.LOOK_AGAIN)}
    assert said == steps | {"unverified", "rejected", "unreachable"}


@pytest.fixture
def played(name: str, tmp_path: Path) -> t.Iterator[tuple[Simulator, subprocess.CompletedProcess[str]]]:
    """Run the examples of a module as one play."""
    with Simulator(demo=True) as simulator:
        simulator.metadata.instance_id = VARIABLES["leaving_instance_id"]
        shell = Shell(tmp_path, simulator).log_in()
        shell.environment["HW_METADATA_ENDPOINT"] = simulator.url
        tasks = yaml.safe_load(MODULES[name].EXAMPLES)
        play = {"hosts": "localhost", "gather_facts": False, "vars": VARIABLES, "tasks": tasks}
        shell.write("play.yml", json.dumps([play]))
        yield simulator, shell.run("ansible-playbook play.yml")


def test_the_examples_run(played):
    _simulator, process = played

    assert process.returncode == 0, process.stdout
    assert "WARNING" not in process.stdout


@pytest.mark.parametrize("name", ["as_lifecycle_callback"])
def test_the_examples_of_the_callback_change_what_they_are_about(played):
    simulator, _process = played
    first = [(one.instance_id, one.result) for one in simulator.applied][:5]

    new, leaving = VARIABLES["new_instance_id"], VARIABLES["leaving_instance_id"]
    keyed = "4e5baf5c-9cb6-4a7b-9d84-cafcb5d3e967"
    ends = [(keyed, "CONTINUE"), (new, "ABANDON"), (leaving, "EXTEND"), (leaving, "EXTEND"), (leaving, "CONTINUE")]
    assert first == ends
    assert "HANGING" not in {row["lifecycle_hook_status"] for row in simulator.state.rows(GROUP_ID)}

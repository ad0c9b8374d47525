# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the `shell` blocks of both READMEs with the files of their `yaml` blocks, and holds their tables to the code."""

from __future__ import annotations

import json
import re
import typing as t

import pytest
import yaml

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._arguments import CREDENTIALS, SOURCES
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._lifecycle import Step
from ansible_collections.huaweicloud.autoscaling.tests.simulator import ACCESS_KEY, GROUP_ID, SECRET_KEY, Simulator
from ansible_collections.huaweicloud.autoscaling.tests.unit.docs.playing import ROOT, Shell

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROLE = (ROOT / "roles/lifecycle_action/README.md").read_text(encoding="utf-8")
NEW = ("4e5baf5c-9cb6-4a7b-9d84-cafcb5d3e967", "5f6aba4d-adc7-4b8c-8e95-dbadc6e2fa78")
HEADINGS = (
    "Description",
    "Requirements",
    "Installation",
    "Use Cases",
    "Testing",
    "Contributing",
    "Support",
    "Release Notes and Roadmap",
    "Related Information",
    "License Information",
)


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    return README.split(f"# {heading}\n", 1)[1].split("\n#", 1)[0]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the rows of a section's table."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def simulator() -> t.Iterator[Simulator]:
    """A simulator in which six instances hang."""
    with Simulator(demo=True) as running:
        yield running


@pytest.fixture
def shell(simulator, tmp_path):
    """A shell in which the machine itself plays every instance."""
    shell = Shell(tmp_path, simulator).log_in()
    shell.write("addresses.yml", json.dumps({"addresses": dict.fromkeys(NEW, "127.0.0.1")}))
    local = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    shell.write("group_vars/waiting.yml", json.dumps(local))
    for text in (README, ROLE):
        for block in blocks(text, "yaml"):
            if block.startswith("# "):
                shell.write(block.splitlines()[0][2:], block)
    return shell


def results(simulator: Simulator) -> list[tuple[str, str]]:
    return [(one.instance_id, one.result) for one in simulator.applied]


def test_the_commands_of_the_readme_run(shell, simulator):
    del shell.environment["HW_AUTH_TOKEN"]
    for block in blocks(README, "shell"):
        command = block.replace("your-access-key", ACCESS_KEY).replace("your-secret-key", SECRET_KEY)
        done = shell.run(command)
        shell.environment["group"] = GROUP_ID
        assert done.returncode == 0, done.stdout

    assert {result for _instance, result in results(simulator)} == {"CONTINUE", "EXTEND"}
    assert {row["lifecycle_hook_status"] for row in simulator.state.rows(GROUP_ID)} == {"CONTINUE"}


def test_the_role_prepares_new_instances_as_its_readme_shows(shell, simulator):
    (prepare, _drain) = blocks(ROLE, "shell")

    first, second = shell.run(prepare), shell.run(prepare)

    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    assert sorted(one for one in results(simulator) if one[1] != "EXTEND") == [(id, "CONTINUE") for id in NEW]


def test_an_instance_that_is_lost_in_the_middle_of_the_work_is_given_up(shell, simulator):
    lost = {"ansible_connection": "ssh", "ansible_port": 1, "ansible_host": "127.0.0.1"}
    shell.write("install.yml", json.dumps([{"name": "Lose it", "ansible.builtin.command": "true", "vars": lost}]))
    (prepare, _drain) = blocks(ROLE, "shell")

    run = shell.run(prepare)

    assert "unreachable=1" in run.stdout
    assert sorted(one for one in results(simulator) if one[1] != "EXTEND") == [(id, "ABANDON") for id in NEW]


@pytest.mark.parametrize("work", ["true", "false"])
def test_the_role_drains_an_instance_as_its_readme_shows(shell, simulator, work):
    shell.write("stop.yml", json.dumps([{"name": "Work", "ansible.builtin.command": work}]))
    (_prepare, drain) = blocks(ROLE, "shell")

    run = shell.run(drain)

    assert (run.returncode == 0) is (work == "true"), run.stdout
    assert [result for _instance, result in results(simulator)] == ["EXTEND", "CONTINUE"]


def test_the_variables_of_the_role_are_those_of_its_argument_specs():
    specs = yaml.safe_load((ROOT / "roles/lifecycle_action/meta/argument_specs.yml").read_text(encoding="utf-8"))
    options = specs["argument_specs"]["main"]["options"]
    shown = dict(re.findall(r"^\| `(lifecycle_action_\w+)` \| `?([^`|]*?)`? ?\|", ROLE, re.MULTILINE))

    wanted = {
        name: "needed" if option.get("required") else str(option.get("default", "")) for name, option in options.items()
    }
    assert shown == wanted


def test_every_outcome_is_explained():
    steps = {step.name.lower() for step in Step if step not in (Step.SEND, Step.LOOK_AGAIN)}

    assert {row[0].strip("`") for row in rows("Outcomes")} == steps | {"unverified", "rejected", "unreachable"}


def test_every_message_under_troubleshooting_is_one_that_the_collection_gives():
    code = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins/module_utils").glob("*.py"))
    messages = [row[0].strip("`") for row in rows("Troubleshooting")]
    of_ansible = ["Failed to import the required Python library (requests)"]

    assert [message for message in messages if message not in code] == of_ansible


def test_every_permission_that_the_collection_names_is_listed():
    code = (ROOT / "plugins/module_utils/_client.py").read_text(encoding="utf-8")
    code += (ROOT / "plugins/module_utils/_iam.py").read_text(encoding="utf-8")
    listed = section("Permissions").replace("`:", "`as:lifecycleHooks:")

    named = set(re.findall(r"\b(?:as|iam):\w+:\w+", code))
    assert {name for name in named if name not in listed and "Lifecycle" not in name} == set()


def test_every_way_to_log_in_is_listed_with_its_first_variable():
    listed = section("Logging in")

    options = [*CREDENTIALS, *SOURCES]
    assert [option for option in options if f"`{option}" not in listed] == []
    first = [
        names[0] for option, names in {**CREDENTIALS, **SOURCES}.items() if names and option in ("token", *SOURCES)
    ]
    assert [name for name in first if f"`{name}`" not in listed] == []


def test_the_headings_that_certification_asks_for_are_there_in_their_order():
    found = [heading for heading in re.findall(r"^## (.+)$", README, re.MULTILINE) if heading in HEADINGS]

    assert found == list(HEADINGS)


@pytest.mark.parametrize("path", ["README.md", "roles/lifecycle_action/README.md", "CONTRIBUTING.md"])
def test_every_link_to_a_file_leads_to_one(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]

    assert [target for target in targets if not ((ROOT / path).parent / target).exists()] == []

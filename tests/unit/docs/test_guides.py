# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tables and the snippets of the guides to the code."""

from __future__ import annotations

import re
import textwrap
import typing as t

import pytest
import yaml

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._arguments import (
    CREDENTIALS,
    INSECURE,
    PLACES,
    SOURCES,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._clouds import (
    CLOUDS,
    autoscaling_address,
    iam_address,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import CODES, STATUSES, Kind
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._lifecycle import Step
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._retry import POLICY
from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, Simulator
from ansible_collections.huaweicloud.autoscaling.tests.unit.docs.playing import ROOT, Shell
from ansible_collections.huaweicloud.autoscaling.tests.unit.plugins.test_documentation import MODULES

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs/docsite/rst").glob("*.rst")}
REPOSITORY = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["repository"].removeprefix(
    "https://github.com"
)
BLOCK = re.compile(r"^\.\. code-block:: yaml\n(?:   :caption: (\S+)\n)?\n((?:   .*\n|\n)+)", re.MULTILINE)


def table(page: str, *head: str) -> list[list[str]]:
    """Return the cells of the rows of the list-table that has these words at the head of its first columns."""
    for found in re.findall(r"^\.\. list-table::\n   :header-rows: 1\n\n((?:   .*\n)+)", PAGES[page], re.MULTILINE):
        rows = re.split(r"^   \* - ", found, flags=re.MULTILINE)[1:]
        cells = [[" ".join(cell.split()) for cell in re.split(r"\n     - ", row)] for row in rows]
        if tuple(cells[0][: len(head)]) == head:
            return cells[1:]
    raise LookupError(f"{page} has no table {head}")


def literals(cell: str) -> list[str]:
    return re.findall(r"``([^`]+)``", cell)


def snippets(page: str) -> dict[str, str]:
    """Return the YAML blocks of a page by their caption, or else by their number."""
    found = BLOCK.findall(PAGES[page])
    return {name or str(number): textwrap.dedent(text) for number, (name, text) in enumerate(found)}


def tasks_in(value: t.Any) -> t.Iterator[tuple[str, dict[str, t.Any]]]:
    """Find every task of a module of the collection in what a snippet holds."""
    if isinstance(value, dict):
        for key, inner in value.items():
            module = str(key).rpartition(".")[2]
            if str(key).startswith("huaweicloud.autoscaling.") and module in MODULES:
                yield module, inner
            yield from tasks_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tasks_in(inner)


def test_the_table_of_retries_is_the_policy():
    rows = table("reliability_guide", "What happened")

    assert [(row[0], row[2:]) for row in rows] == [
        (kind.value, [action.value for action in actions.values()]) for kind, actions in POLICY.items()
    ]


def test_the_table_of_retries_names_every_code_that_is_not_simply_refused():
    shown = {row[0]: set(literals(row[1])) for row in table("reliability_guide", "What happened")}
    kinds = {**{code: cause.kind for code, cause in CODES.items()}, **{str(s): c.kind for s, c in STATUSES.items()}}

    for kind in Kind:
        wanted = set() if kind is Kind.REJECTED else {code for code, found in kinds.items() if found is kind}
        assert shown[kind.value] == wanted


def test_the_table_of_outcomes_is_complete():
    steps = {step.name.lower() for step in Step if step not in (Step.SEND, Step.LOOK_AGAIN)}
    shown = {row[0].strip("`") for row in table("reliability_guide", "Outcome")}

    assert shown == steps | {"unverified", "rejected", "unreachable"}


def test_the_table_of_variables_is_complete_and_in_the_order_that_counts():
    read = {**CREDENTIALS, **SOURCES, **PLACES, "validate_certs": INSECURE}
    shown = {literals(row[0])[0]: tuple(literals(row[1])) for row in table("login_guide", "Option", "Variables")}

    assert set(shown) == set(read)
    assert {option: shown[option][: len(names)] for option, names in read.items()} == read


def test_the_table_of_addresses_is_what_the_code_computes():
    rows = [[literals(cell)[0] for cell in row] for row in table("login_guide", "Region", "Auto Scaling", "IAM")]

    assert [[region, f"https://{scaling}", f"https://{iam}"] for region, scaling, iam in rows] == [
        [region, autoscaling_address(None, region), iam_address(None, region)] for region, _scaling, _iam in rows
    ]
    assert {next(cloud for cloud in CLOUDS if re.fullmatch(cloud.regions, row[0])) for row in rows} == set(CLOUDS)


def test_every_reason_to_step_aside_is_explained_in_the_words_of_the_code():
    code = (ROOT / "plugins/plugin_utils/_in_controller.py").read_text(encoding="utf-8")
    obstacles = code.split("obstacles = (", 1)[1].split("return next(", 1)[0]

    assert [row[0] for row in table("speed_guide", "Reason")] == re.findall(r'"((?:it|the) [^"]+)"', obstacles)


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_task_of_a_guide_has_options_that_the_module_has(page):
    for text in snippets(page).values():
        for module, options in tasks_in(yaml.safe_load(text)):
            assert set(options) - set(MODULES[module].ARGUMENTS["argument_spec"]) == set()


def test_the_guides_have_tasks():
    assert sum(1 for page in PAGES for text in snippets(page).values() for _task in tasks_in(yaml.safe_load(text))) > 10


def test_the_credential_type_injects_its_fields_into_variables_that_the_collection_reads():
    files = snippets("awx_guide")
    fields = {field["id"] for field in yaml.safe_load(files["inputs.yml"])["fields"]}
    injected = yaml.safe_load(files["injectors.yml"])["env"]
    read = {name: option for option, names in {**CREDENTIALS, **PLACES}.items() for name in names}

    assert {read[name]: value for name, value in injected.items()} == {id: f"{{{{ {id} }}}}" for id in fields}


def test_the_playbook_of_the_job_template_calls_back(tmp_path):
    row = {"instance_id": "1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634", "hook_name": "drain", "group_id": GROUP_ID}
    with Simulator(demo=True) as simulator:
        shell = Shell(tmp_path, simulator).log_in()
        shell.environment["HW_PROJECT_ID"] = ""
        shell.write("call_back.yml", snippets("awx_guide")["call_back.yml"])
        shell.write("row.yml", yaml.safe_dump(row))
        first, second = (shell.run("ansible-playbook call_back.yml -e @row.yml") for _run in range(2))
        applied = [(one.instance_id, one.result) for one in simulator.applied]

    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    assert applied == [(row["instance_id"], "CONTINUE")]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_to_a_file_of_the_collection_leads_to_one(page):
    linked = re.findall(rf"https://github\.com{REPOSITORY}/blob/main/([^\s>]+)", PAGES[page])
    shown = re.findall(rf"https://raw\.githubusercontent\.com{REPOSITORY}/main/(\S+)", PAGES[page])

    assert [path for path in [*linked, *shown] if not (ROOT / path).exists()] == []


def test_every_guide_is_in_the_index():
    index = yaml.safe_load((ROOT / "docs/docsite/extra-docs.yml").read_text(encoding="utf-8"))

    assert sorted(page for section in index["sections"] for page in section["toctree"]) == sorted(PAGES)

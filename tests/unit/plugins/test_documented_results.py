# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what the modules document as their results to the results of real tasks."""

from __future__ import annotations

import typing as t

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._module import Mode, perform
from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, PROJECT_ID, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import BY_INSTANCE, BY_KEY, HOOK, KEY, Task
from ansible_collections.huaweicloud.autoscaling.tests.unit.plugins.test_documentation import MODULES

STANDARD = {"changed", "failed", "msg", "warnings", "diff"}
CONTINUE = {"lifecycle_action_result": "CONTINUE"}
EXTEND = {"lifecycle_action_result": "EXTEND"}
NEW_HOOK = {
    "lifecycle_hook_name": "new",
    "lifecycle_hook_type": "INSTANCE_TERMINATING",
    "notification_topic_urn": f"urn:smn:eu-de:{PROJECT_ID}:hooks",
    "notification_metadata": "owner=web",
}
NO_GROUP = {"scaling_group_id": "none"}

# The tasks of each module whose results the tests look at, one after the other.
TASKS: dict[str, list[dict[str, t.Any]]] = {
    "as_lifecycle_callback": [
        {**BY_INSTANCE, **EXTEND, "check": True, "diff": True},
        {**BY_INSTANCE, **EXTEND, "min_remaining": 7200, "diff": True},
        {**BY_INSTANCE, **EXTEND, "min_remaining": 7200},
        {**BY_KEY, **CONTINUE, "check": True},
        {**BY_KEY, **CONTINUE},
        {**BY_KEY, **CONTINUE},
        {**BY_KEY, "lifecycle_action_result": "ABANDON"},
        {**BY_INSTANCE, **CONTINUE, "lifecycle_hook_name": "other"},
        {**BY_INSTANCE, **CONTINUE, "lifecycle_hook_name": "other", "when_not_hanging": "ignore"},
        {**BY_KEY, **CONTINUE, **NO_GROUP},
        {**BY_KEY, **CONTINUE, "scaling_group_id": ""},
        {**BY_KEY, **CONTINUE, "token": None},
    ],
    "as_hook_instance_info": [{}, {"instance_id": "none"}, NO_GROUP, {"scaling_group_id": ""}],
    "as_lifecycle_hook": [
        {**NEW_HOOK, "check": True},
        {**NEW_HOOK, "diff": True},
        NEW_HOOK,
        {"lifecycle_hook_name": "new", "state": "absent"},
        {"lifecycle_hook_name": "new"},
        {**NEW_HOOK, **NO_GROUP},
    ],
    "as_lifecycle_hook_info": [{}, {"lifecycle_hook_name": "none"}, NO_GROUP],
    "as_own_instance_info": [{"scaling_group_id": None}, {"scaling_group_id": None, "token": None}],
}


@pytest.fixture(params=sorted(MODULES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def results(name: str, task: Task, hanging: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, t.Any]]:
    """Run the tasks of a module and return their results."""
    simulator = task.simulator
    monkeypatch.setenv("HW_METADATA_ENDPOINT", simulator.url)
    simulator.metadata.instance_id = BY_INSTANCE["instance_id"]

    def run(check: bool = False, diff: bool = False, **options: t.Any) -> dict[str, t.Any]:
        checked = ArgumentSpecValidator(**MODULES[name].ARGUMENTS).validate(task.parameters(**options))
        assert checked.error_messages == []
        return perform(MODULES[name].run, checked.validated_parameters, Mode(check, diff), task.client)

    return [run(**options) for options in TASKS[name]]


def documented(name: str) -> dict[str, t.Any]:
    return t.cast("dict[str, t.Any]", yaml.safe_load(MODULES[name].RETURN))


def faults_in(value: t.Any, said: dict[str, t.Any], path: str) -> list[str]:
    """Return where a value differs from its documentation; null is a value of every type."""
    if value is None:
        return []
    if type(value).__name__ != said["type"]:
        return [f"{path}: {type(value).__name__}, not {said['type']}"]
    if said["type"] == "list":
        element = {**said, "type": said["elements"]}
        return [fault for one in value for fault in faults_in(one, element, f"{path}[]")]
    contained = said.get("contains")
    found = [f"{path}.{key}: not documented" for key in value if key not in contained] if contained else []
    for key in contained or ():
        if key in value:
            found += faults_in(value[key], contained[key], f"{path}.{key}")
    return found


def test_every_result_is_as_documented(name, results):
    said = documented(name)
    undocumented = {key for result in results for key in result} - STANDARD - set(said)

    assert undocumented == set()
    assert [
        fault for result in results for key in result if key in said for fault in faults_in(result[key], said[key], key)
    ] == []


def test_every_documented_key_is_in_some_result(name, results):
    assert set(documented(name)) - {key for result in results for key in result} == set()


def test_every_documented_key_below_a_key_is_in_some_result(name, results):
    shown = {
        (key, inner)
        for result in results
        for key, value in result.items()
        for one in (value if isinstance(value, list) else [value])
        for inner in (one if isinstance(one, dict) else ())
    }

    assert {(key, inner) for key, said in documented(name).items() for inner in said.get("contains", ())} <= shown


def test_what_a_failure_always_has_is_in_every_failure(name, results):
    said = {key for key, value in documented(name).items() if value["returned"].startswith(("failure", "always, but"))}
    always = {key for key in said if "refused" not in documented(name)[key]["returned"]}
    failures = [result for result in results if result.get("failed")]

    assert failures != []
    assert [always - set(failure) for failure in failures] == [set()] * len(failures)


def test_samples_have_their_type_and_shape(name):
    said = documented(name)

    assert [fault for key in said for fault in faults_in(said[key]["sample"], said[key], key)] == []
    for key in said:
        sample = said[key]["sample"]
        for row in sample if isinstance(sample, list) else [sample]:
            if "contains" in said[key] and key != "callback":
                assert set(row) == set(said[key]["contains"])


@pytest.mark.parametrize("name", ["as_lifecycle_callback"])
def test_the_samples_of_a_failure_are_words_of_the_collection(name, task, hanging):
    failure = task(**{**BY_INSTANCE, **CONTINUE, "lifecycle_hook_name": "other"})
    said = documented(name)

    shown = {key: said[key]["sample"] for key in ("status_code", "error_code", "error_message", "remedy")}
    assert {key: failure[key] for key in shown} == shown


def test_an_answer_that_never_comes_has_no_status_and_no_code(task, hanging):
    task.simulator.faults.add(faults.drop_before(), times=9)

    failure = task(**BY_KEY, **CONTINUE)

    assert failure["failed"]
    assert (failure["status_code"], failure["error_code"]) == (None, None)
    row = failure["suspension"]
    assert (row["lifecycle_hook_name"], row["lifecycle_action_key"], row["scaling_group_id"]) == (HOOK, KEY, GROUP_ID)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The suspended instances of a group: which rows, in which order, with what is left."""

from __future__ import annotations

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._module import Mode, perform
from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_hook_instance_info
from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, faults


@pytest.fixture
def listed(task, simulator):
    """A launching instance that is nearly out of time, two that drain, and one that is done."""
    for instance_id, hook, key, left in (
        ("one", "drain", "k1", 900),
        ("two", "drain", "k2", 300),
        ("three", "prepare", "k3", 30),
        ("four", "drain", "k4", 10),
    ):
        simulator.state.suspend(GROUP_ID, instance_id, hook, key=key, timeout=left)
    simulator.state.resolve("k4", "CONTINUE")

    def run(check=False, **options):
        checked = ArgumentSpecValidator(**as_hook_instance_info.ARGUMENTS).validate(task.parameters(**options))
        if checked.error_messages:
            return {"failed": True, "msg": checked.error_messages[0]}
        return perform(as_hook_instance_info.run, checked.validated_parameters, Mode(check, False), task.client)

    return run


def keys(result):
    return [row["lifecycle_action_key"] for row in result["hook_instances"]]


def test_what_hangs_comes_first_and_the_most_urgent_before_the_others(listed):
    assert keys(listed()) == ["k3", "k2", "k1", "k4"]


def test_rows_have_the_fields_of_the_service_and_the_seconds_left(listed):
    row = listed()["hook_instances"][0]

    assert row.pop("seconds_left") == 30
    assert set(row) == {
        "lifecycle_hook_name",
        "lifecycle_action_key",
        "instance_id",
        "scaling_group_id",
        "lifecycle_hook_status",
        "timeout",
        "default_result",
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"instance_id": "two"}, ["k2"]),
        ({"instance_id": "none"}, []),
        ({"lifecycle_hook_name": "prepare"}, ["k3"]),
        ({"lifecycle_hook_status": ["HANGING"]}, ["k3", "k2", "k1"]),
        ({"lifecycle_hook_status": ["CONTINUE", "ABANDON"]}, ["k4"]),
        ({"lifecycle_hook_status": []}, ["k3", "k2", "k1", "k4"]),
        ({"lifecycle_hook_name": "drain", "lifecycle_hook_status": ["HANGING"], "instance_id": "one"}, ["k1"]),
    ],
)
def test_rows_can_be_narrowed_down(listed, options, expected):
    assert keys(listed(**options)) == expected


def test_only_the_instance_is_asked_of_the_service(task, listed):
    listed(instance_id="two", lifecycle_hook_name="drain")

    assert [call.query for call in task.calls("list_instances")] == ["instance_id=two"]


def test_check_mode_answers_the_same(listed):
    assert listed(check=True) == listed()


@pytest.mark.parametrize("body", [b'{"instance_hanging_info": null}', b"{}", b'{"instance_hanging_info": []}'])
def test_an_empty_list_may_be_null_or_left_out(simulator, listed, body):
    simulator.faults.add(faults.body(body, status=200), operation="list_instances")

    assert listed() == {"changed": False, "hook_instances": []}


@pytest.mark.parametrize(
    "fault", [faults.drop_before(), faults.answer(500), faults.throttle(2), faults.body(b"[]", status=200)]
)
def test_a_query_is_asked_again(simulator, listed, fault):
    simulator.faults.add(fault, operation="list_instances")

    assert len(keys(listed())) == 4


@pytest.mark.parametrize(
    ("options", "code", "outcome"),
    [({"scaling_group_id": "none"}, "AS.2007", "rejected"), ({"project_id": "0" * 32}, "AS.0008", "rejected")],
)
def test_a_refused_query_is_an_error(listed, options, code, outcome):
    done = listed(**options)

    assert (done["failed"], done["error_code"], done["outcome"]) == (True, code, outcome)


def test_the_missing_permission_is_named(simulator, listed):
    simulator.accounts.permissions = {"as:instanceHooks:action"}

    assert listed()["remedy"].startswith(
        "Grant as:instanceHooks:list (identity policies: as:scalingGroup:listInstanceHooks)"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scaling_group_id": ""}, "scaling_group_id: the value is empty."),
        ({"scaling_group_id": ".."}, "scaling_group_id: the value cannot be ..."),
        ({"instance_id": "a\nb"}, "instance_id: the value has control characters."),
        ({"lifecycle_hook_name": "ä"}, "lifecycle_hook_name: 'ä' is no hook name."),
        ({"lifecycle_hook_status": ["DONE"]}, "value of lifecycle_hook_status must be one or more of"),
    ],
)
def test_bad_input_is_one_message_and_no_request(task, listed, options, message):
    assert message in listed(**options)["msg"]
    assert task.operations() == []

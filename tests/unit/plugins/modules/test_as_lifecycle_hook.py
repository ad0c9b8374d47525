# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hooks: only what differs is sent, nothing in check mode, and an unclear answer is looked after."""

from __future__ import annotations

import functools
import json

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._module import Mode, perform
from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_lifecycle_hook, as_lifecycle_hook_info
from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, PROJECT_ID, faults

URN = f"urn:smn:eu-de:{PROJECT_ID}:hooks"
NEW = {
    "lifecycle_hook_name": "warm_up",
    "lifecycle_hook_type": "INSTANCE_LAUNCHING",
    "notification_topic_urn": URN,
}
DRAIN = {"lifecycle_hook_name": "drain"}


def run_task(task, module, check=False, diff=False, **options):
    checked = ArgumentSpecValidator(**module.ARGUMENTS).validate(task.parameters(**options))
    if checked.error_messages:
        return {"failed": True, "msg": checked.error_messages[0]}
    return perform(module.run, checked.validated_parameters, Mode(check, diff), task.client)


@pytest.fixture
def hook(task):
    return functools.partial(run_task, task, as_lifecycle_hook)


@pytest.fixture
def hooks(task):
    return lambda **options: run_task(task, as_lifecycle_hook_info, **options)["lifecycle_hooks"]


def sent(task, operation):
    return [json.loads(call.body) for call in task.calls(operation)]


def test_a_hook_that_is_missing_is_created_with_what_the_task_gives_and_no_more(task, hook, hooks):
    done = hook(**NEW)

    assert done["changed"] is True
    assert sent(task, "create_hook") == [NEW]
    assert done["lifecycle_hook"] == hooks(lifecycle_hook_name="warm_up")[0]


def test_the_second_run_changes_nothing_and_returns_the_same(task, hook):
    first, second = hook(**NEW), hook(**NEW)

    assert (first["changed"], second["changed"]) == (True, False)
    assert first["lifecycle_hook"] == second["lifecycle_hook"]
    assert task.operations() == ["list_hooks", "create_hook", "list_hooks"]


def test_only_what_differs_is_sent(task, hook, hooks):
    done = hook(**DRAIN, default_timeout=600, default_result="ABANDON", diff=True)

    assert sent(task, "update_hook") == [{"default_timeout": 600}]
    assert done["diff"]["before"]["default_timeout"] == 3600
    assert done["diff"]["after"] == done["lifecycle_hook"] == hooks(**DRAIN)[0]


def test_metadata_can_be_emptied_and_empty_is_the_same_as_none(task, hook):
    changes = [hook(**DRAIN, notification_metadata=text)["changed"] for text in ("", "x", "x", "", "")]

    assert changes == [False, True, False, True, False]


def test_a_hook_is_deleted_once(task, hook, hooks):
    first, second = hook(**DRAIN, state="absent"), hook(**DRAIN, state="absent")

    assert [(done["changed"], done["lifecycle_hook"]) for done in (first, second)] == [(True, None), (False, None)]
    assert hooks(**DRAIN) == []


@pytest.mark.parametrize("options", [NEW, {**DRAIN, "default_timeout": 99}, {**DRAIN, "state": "absent"}])
def test_check_mode_promises_what_then_happens_and_sends_only_queries(task, hook, options):
    promised = hook(check=True, **options)
    asked = set(task.operations())
    done = hook(**options)

    told = {name: (done["lifecycle_hook"] or {}).get(name) or None for name in promised["lifecycle_hook"] or {}}
    assert (promised["changed"], asked) == (True, {"list_hooks"})
    assert told == {name: value or None for name, value in (promised["lifecycle_hook"] or {}).items()}


def test_a_hook_called_list_can_be_managed(task, hook, hooks):
    named_list = {**NEW, "lifecycle_hook_name": "list"}

    changes = [hook(**named_list)["changed"], hook(**named_list, default_timeout=99)["changed"]]

    assert (changes, hooks(lifecycle_hook_name="list")[0]["default_timeout"]) == ([True, True], 99)
    assert hook(lifecycle_hook_name="list", state="absent")["changed"] is True


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lifecycle_hook_name": "x", "notification_topic_urn": URN}, "lifecycle_hook_type: it is missing"),
        (
            {"lifecycle_hook_name": "x", "lifecycle_hook_type": "INSTANCE_LAUNCHING"},
            "notification_topic_urn: it is missing",
        ),
    ],
)
def test_what_a_new_hook_needs_is_named(task, hook, options, message):
    assert hook(**{"lifecycle_hook_name": "x", **options})["msg"].startswith(message)
    assert task.operations() == ["list_hooks"]


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scaling_group_id": " "}, "scaling_group_id: the value is empty."),
        ({"lifecycle_hook_name": "a b"}, "lifecycle_hook_name: 'a b' is no hook name."),
        ({"lifecycle_hook_name": "x" * 65}, "is no hook name."),
        ({"default_timeout": 59}, "default_timeout: 59 is out of range. Give a number from 60 to 86400."),
        ({"default_timeout": 86401}, "default_timeout: 86401 is out of range."),
        ({"notification_topic_urn": "urn:smn:hooks"}, "notification_topic_urn: 'urn:smn:hooks' is no topic URN."),
        ({"notification_metadata": "x" * 257}, "notification_metadata: it has 257 characters. Give 256 at most."),
        ({"notification_metadata": "a<b"}, "notification_metadata: it has forbidden characters."),
        ({"lifecycle_hook_type": "LAUNCH"}, "value of lifecycle_hook_type must be one of"),
    ],
)
def test_bad_input_is_one_message_and_no_request(task, hook, check, options, message):
    done = hook(check=check, **{**NEW, **options})

    assert message in done["msg"]
    assert task.operations() == []


@pytest.mark.parametrize(
    "fault", [faults.drop_after(), faults.answer(504, applied=True), faults.drop_before(), faults.answer(503)]
)
def test_a_creation_whose_answer_is_lost_ends_with_one_hook(task, simulator, hook, hooks, fault):
    simulator.faults.add(fault, operation="create_hook")

    assert hook(**NEW)["changed"] is True
    assert [found["lifecycle_hook_name"] for found in hooks()].count("warm_up") == 1


@pytest.mark.parametrize(
    "fault", [faults.drop_after(), faults.drop_before(), faults.answer(502, applied=True), faults.throttle(1)]
)
@pytest.mark.parametrize(
    ("operation", "options"),
    [("update_hook", {**DRAIN, "default_timeout": 99}), ("delete_hook", {**DRAIN, "state": "absent"})],
)
def test_an_update_or_deletion_whose_answer_is_lost_succeeds(task, simulator, hook, fault, operation, options):
    simulator.faults.add(fault, operation=operation)

    assert (hook(**options)["changed"], hook(**options)["changed"]) == (True, False)


@pytest.mark.parametrize(
    ("options", "action"),
    [
        (NEW, "as:lifecycleHooks:create"),
        ({**DRAIN, "default_timeout": 99}, "as:lifecycleHooks:update"),
        ({**DRAIN, "state": "absent"}, "as:lifecycleHooks:delete"),
    ],
)
def test_a_missing_permission_is_named(task, simulator, hook, options, action):
    simulator.accounts.permissions = {"as:lifecycleHooks:list"}

    done = hook(**options)

    assert (done["status_code"], done["error_code"], done["outcome"]) == (400, "AS.0031", "rejected")
    assert done["remedy"].startswith(f"Grant {action}")


@pytest.mark.parametrize("state", ["present", "absent"])
def test_a_missing_group_is_an_error(task, hook, state):
    done = hook(**NEW, scaling_group_id="none", state=state)

    assert (done["error_code"], done["remedy"].split(",")[0]) == ("AS.2007", "Check scaling_group_id")


def test_all_hooks_or_one_are_listed_and_a_missing_one_is_an_empty_list(hooks):
    assert [found["lifecycle_hook_name"] for found in hooks()] == ["drain", "prepare"]
    assert [found["lifecycle_hook_type"] for found in hooks(**DRAIN)] == ["INSTANCE_TERMINATING"]
    assert hooks(lifecycle_hook_name="none") == []


def test_the_hooks_of_a_missing_group_are_an_error(task):
    assert run_task(task, as_lifecycle_hook_info, scaling_group_id="none")["error_code"] == "AS.2007"


def test_a_sixth_hook_is_refused_with_what_to_do(task, simulator, hook):
    for name in ("a", "b", "c"):
        simulator.state.add_hook(GROUP_ID, name)

    assert hook(**NEW)["remedy"] == "Delete a hook that is not needed any more."

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vendor's SDK signs the requests and reads the answers, so that it is not our client alone that is content."""

from __future__ import annotations

import datetime as dt

import pytest
from huaweicloudsdkas.v1 import (
    AsClient,
    CreateLifeCycleHookOption,
    CreateLifyCycleHookRequest,
    DeleteLifecycleHookRequest,
    ListHookInstancesRequest,
    ListLifeCycleHooksRequest,
    ListScalingGroupsRequest,
    ListScalingInstancesRequest,
    ShowLifeCycleHookRequest,
    ShowScalingGroupRequest,
    UpdateLifeCycleHookOption,
    UpdateLifeCycleHookRequest,
)
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.auth.internal import MetadataAccessor
from huaweicloudsdkcore.exceptions.exceptions import (
    ClientRequestException,
    ConnectionException,
    SdkException,
    ServerResponseException,
)
from huaweicloudsdkcore.region.region import Region

from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    GROUP_ID,
    PROJECT_ID,
    PROJECT_NAME,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_ACCESS_KEY,
    TEMPORARY_SECRET_KEY,
    faults,
)

pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
INSTANCE = "6a0ccb5e-bed8-4c9d-9fa6-ecbed7f3ab89"
TOPIC = f"urn:smn:eu-de:{PROJECT_ID}:notices"
BY_KEY = "key"
BY_INSTANCE = "instance"


@pytest.fixture
def key(simulator):
    return simulator.state.suspend(GROUP_ID, INSTANCE, "drain")


@pytest.fixture
def target(key):
    return {
        BY_KEY: {"lifecycle_action_key": key},
        BY_INSTANCE: {"instance_id": INSTANCE, "lifecycle_hook_name": "drain"},
    }


def rows(client, **query):
    request = ListHookInstancesRequest(scaling_group_id=GROUP_ID, **query)
    return client.list_hook_instances(request).instance_hanging_info


def test_a_suspended_instance_is_found_with_every_field(simulator, client, key):
    (row,) = rows(client)
    (expected,) = simulator.state.rows(GROUP_ID)

    assert row.to_dict() == expected
    assert (row.lifecycle_action_key, row.lifecycle_hook_status) == (key, "HANGING")


def test_suspended_instances_are_filtered_by_instance(simulator, client, key):
    simulator.state.suspend(GROUP_ID, "another host & more", "drain")

    assert [row.lifecycle_action_key for row in rows(client, instance_id=INSTANCE)] == [key]
    assert [row.instance_id for row in rows(client, instance_id="another host & more")] == ["another host & more"]
    assert rows(client, instance_id="nobody") == []


@pytest.mark.parametrize("selector", [BY_KEY, BY_INSTANCE])
@pytest.mark.parametrize("result", ["CONTINUE", "ABANDON"])
def test_a_callback_resolves_the_suspension(simulator, client, call_back, target, selector, result):
    answer = call_back(**target[selector], lifecycle_action_result=result)

    assert answer.status_code == 204
    assert [row.lifecycle_hook_status for row in rows(client)] == [result]
    assert [(one.result, one.by) for one in simulator.applied] == [(result, "callback")]


@pytest.mark.parametrize("selector", [BY_KEY, BY_INSTANCE])
def test_a_callback_extends_the_deadline_by_an_hour(client, call_back, target, selector):
    deadlines = [rows(client)[0].timeout]
    answer = call_back(**target[selector], lifecycle_action_result="EXTEND")
    deadlines.append(rows(client)[0].timeout)

    before, after = (dt.datetime.strptime(deadline, "%Y-%m-%dT%H:%M:%SZ") for deadline in deadlines)
    assert (answer.status_code, after - before) == (204, dt.timedelta(hours=1))
    assert rows(client)[0].lifecycle_hook_status == "HANGING"


def test_a_deadline_that_passes_applies_the_default_result(simulator, client):
    simulator.state.suspend(GROUP_ID, INSTANCE, "drain", timeout=60, default_result="CONTINUE")
    simulator.clock.advance(61)

    assert [row.lifecycle_hook_status for row in rows(client)] == ["CONTINUE"]


def test_a_hook_is_created_listed_shown_updated_and_deleted(client):
    names = {"scaling_group_id": GROUP_ID, "lifecycle_hook_name": "archive"}
    option = CreateLifeCycleHookOption(
        lifecycle_hook_name="archive",
        lifecycle_hook_type="INSTANCE_TERMINATING",
        default_result="CONTINUE",
        default_timeout=300,
        notification_topic_urn=TOPIC,
        notification_metadata="for the archive",
    )
    created = client.create_lify_cycle_hook(CreateLifyCycleHookRequest(scaling_group_id=GROUP_ID, body=option))
    listed = client.list_life_cycle_hooks(ListLifeCycleHooksRequest(scaling_group_id=GROUP_ID)).lifecycle_hooks
    shown = client.show_life_cycle_hook(ShowLifeCycleHookRequest(**names))
    change = UpdateLifeCycleHookOption(default_timeout=600)
    updated = client.update_life_cycle_hook(UpdateLifeCycleHookRequest(**names, body=change))
    deleted = client.delete_lifecycle_hook(DeleteLifecycleHookRequest(**names))

    assert (created.status_code, updated.status_code, deleted.status_code) == (200, 200, 204)
    assert created.to_json_object() == shown.to_json_object()
    assert [hook.lifecycle_hook_name for hook in listed] == ["drain", "prepare", "archive"]
    assert option.to_dict().items() <= shown.to_json_object().items()
    assert updated.to_json_object() == {**shown.to_json_object(), "default_timeout": 600}
    with pytest.raises(ClientRequestException) as refused:
        client.show_life_cycle_hook(ShowLifeCycleHookRequest(**names))
    assert (refused.value.status_code, refused.value.error_code) == (404, "AS.0007")


def test_a_group_and_its_instances_are_shown(client, key):
    group = client.show_scaling_group(ShowScalingGroupRequest(scaling_group_id=GROUP_ID)).scaling_group
    groups = client.list_scaling_groups(ListScalingGroupsRequest()).scaling_groups
    request = ListScalingInstancesRequest(scaling_group_id=GROUP_ID, life_cycle_state="REMOVING_WAIT", limit=10)
    instances = client.list_scaling_instances(request).scaling_group_instances

    assert (group.scaling_group_id, group.is_scaling) == (GROUP_ID, True)
    assert [one.scaling_group_id for one in groups] == [GROUP_ID]
    assert [one.instance_id for one in instances] == [INSTANCE]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"lifecycle_action_result": "CONTINUE", "lifecycle_action_key": "unknown"}, "AS.7042"),
        ({"lifecycle_action_result": "CONTINUE"}, "AS.7040"),
        ({"lifecycle_action_result": "RETRY", "lifecycle_action_key": "unknown"}, "AS.7034"),
        ({"lifecycle_action_key": "unknown"}, "AS.7039"),
        ({"lifecycle_action_result": "CONTINUE", "lifecycle_action_key": "k", "group": "no-such-group"}, "AS.2007"),
    ],
)
def test_an_error_of_the_service_reaches_the_caller_of_the_sdk(call_back, fields, code):
    with pytest.raises(ClientRequestException) as refused:
        call_back(**fields)

    assert (refused.value.status_code, refused.value.error_code) == (400, code)
    assert len(refused.value.request_id) == 32
    assert refused.value.error_msg.endswith(".")


def test_a_second_callback_finds_nothing_that_hangs(call_back, target):
    call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")
    with pytest.raises(ClientRequestException) as refused:
        call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")

    assert refused.value.error_code == "AS.7042"


def test_a_denied_action_is_a_400_that_names_it(simulator, call_back, target):
    simulator.accounts.permissions = {"as:instanceHooks:list"}
    with pytest.raises(ClientRequestException, match="as:instanceHooks:action") as refused:
        call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")

    assert (refused.value.status_code, refused.value.error_code) == (400, "AS.0031")


@pytest.mark.parametrize("pair", [(ACCESS_KEY, SECRET_KEY + "x"), ("NOSUCHACCESSKEY", SECRET_KEY)])
def test_a_wrong_key_pair_is_refused_by_the_gateway(connect, pair):
    with pytest.raises(ClientRequestException) as refused:
        rows(connect(*pair))

    assert (refused.value.status_code, refused.value.error_code) == (401, "APIGW.0301")
    assert len(refused.value.request_id) == 32


def test_a_temporary_key_signs_with_its_security_token(connect, key):
    pair = (TEMPORARY_ACCESS_KEY, TEMPORARY_SECRET_KEY)

    assert len(rows(connect(*pair, security_token=SECURITY_TOKEN))) == 1
    with pytest.raises(ClientRequestException, match="security token"):
        rows(connect(*pair))


def test_a_project_of_somebody_else_is_refused(connect):
    with pytest.raises(ClientRequestException) as refused:
        rows(connect(project_id="0" * 32))

    assert (refused.value.status_code, refused.value.error_code) == (400, "AS.0008")


def test_a_group_id_with_every_kind_of_character_is_signed_alike(simulator, call_back):
    odd = "a b+c~ü%?#&='x"
    simulator.state.add_group(odd)
    with pytest.raises(ClientRequestException) as refused:
        call_back(group=odd, lifecycle_action_result="CONTINUE")

    assert refused.value.error_code == "AS.7040"


@pytest.fixture
def in_region(simulator, monkeypatch):
    monkeypatch.setattr(BasicCredentials, "_CACHE", {})

    def build():
        who = BasicCredentials(ACCESS_KEY, SECRET_KEY).with_iam_endpoint(simulator.url)
        region = Region(PROJECT_NAME, simulator.url, simulator.url)
        return AsClient.new_builder().with_credentials(who).with_region(region).build()

    return build


def test_the_project_of_a_region_is_found_at_iam(simulator, in_region, key):
    assert len(rows(in_region())) == 1
    assert [call.operation for call in simulator.calls] == ["projects", "list_instances"]


def test_two_projects_of_one_name_are_too_many(simulator, in_region):
    simulator.accounts.add_project(PROJECT_NAME, "b" * 32)

    with pytest.raises(SdkException, match=f"Multiple project ids found.*{'b' * 32}"):
        in_region()


@pytest.mark.parametrize("mode", ["open", "token"])
def test_an_agencys_key_from_the_metadata_service_signs(simulator, connect, monkeypatch, key, mode):
    monkeypatch.setattr(MetadataAccessor, "_METADATA_ENDPOINT", simulator.url)
    simulator.metadata.mode = mode
    found = MetadataAccessor().get_credential()

    assert len(rows(connect(found.access, found.secret, security_token=found.security_token))) == 1


def test_an_instance_without_an_agency_is_told_so(simulator, monkeypatch):
    monkeypatch.setattr(MetadataAccessor, "_METADATA_ENDPOINT", simulator.url)
    simulator.metadata.mode = "no-agency"

    with pytest.raises(ClientRequestException, match="Please configure Cloud Service Agency first"):
        MetadataAccessor().get_credential()


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (faults.answer(500, applied=True), 500, "AS.0001"),
        (faults.answer(502, shape="gateway"), 502, "APIGW.0202"),
        (faults.answer(503, "AS.0049", "IAM is out of reach."), 503, "AS.0049"),
        (faults.answer(504, shape="html"), 504, 504),
    ],
)
def test_a_fault_of_the_server_reaches_the_caller_of_the_sdk(simulator, call_back, target, fault, status, code):
    simulator.faults.add(fault)
    with pytest.raises(ServerResponseException) as failed:
        call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")

    assert (failed.value.status_code, str(failed.value.error_code)) == (status, str(code))
    assert len(simulator.applied) == int(fault.applied)


@pytest.mark.parametrize("fault", [faults.drop_before(), faults.drop_after()])
def test_a_lost_answer_is_a_failed_connection(simulator, call_back, target, fault):
    simulator.faults.add(fault)
    with pytest.raises(ConnectionException):
        call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")

    assert len(simulator.applied) == int(fault.applied)


def test_throttling_is_a_429(simulator, call_back, target):
    simulator.faults.add(faults.throttle(retry_after=1))
    with pytest.raises(SdkException) as throttled:
        call_back(**target[BY_KEY], lifecycle_action_result="CONTINUE")

    assert throttled.value.status_code == 429
    assert simulator.applied == []

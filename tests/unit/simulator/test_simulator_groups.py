# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID


@pytest.fixture
def instances(api):
    def ask(**query):
        return api("GET", f"{api.prefix}/scaling_group_instance/{GROUP_ID}/list", params=query)

    return ask


def test_a_group_shows_whether_it_is_scaling(api, key):
    group = api("GET", f"{api.prefix}/scaling_group/{GROUP_ID}").json()["scaling_group"]

    assert (group["scaling_group_id"], group["scaling_group_status"]) == (GROUP_ID, "INSERVICE")
    assert (group["is_scaling"], group["current_instance_number"]) == (True, 1)


def test_a_missing_group_is_a_400(api):
    answer = api("GET", f"{api.prefix}/scaling_group/no-such-group")

    assert api.refusal(answer) == (400, "AS.2007")


def test_groups_are_listed_by_project_and_part_of_the_name(api, simulator):
    simulator.state.add_group("ffffffff-0000")
    simulator.state.add_group("ffffffff-1111", "another-project")
    listed = api("GET", f"{api.prefix}/scaling_group", params={"scaling_group_name": "ffff"}).json()

    assert [group["scaling_group_id"] for group in listed["scaling_groups"]] == ["ffffffff-0000"]
    assert (listed["total_number"], listed["start_number"], listed["limit"]) == (1, 0, 20)


@pytest.mark.parametrize(
    ("hook_name", "result", "state"),
    [
        ("prepare", None, ["PENDING_WAIT"]),
        ("prepare", "CONTINUE", ["INSERVICE"]),
        ("prepare", "ABANDON", []),
        ("drain", None, ["REMOVING_WAIT"]),
        ("drain", "CONTINUE", []),
        ("drain", "ABANDON", []),
    ],
)
def test_an_instance_waits_serves_or_is_gone(simulator, instances, hook_name, result, state):
    key = simulator.state.suspend(GROUP_ID, "a-host", hook_name)
    if result:
        simulator.state.resolve(key, result)

    assert [one["life_cycle_state"] for one in instances().json()["scaling_group_instances"]] == state


def test_instances_are_filtered_and_paged(simulator, instances):
    for number in range(3):
        simulator.state.suspend(GROUP_ID, f"host-{number}", "drain")
    page = instances(life_cycle_state="REMOVING_WAIT", start_number=1, limit=1).json()

    assert [one["instance_id"] for one in page["scaling_group_instances"]] == ["host-1"]
    assert page["total_number"] == 3
    assert instances(health_status="ERROR").json()["scaling_group_instances"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"start_number": "-1"}, "AS.4000"),
        ({"limit": "101"}, "AS.4001"),
        ({"life_cycle_state": "ASLEEP"}, "AS.4003"),
        ({"health_status": "WELL"}, "AS.4004"),
    ],
)
def test_a_wrong_query_is_refused_with_the_code_of_the_manual(api, instances, query, code):
    assert api.refusal(instances(**query)) == (400, code)

#!/usr/bin/python
# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: as_own_instance_info
short_description: Find out what holds the instance that the task runs on
version_added: 1.0.0
description:
  - For playbooks that run on an instance of an Auto Scaling (AS) group itself, by ansible-pull or cloud-init. Asks
    the metadata
    service for the id of the instance, and the service for the lifecycle hooks that hold it.
  - The AS group is found by asking each group of the project, so it is known only while a hook holds the instance.
extends_documentation_fragment:
  - huaweicloud.autoscaling.connection
  - huaweicloud.autoscaling.connection.attributes
author:
  - The huaweicloud.autoscaling contributors (@huaweicloud-autoscaling)
attributes:
  check_mode:
    support: full
    details: Changes nothing.
  diff_mode:
    support: N/A
    details: Changes nothing.
options: {}
notes:
  - Needs the permissions C(as:groups:list) and C(as:instanceHooks:list).
  - The variable E(HW_METADATA_ENDPOINT) names another address of the metadata service.
seealso:
  - module: huaweicloud.autoscaling.as_lifecycle_callback
"""

EXAMPLES = r"""
- name: Find out what holds this instance
  huaweicloud.autoscaling.as_own_instance_info:
    region: eu-de
    auth_type: agency
  register: own

- name: Let this instance go on
  huaweicloud.autoscaling.as_lifecycle_callback:
    region: eu-de
    auth_type: agency
    scaling_group_id: "{{ item.scaling_group_id }}"
    lifecycle_action_key: "{{ item.lifecycle_action_key }}"
    lifecycle_action_result: CONTINUE
  loop: "{{ own.hook_instances | selectattr('lifecycle_hook_status', 'eq', 'HANGING') }}"
"""

RETURN = r"""
instance_id:
  description: ID of the instance that the task runs on.
  returned: success
  type: str
  sample: 2c3d8d7a-7ab4-4e59-9b62-a8eaf3b5c745
hook_instances:
  description: The rows of this instance, as M(huaweicloud.autoscaling.as_hook_instance_info) returns them.
  returned: success
  type: list
  elements: dict
"""

import typing as t

from ansible.module_utils.basic import AnsibleModule

from ..module_utils._arguments import CONNECTION
from ..module_utils._client import AutoScalingClient, Row
from ..module_utils._lifecycle import most_urgent_first
from ..module_utils._metadata import open_metadata
from ..module_utils._module import Mode, end

ARGUMENTS: dict[str, t.Any] = {"argument_spec": {**CONNECTION}}


def run(params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Return the id of this instance and what holds it."""
    instance_id = open_metadata().instance_id()
    return {"changed": False, "instance_id": instance_id, "hook_instances": rows_of(client, instance_id)}


def rows_of(client: AutoScalingClient, instance_id: str) -> list[Row]:
    """Ask the groups of the project, one after the other, until one has rows of the instance."""
    start = 0
    while True:
        groups = client.persist(lambda: client.list_groups(start))  # noqa: B023 (called at once)
        for group in groups:
            group_id = str(group.get("scaling_group_id"))
            reading = client.persist(lambda: client.list_hook_instances(group_id, instance_id))  # noqa: B023
            if reading.rows:
                return most_urgent_first(reading.rows, reading.at)
        if not groups:
            return []
        start += len(groups)


def main() -> None:
    """Run the module in a process of its own."""
    end(AnsibleModule(supports_check_mode=True, **ARGUMENTS), run)


if __name__ == "__main__":
    main()

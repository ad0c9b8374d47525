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
    the metadata service for the id of the instance, and the service for the lifecycle hooks that hold it.
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
  - module: huaweicloud.autoscaling.as_hook_instance_info
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
  loop_control:
    label: "{{ item.lifecycle_hook_name }}"
"""

RETURN = r"""
instance_id:
  description: ID of the instance that the task runs on.
  returned: success
  type: str
  sample: 1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634
hook_instances:
  description:
    - The rows of this instance, one for each hook, as M(huaweicloud.autoscaling.as_hook_instance_info) returns them;
      the most urgent first.
    - Empty when no hook holds it, or held it lately.
  returned: success
  type: list
  elements: dict
  sample:
    - default_result: ABANDON
      instance_id: 1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634
      lifecycle_action_key: d3a5b9e1-8c72-4fa6-b4d9-ae1f6a2c8375
      lifecycle_hook_name: drain
      lifecycle_hook_status: HANGING
      scaling_group_id: 5c0f7b2e-91d4-4e6a-8f37-b2d6c9014a75
      seconds_left: 8992
      timeout: "2026-11-22T23:08:15Z"
  contains:
    instance_id:
      description: ID of the instance.
      returned: always
      type: str
      sample: 1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634
    lifecycle_hook_name:
      description: Name of the hook that holds the instance. An instance that several hooks hold has a row for each.
      returned: always
      type: str
      sample: drain
    lifecycle_hook_status:
      description: V(HANGING) while it waits for its callback, later how it ended, V(CONTINUE) or V(ABANDON).
      returned: always
      type: str
      sample: HANGING
    lifecycle_action_key:
      description: Key to call it back with.
      returned: always
      type: str
      sample: d3a5b9e1-8c72-4fa6-b4d9-ae1f6a2c8375
    timeout:
      description: The deadline in UTC, a point in time, at which the default result is applied.
      returned: always
      type: str
      sample: "2026-11-22T23:08:15Z"
    seconds_left:
      description:
        - Whole seconds until the deadline, by the clock of the service. V(0) when it has passed, none when the deadline
          cannot be read.
      returned: always
      type: int
      sample: 8992
    default_result:
      description: What happens when nobody calls back before the deadline, V(ABANDON) or V(CONTINUE).
      returned: always
      type: str
      sample: ABANDON
    scaling_group_id:
      description: ID of the AS group.
      returned: always
      type: str
      sample: 5c0f7b2e-91d4-4e6a-8f37-b2d6c9014a75
outcome:
  description:
    - V(rejected), the task or the service turned it down.
    - V(unreachable), the service could not be reached or did not let the request through.
  returned: failure, but when the options do not fit their types
  type: str
  sample: rejected
request_id:
  description: ID that the service gave to the request that failed; none when it gave none. Support asks for it.
  returned: failure, but when the options do not fit their types
  type: str
  sample: 8fb1c3214b844360bdace5d9c6b5b5fc
status_code:
  description: HTTP status of the answer that made the task fail; none when there was no answer.
  returned: failure, but when the options do not fit their types
  type: int
  sample: 400
error_code:
  description: Code that the service or the gateway gave for the failure; none when it gave none.
  returned: failure, but when the options do not fit their types
  type: str
  sample: AS.2007
error_message:
  description: What the service or the gateway said about the failure; none when it said nothing.
  returned: failure, but when the options do not fit their types
  type: str
  sample: The AS group does not exist.
remedy:
  description: What to do about the failure. The message ends with it.
  returned: failure, but when the options do not fit their types
  type: str
  sample: >-
    Check scaling_group_id, project_id and region: a group is visible in its own project and region only.
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

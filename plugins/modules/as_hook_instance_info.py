#!/usr/bin/python
# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: as_hook_instance_info
short_description: List the suspended instances of an Auto Scaling group
version_added: 1.0.0
description:
  - Lists what the lifecycle hooks of an Auto Scaling (AS) group hold, or held - one row for each instance and hook,
    with its
    lifecycle action key and its deadline.
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
options:
  scaling_group_id:
    description: ID of the AS group.
    type: str
    required: true
  instance_id:
    description: Only the rows of this instance.
    type: str
  lifecycle_hook_name:
    description: Only the rows of this lifecycle hook.
    type: str
  lifecycle_hook_status:
    description: Only the rows with one of these statuses. The default is all.
    type: list
    elements: str
    choices:
      - HANGING
      - CONTINUE
      - ABANDON
notes:
  - Needs the permission C(as:instanceHooks:list).
seealso:
  - module: huaweicloud.autoscaling.as_lifecycle_callback
"""

EXAMPLES = r"""
- name: See what hangs
  huaweicloud.autoscaling.as_hook_instance_info:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_status: HANGING
  register: suspended

- name: Let all of them go on
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ item.scaling_group_id }}"
    lifecycle_action_key: "{{ item.lifecycle_action_key }}"
    lifecycle_action_result: CONTINUE
  loop: "{{ suspended.hook_instances }}"
  loop_control:
    label: "{{ item.instance_id }}"
"""

RETURN = r"""
hook_instances:
  description: The rows; those that hang come first, the most urgent before the others.
  returned: success
  type: list
  elements: dict
"""

import typing as t

from ansible.module_utils.basic import AnsibleModule

from ..module_utils._arguments import CONNECTION
from ..module_utils._client import AutoScalingClient
from ..module_utils._input import refuse_bad_hook_name, refuse_bad_id
from ..module_utils._lifecycle import most_urgent_first
from ..module_utils._module import Mode, end

ARGUMENTS: dict[str, t.Any] = {
    "argument_spec": {
        **CONNECTION,
        "scaling_group_id": {"type": "str", "required": True},
        "instance_id": {"type": "str"},
        "lifecycle_hook_name": {"type": "str"},
        "lifecycle_hook_status": {"type": "list", "elements": "str", "choices": ["HANGING", "CONTINUE", "ABANDON"]},
    },
}


def run(params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Return the suspended instances that the task asks for."""
    group_id, instance_id, hook_name = (
        params[name] for name in ("scaling_group_id", "instance_id", "lifecycle_hook_name")
    )
    refuse_bad_id("scaling_group_id", group_id)
    refuse_bad_id("instance_id", instance_id)
    refuse_bad_hook_name("lifecycle_hook_name", hook_name)
    reading = client.persist(lambda: client.list_hook_instances(group_id, instance_id))
    statuses = params["lifecycle_hook_status"]
    rows = [
        row
        for row in most_urgent_first(reading.rows, reading.at)
        if hook_name in (None, row.get("lifecycle_hook_name"))
        and (not statuses or row.get("lifecycle_hook_status") in statuses)
    ]
    return {"changed": False, "hook_instances": rows}


def main() -> None:
    """Run the module in a process of its own."""
    end(AnsibleModule(supports_check_mode=True, **ARGUMENTS), run)


if __name__ == "__main__":
    main()

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
    with its lifecycle action key and its deadline.
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
    description:
      - Only the rows with one of these statuses. The default is all.
      - V(HANGING) is what waits for a callback. How long the service lists the others is not documented.
    type: list
    elements: str
    choices:
      - HANGING
      - CONTINUE
      - ABANDON
notes:
  - Needs the permission C(as:instanceHooks:list); identity policies call it C(as:scalingGroup:listInstanceHooks).
seealso:
  - module: huaweicloud.autoscaling.as_lifecycle_callback
"""

EXAMPLES = r"""
- name: See what hangs
  huaweicloud.autoscaling.as_hook_instance_info:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_status: [HANGING]
  register: suspended

- name: Let all of it go on
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ group_id }}"
    lifecycle_action_key: "{{ item.lifecycle_action_key }}"
    lifecycle_action_result: CONTINUE
  loop: "{{ suspended.hook_instances }}"
  loop_control:
    label: "{{ item.instance_id }} {{ item.lifecycle_hook_name }}"

- name: See what became of one instance under one hook
  huaweicloud.autoscaling.as_hook_instance_info:
    scaling_group_id: "{{ group_id }}"
    instance_id: "{{ leaving_instance_id }}"
    lifecycle_hook_name: drain
  register: drained

- name: Show it
  ansible.builtin.debug:
    msg: "{{ drained.hook_instances | map(attribute='lifecycle_hook_status') | first | default('not listed') }}"
"""

RETURN = r"""
hook_instances:
  description: The rows; those that hang come first, the most urgent before the others.
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

#!/usr/bin/python
# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: as_lifecycle_hook_info
short_description: List the lifecycle hooks of an Auto Scaling group
version_added: 1.0.0
description:
  - Lists the lifecycle hooks of an Auto Scaling (AS) group, or one of them.
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
    description: ID of the AS group. A group that does not exist is an error.
    type: str
    required: true
  lifecycle_hook_name:
    description: Only the hook of this name. When there is none, the list is empty.
    type: str
notes:
  - Needs the permission C(as:lifecycleHooks:list).
seealso:
  - module: huaweicloud.autoscaling.as_lifecycle_hook
"""

EXAMPLES = r"""
- name: See the hooks of a group
  huaweicloud.autoscaling.as_lifecycle_hook_info:
    scaling_group_id: "{{ group_id }}"
  register: hooks

- name: Show how long each of them waits, and what happens then
  ansible.builtin.debug:
    msg: "{{ item.lifecycle_hook_name }}: {{ item.default_result }} after {{ item.default_timeout }} seconds"
  loop: "{{ hooks.lifecycle_hooks }}"
  loop_control:
    label: "{{ item.lifecycle_hook_name }}"

- name: See one hook
  huaweicloud.autoscaling.as_lifecycle_hook_info:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_name: drain
"""

RETURN = r"""
lifecycle_hooks:
  description: The hooks.
  returned: success
  type: list
  elements: dict
  sample:
    - create_time: "2026-11-22T20:38:15Z"
      default_result: CONTINUE
      default_timeout: 1800
      lifecycle_hook_name: drain
      lifecycle_hook_type: INSTANCE_TERMINATING
      notification_metadata: owner=web
      notification_topic_name: hooks
      notification_topic_urn: urn:smn:eu-de:7d4e1b9a0c5f3826e97b40d1a8c25f63:hooks
  contains:
    lifecycle_hook_name:
      description: Name of the hook.
      returned: always
      type: str
      sample: drain
    lifecycle_hook_type:
      description: V(INSTANCE_LAUNCHING) or V(INSTANCE_TERMINATING).
      returned: always
      type: str
      sample: INSTANCE_TERMINATING
    default_result:
      description: What happens when nobody calls back before the deadline, V(ABANDON) or V(CONTINUE).
      returned: always
      type: str
      sample: CONTINUE
    default_timeout:
      description: Seconds until the deadline of an instance that the hook holds.
      returned: always
      type: int
      sample: 1800
    notification_topic_urn:
      description: URN of the topic of Simple Message Notification to which the hook writes.
      returned: always
      type: str
      sample: urn:smn:eu-de:7d4e1b9a0c5f3826e97b40d1a8c25f63:hooks
    notification_topic_name:
      description: Name of that topic.
      returned: always
      type: str
      sample: hooks
    notification_metadata:
      description: Text of your own in the notification; none or empty when there is none.
      returned: always
      type: str
      sample: owner=web
    create_time:
      description: When the hook was created, in UTC.
      returned: always
      type: str
      sample: "2026-11-22T20:38:15Z"
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
from ..module_utils._module import Mode, end

ARGUMENTS: dict[str, t.Any] = {
    "argument_spec": {
        **CONNECTION,
        "scaling_group_id": {"type": "str", "required": True},
        "lifecycle_hook_name": {"type": "str"},
    },
}


def run(params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Return the lifecycle hooks that the task asks for."""
    group_id, name = params["scaling_group_id"], params["lifecycle_hook_name"]
    refuse_bad_id("scaling_group_id", group_id)
    refuse_bad_hook_name("lifecycle_hook_name", name)
    hooks = client.persist(lambda: client.list_hooks(group_id))
    return {
        "changed": False,
        "lifecycle_hooks": [hook for hook in hooks if name in (None, hook.get("lifecycle_hook_name"))],
    }


def main() -> None:
    """Run the module in a process of its own."""
    end(AnsibleModule(supports_check_mode=True, **ARGUMENTS), run)


if __name__ == "__main__":
    main()

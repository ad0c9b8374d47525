#!/usr/bin/python
# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: as_lifecycle_hook
short_description: Create, change and delete lifecycle hooks of an Auto Scaling group
version_added: 1.0.0
description:
  - Makes sure that a lifecycle hook of an Auto Scaling (AS) group is there with the fields that the task gives, or is
    not there.
  - The service takes changes of hooks only while the group runs no scaling action.
extends_documentation_fragment:
  - huaweicloud.autoscaling.connection
  - huaweicloud.autoscaling.connection.attributes
author:
  - The huaweicloud.autoscaling contributors (@huaweicloud-autoscaling)
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  state:
    description: Whether the hook is to be there.
    type: str
    default: present
    choices:
      - present
      - absent
  scaling_group_id:
    description: ID of the AS group. A group has five hooks at most.
    type: str
    required: true
  lifecycle_hook_name:
    description:
      - Name of the hook, 1 to 64 letters, digits, hyphens and underscores. Many regions take 32 characters at most.
      - A hook cannot be renamed.
    type: str
    required: true
  lifecycle_hook_type:
    description:
      - V(INSTANCE_LAUNCHING) holds new instances before they go into service, V(INSTANCE_TERMINATING) those that leave.
      - Needed to create a hook.
    type: str
    choices:
      - INSTANCE_LAUNCHING
      - INSTANCE_TERMINATING
  default_result:
    description: What happens when nobody calls back before the deadline. A new hook gets V(ABANDON) from the service.
    type: str
    choices:
      - ABANDON
      - CONTINUE
  default_timeout:
    description:
      - Seconds until the deadline of an instance that the hook holds, V(60) to V(86400). Some older regions begin at
        300.
      - A new hook gets V(3600) from the service.
    type: int
  notification_topic_urn:
    description:
      - URN of the topic of Simple Message Notification (SMN) to which the hook writes.
      - Needed to create a hook.
    type: str
  notification_metadata:
    description: Text of your own in the notification, at most 256 characters, without C(< > & ' ( )).
    type: str
notes:
  - Options that are not given are left as they are. Only what differs is sent.
  - Needs the permissions C(as:lifecycleHooks:list), C(as:lifecycleHooks:create), C(as:lifecycleHooks:update) and
    C(as:lifecycleHooks:delete), as far as the task uses them.
seealso:
  - module: huaweicloud.autoscaling.as_lifecycle_hook_info
  - module: huaweicloud.autoscaling.as_lifecycle_callback
"""

EXAMPLES = r"""
- name: Hold instances that leave until they are drained
  huaweicloud.autoscaling.as_lifecycle_hook:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_name: drain-web
    lifecycle_hook_type: INSTANCE_TERMINATING
    default_result: CONTINUE
    default_timeout: 1800
    notification_topic_urn: "{{ topic_urn }}"

- name: Give the drain more time, and leave the rest as it is
  huaweicloud.autoscaling.as_lifecycle_hook:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_name: drain-web
    default_timeout: 3600

- name: Do without the hook
  huaweicloud.autoscaling.as_lifecycle_hook:
    scaling_group_id: "{{ group_id }}"
    lifecycle_hook_name: drain-web
    state: absent
"""

RETURN = r"""
lifecycle_hook:
  description: The hook as it is after the task, the same whether it was changed or not; none with O(state=absent).
  returned: success
  type: dict
  sample:
    create_time: "2026-11-22T20:38:15Z"
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
      returned: always, but in check mode for a hook that would be created
      type: str
      sample: hooks
    notification_metadata:
      description: Text of your own in the notification; none or empty when there is none.
      returned: always
      type: str
      sample: owner=web
    create_time:
      description: When the hook was created, in UTC.
      returned: always, but in check mode for a hook that would be created
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
from ..module_utils._hooks import HookKeeper, as_result
from ..module_utils._input import (
    refuse_bad_hook_name,
    refuse_bad_id,
    refuse_bad_metadata,
    refuse_bad_topic_urn,
    refuse_out_of_range,
)
from ..module_utils._module import Mode, end

HOOK: dict[str, dict[str, t.Any]] = {
    "lifecycle_hook_type": {"type": "str", "choices": ["INSTANCE_LAUNCHING", "INSTANCE_TERMINATING"]},
    "default_result": {"type": "str", "choices": ["ABANDON", "CONTINUE"]},
    "default_timeout": {"type": "int"},
    "notification_topic_urn": {"type": "str"},
    "notification_metadata": {"type": "str"},
}
ARGUMENTS: dict[str, t.Any] = {
    "argument_spec": {
        **CONNECTION,
        "state": {"type": "str", "default": "present", "choices": ["present", "absent"]},
        "scaling_group_id": {"type": "str", "required": True},
        "lifecycle_hook_name": {"type": "str", "required": True},
        **HOOK,
    },
}


def run(params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Bring one lifecycle hook into the wanted state."""
    refuse_bad_input(params)
    keeper = HookKeeper(client, params["scaling_group_id"], params["lifecycle_hook_name"], mode.check)
    before = keeper.read()
    if params["state"] == "absent":
        keeper.ensure_absent(before)
        return as_result(before, None, mode.diff)
    wanted = {name: params[name] for name in HOOK if params[name] is not None}
    return as_result(before, keeper.ensure_present(before, wanted), mode.diff)


def refuse_bad_input(params: dict[str, t.Any]) -> None:
    """Raise InputError for what the service cannot take."""
    refuse_bad_id("scaling_group_id", params["scaling_group_id"])
    refuse_bad_hook_name("lifecycle_hook_name", params["lifecycle_hook_name"])
    refuse_out_of_range("default_timeout", params["default_timeout"], 60, 86400)
    refuse_bad_topic_urn("notification_topic_urn", params["notification_topic_urn"])
    refuse_bad_metadata("notification_metadata", params["notification_metadata"])


def main() -> None:
    """Run the module in a process of its own."""
    end(AnsibleModule(supports_check_mode=True, **ARGUMENTS), run)


if __name__ == "__main__":
    main()

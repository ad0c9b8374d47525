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
"""

RETURN = r"""
lifecycle_hooks:
  description: The hooks.
  returned: success
  type: list
  elements: dict
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

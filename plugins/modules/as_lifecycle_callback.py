#!/usr/bin/python
# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: as_lifecycle_callback
short_description: Call back a lifecycle hook of an Auto Scaling group
version_added: 1.0.0
description:
  - Ends or extends the wait of an instance that a lifecycle hook of an Auto Scaling (AS) group holds in HANGING, on
    Huawei Cloud, Open Telekom Cloud and their relatives.
  - The target is a lifecycle action key, or an instance together with the name of the hook.
  - A callback whose answer is lost or unclear is settled by asking the service what became of it. It is never applied
    twice, and what cannot be known is reported as RV(outcome=unknown).
extends_documentation_fragment:
  - huaweicloud.autoscaling.connection
  - huaweicloud.autoscaling.connection.attributes
author:
  - The huaweicloud.autoscaling contributors (@huaweicloud-autoscaling)
attributes:
  check_mode:
    support: full
    details:
      - Reads what is suspended and sends no callback. A login that may not read gets RV(outcome=unverified).
  diff_mode:
    support: full
    details:
      - Shows the status and the deadline of the suspension. Reads what is suspended before the callback.
options:
  scaling_group_id:
    description: ID of the AS group.
    type: str
    required: true
  lifecycle_action_key:
    description:
      - Key of the lifecycle action, as M(huaweicloud.autoscaling.as_hook_instance_info) or the notification of the
        hook tells it. It is no secret.
      - When it is given, it alone is sent. O(instance_id) and O(lifecycle_hook_name) are then ignored with a warning;
        wherever the suspension is read, the task fails if the key belongs to another instance or hook.
      - Either this option or O(instance_id) is needed.
    type: str
  instance_id:
    description: ID of the suspended instance; needs O(lifecycle_hook_name).
    type: str
  lifecycle_hook_name:
    description: Name of the lifecycle hook that holds the instance; needs O(instance_id).
    type: str
  lifecycle_action_result:
    description:
      - V(CONTINUE) puts a new instance into service, or removes one that leaves once all its hooks are done.
      - V(ABANDON) deletes a new instance, or removes one that leaves without waiting for its other hooks.
      - V(EXTEND) moves the deadline by one hour. Each run adds another hour, unless O(min_remaining) is given.
    type: str
    required: true
    choices:
      - ABANDON
      - CONTINUE
      - EXTEND
  min_remaining:
    description:
      - Seconds that must at least be left until the deadline, V(1) to V(86400); only with
        O(lifecycle_action_result=EXTEND).
      - The hook is then extended only as often as that takes, so the task can be repeated without harm.
    type: int
  when_not_hanging:
    description:
      - What to do when nothing is left to call back and no record tells how it ended.
      - V(fail) fails the task. V(ignore) lets it pass with RV(outcome=not_hanging).
    type: str
    default: fail
    choices:
      - fail
      - ignore
  wait_timeout:
    description: Seconds to wait for the target to become HANGING when it is not yet, V(0) or more.
    type: int
    default: 0
notes:
  - V(CONTINUE) and V(ABANDON) need the permission C(as:instanceHooks:action) only; identity policies call it
    C(as:scalingGroup:callbackInstanceHook).
  - V(EXTEND), check mode, diff mode, waiting and settling an unclear answer ask the suspension query and need
    C(as:instanceHooks:list) too; identity policies call it C(as:scalingGroup:listInstanceHooks).
seealso:
  - module: huaweicloud.autoscaling.as_hook_instance_info
  - module: huaweicloud.autoscaling.as_lifecycle_hook
"""

EXAMPLES = r"""
- name: Let a new instance go into service
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ group_id }}"
    lifecycle_action_key: "{{ action_key }}"
    lifecycle_action_result: CONTINUE

- name: Give up an instance that could not be prepared
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ group_id }}"
    instance_id: "{{ new_instance_id }}"
    lifecycle_hook_name: prepare
    lifecycle_action_result: ABANDON

- name: Make sure that two hours are left for the drain
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ group_id }}"
    instance_id: "{{ leaving_instance_id }}"
    lifecycle_hook_name: drain
    lifecycle_action_result: EXTEND
    min_remaining: 7200
  register: drain

- name: Show until when
  ansible.builtin.debug:
    msg: "{{ drain.outcome }}, until {{ drain.deadline_after }}"

- name: Wait up to two minutes until the hook holds the instance, and let it go; it may be gone already
  huaweicloud.autoscaling.as_lifecycle_callback:
    scaling_group_id: "{{ group_id }}"
    instance_id: "{{ leaving_instance_id }}"
    lifecycle_hook_name: drain
    lifecycle_action_result: CONTINUE
    wait_timeout: 120
    when_not_hanging: ignore

- name: Log in with a key pair instead of the environment, for several tasks at once
  module_defaults:
    group/huaweicloud.autoscaling.all:
      access_key: "{{ vault_access_key }}"
      secret_key: "{{ vault_secret_key }}"
      region: eu-de
  block:
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
"""

RETURN = r"""
changed:
  description:
    - Whether this task has changed something, or in check mode would.
    - A failure can be a change too, when an O(lifecycle_action_result=EXTEND) with O(min_remaining) was carried out
      once before it.
  returned: always
  type: bool
  sample: true
outcome:
  description:
    - V(applied), the callback was carried out by this task.
    - V(already_resolved), it was resolved with the same result before.
    - V(enough_time_left), the deadline is far enough for O(min_remaining).
    - V(not_hanging), nothing is suspended there, and no record tells how it ended; a failure unless
      O(when_not_hanging=ignore).
    - V(unverified), in check mode, when the login may not query the suspension.
    - V(unknown), whether the callback was carried out cannot be known; a failure unless O(when_not_hanging=ignore).
    - V(resolved_differently), a failure; it was resolved with another result before.
    - V(still_hanging), a failure; the service does not carry it out, and it was still HANGING when last read.
    - V(too_little_time_left), a failure; the service cannot move the deadline as far as O(min_remaining) asks.
    - V(rejected), a failure; the task or the service turned it down, and nothing was changed.
    - V(unreachable), a failure; the service could not be reached or did not let the request through, and nothing was
      changed.
  returned: always, but when the options do not fit their types
  type: str
  sample: applied
callback:
  description: The callback as it was sent, or as it would be sent.
  returned: always, but when the options are refused
  type: dict
  sample:
    instance_id: 1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634
    lifecycle_action_result: EXTEND
    lifecycle_hook_name: drain
  contains:
    lifecycle_action_key:
      description: O(lifecycle_action_key).
      returned: when it is given
      type: str
      sample: d3a5b9e1-8c72-4fa6-b4d9-ae1f6a2c8375
    instance_id:
      description: O(instance_id).
      returned: when no key is given
      type: str
      sample: 1b2e7c8f-69c3-4d48-8a51-f7d9e2a6b634
    lifecycle_hook_name:
      description: O(lifecycle_hook_name).
      returned: when no key is given
      type: str
      sample: drain
    lifecycle_action_result:
      description: O(lifecycle_action_result).
      returned: always
      type: str
      sample: EXTEND
suspension:
  description:
    - The suspension of the target as last read. None when it was not read, which V(CONTINUE) and V(ABANDON) ordinarily
      need not, and when there is none.
  returned: always, but when the options are refused
  type: dict
  sample:
    default_result: ABANDON
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
request_id:
  description:
    - ID that the service gave to the last callback that was sent, or to the request that failed; support asks for it.
    - None when the service gave none, and in check mode.
  returned: always, but when the options do not fit their types
  type: str
  sample: 183f14d5cc774fff86e90ecb34bdae02
callbacks_sent:
  description: How many callbacks were sent.
  returned: always, but when the options are refused
  type: int
  sample: 2
deadline_before:
  description: The deadline before the task, in UTC. None when it could not be read.
  returned: with O(lifecycle_action_result=EXTEND), unless the task fails
  type: str
  sample: "2026-11-22T21:08:15Z"
deadline_after:
  description: The deadline after the task, in UTC; in check mode the one to expect. None when it could not be read.
  returned: with O(lifecycle_action_result=EXTEND), unless the task fails
  type: str
  sample: "2026-11-22T23:08:15Z"
status_code:
  description: HTTP status of the answer that made the task fail; none when there was no answer.
  returned: failure, but when the options do not fit their types
  type: int
  sample: 400
error_code:
  description: Code that the service or the gateway gave for the failure; none when it gave none.
  returned: failure, but when the options do not fit their types
  type: str
  sample: AS.7042
error_message:
  description: What the service or the gateway said about the failure; none when it said nothing.
  returned: failure, but when the options do not fit their types
  type: str
  sample: The lifecycle callback object does not exist.
remedy:
  description: What to do about the failure. The message ends with it.
  returned: failure, but when the options do not fit their types
  type: str
  sample: >-
    See what is suspended with huaweicloud.autoscaling.as_hook_instance_info. Option wait_timeout waits for it;
    when_not_hanging=ignore accepts that it is over.
"""

import typing as t

from ansible.module_utils.basic import AnsibleModule

from ..module_utils._arguments import CONNECTION
from ..module_utils._callback import Callback
from ..module_utils._client import AutoScalingClient
from ..module_utils._errors import InputError
from ..module_utils._input import refuse_bad_hook_name, refuse_bad_id, refuse_out_of_range
from ..module_utils._lifecycle import EXTEND, Order
from ..module_utils._module import Mode, end

ARGUMENTS: dict[str, t.Any] = {
    "argument_spec": {
        **CONNECTION,
        "scaling_group_id": {"type": "str", "required": True},
        "lifecycle_action_key": {"type": "str", "no_log": False},
        "instance_id": {"type": "str"},
        "lifecycle_hook_name": {"type": "str"},
        "lifecycle_action_result": {"type": "str", "required": True, "choices": ["ABANDON", "CONTINUE", "EXTEND"]},
        "min_remaining": {"type": "int"},
        "when_not_hanging": {"type": "str", "default": "fail", "choices": ["fail", "ignore"]},
        "wait_timeout": {"type": "int", "default": 0},
    },
    "required_one_of": [["lifecycle_action_key", "instance_id"]],
}


def run(params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Call back one lifecycle hook and return the result of the task."""
    order = order_of(params)
    accept_absence = params["when_not_hanging"] == "ignore"
    callback = Callback(order, client, params["wait_timeout"], accept_absence, mode.diff)
    return callback.foresee() if mode.check else callback.carry_out()


def order_of(params: dict[str, t.Any]) -> Order:
    """Return what the task wants; raise InputError for what cannot be."""
    order = Order(*(params[name] for name in Order._fields))
    for option in ("scaling_group_id", "lifecycle_action_key", "instance_id"):
        refuse_bad_id(option, params[option])
    refuse_bad_hook_name("lifecycle_hook_name", order.lifecycle_hook_name)
    if not order.lifecycle_action_key:
        for missing, given in (("instance_id", "lifecycle_hook_name"), ("lifecycle_hook_name", "instance_id")):
            if params[missing] is None:
                raise InputError(f"{missing}: it is missing beside {given}.", "Give both, or lifecycle_action_key.")
    if order.min_remaining is not None and not order.extends:
        raise InputError(f"min_remaining: it goes with lifecycle_action_result={EXTEND} only.", "Leave it out.")
    refuse_out_of_range("min_remaining", order.min_remaining, 1, 86400)
    refuse_out_of_range("wait_timeout", params["wait_timeout"], 0)
    return order


def main() -> None:
    """Run the module in a process of its own."""
    end(AnsibleModule(supports_check_mode=True, **ARGUMENTS), run)


if __name__ == "__main__":
    main()

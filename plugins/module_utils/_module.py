# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a task of any module of the collection is carried out and ends, in a process of its own or in the controller.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import missing_required_lib

from ._client import AutoScalingClient
from ._connect import connect
from ._errors import AutoScalingError
from ._http import REQUESTS_IMPORT_ERROR

if t.TYPE_CHECKING:
    from ansible.module_utils.basic import AnsibleModule


class Mode(t.NamedTuple):
    """How the task is run."""

    check: bool
    diff: bool


Run = t.Callable[[t.Dict[str, t.Any], AutoScalingClient, Mode], t.Dict[str, t.Any]]


def perform(run: Run, params: dict[str, t.Any], client: AutoScalingClient, mode: Mode) -> dict[str, t.Any]:
    """Return the result of a task, its failure included."""
    try:
        return run(params, client, mode)
    except AutoScalingError as error:
        return {**error.as_failure(), "failed": True}


def end(module: AnsibleModule, run: Run) -> None:
    """Carry out the task of a module process and end the process."""
    if REQUESTS_IMPORT_ERROR:
        module.fail_json(msg=missing_required_lib("requests"), exception=REQUESTS_IMPORT_ERROR)
    try:
        client = connect(module.params)
    except AutoScalingError as error:
        module.fail_json(**error.as_failure())
    result = perform(run, module.params, client, Mode(module.check_mode, module._diff))
    module.no_log_values.update(client.login.secrets())
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a task of any module of the collection is carried out and ends, in a process of its own or in the controller.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import missing_required_lib
from ansible.module_utils.common.parameters import remove_values

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
Connect = t.Callable[[t.Dict[str, t.Any]], AutoScalingClient]


def perform(run: Run, params: dict[str, t.Any], mode: Mode, connect: Connect = connect) -> dict[str, t.Any]:
    """Return the result of a task, its failure included, with every secret of its login masked."""
    secrets: set[str] = set()
    try:
        client = connect(params)
        try:
            result = run(params, client, mode)
        finally:
            secrets = client.login.secrets()
    except AutoScalingError as error:
        result = {**error.as_failure(), "failed": True}
    return t.cast("dict[str, t.Any]", remove_values(result, secrets))


def end(module: AnsibleModule, run: Run) -> None:
    """Carry out the task of a module process and end the process."""
    if REQUESTS_IMPORT_ERROR:
        module.fail_json(msg=missing_required_lib("requests"), exception=REQUESTS_IMPORT_ERROR)
    result = perform(run, module.params, Mode(module.check_mode, module._diff))
    for warning in result.pop("warnings", []):
        module.warn(warning)
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)

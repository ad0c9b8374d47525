# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module's own run() inside the controller's worker process, where that gives the same result.

A loop runs all its items in one worker process, so that one connection and one token serve them all.

Note: this plugin util is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import functools
import json
import os
import typing as t

from ansible import constants
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.errors import UnsupportedError
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._client import AutoScalingClient
from ..module_utils._connect import client_for
from ..module_utils._http import REQUESTS_IMPORT_ERROR
from ..module_utils._module import Mode, perform
from ..module_utils._retry import Clock
from ..module_utils._settings import settings_of

display = Display()


class _LastClient:
    """The client of the last task of this process; another login, or another process, gets a client of its own."""

    def __init__(self) -> None:
        self._owner: tuple[t.Any, ...] | None = None
        self._client: AutoScalingClient | None = None

    def connect(self, params: dict[str, t.Any]) -> AutoScalingClient:
        """Return a client for the connection options, the last one if it is for the same."""
        settings = settings_of(params)
        owner = (os.getpid(), settings)
        if self._client is None or self._owner != owner:
            if self._client is not None and self._owner and self._owner[0] == os.getpid():
                self._client.http.close()
            self._client, self._owner = None, None
            self._client, self._owner = client_for(settings, Clock()), owner
        return self._client


_last_client = _LastClient()


@functools.lru_cache(maxsize=None)
def _validator_of(module: t.Any) -> ArgumentSpecValidator:
    """Return the validator of a module's arguments; building it takes longer than using it."""
    return ArgumentSpecValidator(**module.ARGUMENTS)


class InControllerAction(ActionBase):  # type: ignore[misc]
    """An action plugin for one module of the collection, named in `module`."""

    module: t.Any
    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        """Carry out the task here, or as an ordinary module where `_obstacle` names a reason."""
        result: dict[str, t.Any] = super().run(tmp, task_vars)
        obstacle = self._obstacle()
        if obstacle is None:
            result.update(self._run_here(task_vars))
            return result
        display.vvv(f"{self._task.action} runs in a process of its own: {obstacle}")
        result.update(self._execute_module(task_vars=task_vars, wrap_async=self._task.async_val))
        if not self._task.async_val:
            self._remove_tmp_path(self._connection._shell.tmpdir)
        return result

    def _obstacle(self) -> str | None:
        """Say why the task must run as an ordinary module, if it must."""
        obstacles = (
            (self._connection.transport != "local", "the connection is not local"),
            (self._connection.become is not None, "it uses become"),
            (bool(self._task.async_val), "it uses async"),
            (any(self._task.environment or ()), "it has an environment"),
            (REQUESTS_IMPORT_ERROR is not None, "the controller's Python lacks requests"),
        )
        return next((words for present, words in obstacles if present), None)

    def _run_here(self, task_vars: dict[str, t.Any] | None) -> dict[str, t.Any]:
        """Validate as AnsibleModule does, run, and mask as AnsibleModule does."""
        arguments = json.loads(json.dumps(dict(self._task.args), default=str))  # plain types, as a module gets them
        validation = _validator_of(self.module).validate(arguments)
        params = validation.validated_parameters
        if validation.error_messages:
            result = {"failed": True, "msg": self._words_for(validation.errors)}
        else:
            result = perform(
                self.module.run, params, Mode(self._task.check_mode, self._task.diff), _last_client.connect
            )
        if _shows_invocation(task_vars):
            result["invocation"] = {"module_args": params}
        masked: dict[str, t.Any] = remove_values(result, validation._no_log_values)
        return {"changed": False, **masked}

    def _words_for(self, errors: t.Any) -> str:
        if isinstance(errors[0], UnsupportedError):
            return f"Unsupported parameters for ({self._task.action}) module: {errors.msg}"
        return str(errors.msg)


def _shows_invocation(task_vars: dict[str, t.Any] | None) -> bool:
    """Whether results repeat the task's arguments; always, before ansible-core made it an option."""
    if "INJECT_INVOCATION" not in constants.config.get_configuration_definitions():
        return True
    return bool(constants.config.get_config_value("INJECT_INVOCATION", variables=task_vars))

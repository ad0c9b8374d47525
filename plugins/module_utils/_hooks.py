# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Brings a lifecycle hook into the state that a task wants.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import typing as t

from ._client import AutoScalingClient, Row
from ._errors import InputError, Kind, ServiceError
from ._retry import POLICY, Action, Effect

NEEDED_TO_CREATE = ("lifecycle_hook_type", "notification_topic_urn")
_DEFAULTS = {"default_result": "ABANDON", "default_timeout": 3600, "notification_metadata": None}
"""What the service takes for fields that a new hook does not name."""


def hook_in(hooks: list[Row], name: str) -> Row | None:
    """Find a hook by its name."""
    return next((hook for hook in hooks if hook.get("lifecycle_hook_name") == name), None)


def changes_between(hook: Row, wanted: Row) -> Row:
    """Return the wanted fields that differ; an absent value and an empty one are the same to the service."""
    return {name: value for name, value in wanted.items() if (hook.get(name) or "") != (value or "")}


def new_hook(name: str, wanted: Row) -> Row:
    """Return the fields to create a hook with; raise InputError when one is missing."""
    for option in NEEDED_TO_CREATE:
        if option not in wanted:
            raise InputError(f"{option}: it is missing, and lifecycle hook {name} does not exist yet.", "Give it.")
    return {"lifecycle_hook_name": name, **wanted}


class HookKeeper:
    """Creates, changes and deletes one lifecycle hook of one group; in check mode it only says what would be."""

    def __init__(self, client: AutoScalingClient, group_id: str, name: str, check_mode: bool) -> None:
        self._client = client
        self._group_id = group_id
        self._name = name
        self._check_mode = check_mode

    def read(self) -> Row | None:
        """Return the hook as it is; from the list, since a hook named list cannot be asked for by its name."""
        return hook_in(self._client.persist(lambda: self._client.list_hooks(self._group_id)), self._name)

    def ensure_present(self, before: Row | None, wanted: Row) -> Row:
        """Return the hook with the wanted fields."""
        if before is None:
            hook = new_hook(self._name, wanted)
            return {**_DEFAULTS, **hook} if self._check_mode else self._create(hook)
        changes = changes_between(before, wanted)
        if not changes or self._check_mode:
            return {**before, **changes}
        return self._client.persist(lambda: self._client.update_hook(self._group_id, self._name, changes))

    def ensure_absent(self, before: Row | None) -> None:
        """Delete the hook; one that went meanwhile is as good."""
        if before is None or self._check_mode:
            return
        try:
            self._client.persist(lambda: self._client.delete_hook(self._group_id, self._name))
        except ServiceError as error:
            if error.kind is not Kind.GONE:
                raise

    def _create(self, hook: Row) -> Row:
        """Create the hook; when the answer is unclear, look whether it is there before sending it again."""
        patience = self._client.patience()
        while True:
            try:
                return self._client.create_hook(self._group_id, hook)
            except ServiceError as error:
                action = POLICY[error.kind][Effect.ONCE]
                if action is Action.READ_BACK and error.kind is Kind.UNCLEAR:
                    found = self.read()
                    if found is not None and not changes_between(found, hook):
                        return found
                again = action in (Action.AGAIN, Action.READ_BACK) and patience.pause(error.wait)
                if not again and not (action is Action.RENEW and self._client.login.renew()):
                    raise


def as_result(before: Row | None, after: Row | None, diff_mode: bool) -> dict[str, t.Any]:
    """Return the result of the task."""
    result: dict[str, t.Any] = {"changed": before != after, "lifecycle_hook": after}
    if diff_mode:
        result["diff"] = {"before": before or {}, "after": after or {}}
    return result

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an AS group and a lifecycle hook are."""

from __future__ import annotations

import typing as t

from .values import PROJECT_ID

Hook = t.Dict[str, t.Any]


class Group(t.NamedTuple):
    """One AS group."""

    scaling_group_id: str
    project_id: str
    create_time: str
    hooks: dict[str, Hook]


def new_hook(
    name: str,
    create_time: str,
    type: str = "INSTANCE_TERMINATING",
    default_result: str = "ABANDON",
    default_timeout: int = 3600,
    topic: str = "urn:smn:eu-de:" + PROJECT_ID + ":hooks",
    metadata: str | None = None,
) -> Hook:
    """Return a lifecycle hook as the service shows it."""
    return {
        "lifecycle_hook_name": name,
        "lifecycle_hook_type": type,
        "default_result": default_result,
        "default_timeout": default_timeout,
        "notification_topic_urn": topic,
        "notification_topic_name": topic.rsplit(":", 1)[-1],
        "notification_metadata": metadata,
        "create_time": create_time,
    }

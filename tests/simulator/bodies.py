# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading the JSON bodies of Auto Scaling as strictly as the service does."""

from __future__ import annotations

import json
import typing as t

from .wire import RefusalError, Request


def read_body(request: Request, fields: t.Mapping[str, type]) -> dict[str, t.Any]:
    """Return the JSON object of a request, which may hold these fields with values of these types."""
    if not request.body:
        raise RefusalError(400, "AS.0002", "The request body is empty.")
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not all(_fits(value, fields.get(name)) for name, value in body.items()):
        raise RefusalError(400, "AS.0022", "The request body is not JSON or contains unknown fields.")
    return body


def _fits(value: t.Any, wanted: type | None) -> bool:
    return wanted is not None and isinstance(value, wanted) and not isinstance(value, bool)

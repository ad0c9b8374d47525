# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asks or tells the simulator something, in a millisecond where a task with ansible.builtin.uri takes a second."""

from __future__ import annotations

import json
import typing as t
import urllib.request

from ansible.plugins.lookup import LookupBase

DOCUMENTATION = r"""
name: simulator
short_description: Use the control interface of the simulator
description:
  - Sends one request to C(/_simulator/) and returns the JSON of its answer. Options become its arguments.
author:
  - The huaweicloud.autoscaling contributors (@huaweicloud-autoscaling)
options:
  _terms:
    description: One method and one name, such as V(GET applied) or V(POST suspend).
    required: true
"""

DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LookupModule(LookupBase):
    """The lookup plugin."""

    def run(self, terms: list[str], variables: t.Any = None, **arguments: t.Any) -> list[t.Any]:
        """Send the request to the simulator that the variable simulator_url names."""
        method, name = terms[0].split()
        body = json.dumps(arguments).encode() if method == "POST" else None
        url = f"{variables['simulator_url']}/_simulator/{name}"
        with DIRECTLY.open(urllib.request.Request(url, body, method=method)) as answer:
            return [json.load(answer)]

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands for a machine other than the controller: it does what local does, under another name."""

from __future__ import annotations

from ansible.plugins.connection.local import Connection as LocalConnection

DOCUMENTATION = r"""
name: elsewhere
short_description: Run on this machine as if it were another
description:
  - Runs commands and copies files as C(ansible.builtin.local) does.
author:
  - The huaweicloud.autoscaling contributors (@huaweicloud-autoscaling)
extends_documentation_fragment:
  - connection_pipelining
"""


class Connection(LocalConnection):
    """The connection plugin."""

    transport = "elsewhere"

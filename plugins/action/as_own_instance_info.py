# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ..modules import as_own_instance_info
from ..plugin_utils._in_controller import InControllerAction


class ActionModule(InControllerAction):
    """Asks for this machine inside the controller where it can."""

    module = as_own_instance_info

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes a Python that has requests one that lacks it: put this folder on PYTHONPATH."""

from __future__ import annotations

raise ImportError("this folder hides requests")

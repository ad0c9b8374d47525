# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A stand-in for IAM and Auto Scaling, for tests and for trying things out."""

from __future__ import annotations

from . import faults
from .clock import Clock
from .exchange import Call
from .fault import Fault
from .faults import (
    answer,
    apply_later,
    body,
    drop_after,
    drop_before,
    late_after,
    late_before,
    redirect,
    reset_mid_answer,
    throttle,
    truncated,
)
from .simulator import Simulator
from .suspension import Applied
from .values import (
    ACCESS_KEY,
    DOMAIN_ID,
    DOMAIN_NAME,
    GROUP_ID,
    PASSWORD,
    PROJECT_ID,
    PROJECT_NAME,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_ACCESS_KEY,
    TEMPORARY_SECRET_KEY,
    TOKEN,
    USER_ID,
    USERNAME,
)

__all__ = [
    "ACCESS_KEY",
    "DOMAIN_ID",
    "DOMAIN_NAME",
    "GROUP_ID",
    "PASSWORD",
    "PROJECT_ID",
    "PROJECT_NAME",
    "SECRET_KEY",
    "SECURITY_TOKEN",
    "TEMPORARY_ACCESS_KEY",
    "TEMPORARY_SECRET_KEY",
    "TOKEN",
    "USERNAME",
    "USER_ID",
    "Applied",
    "Call",
    "Clock",
    "Fault",
    "Simulator",
    "answer",
    "apply_later",
    "body",
    "drop_after",
    "drop_before",
    "faults",
    "late_after",
    "late_before",
    "redirect",
    "reset_mid_answer",
    "throttle",
    "truncated",
]

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The shortest program that does the same with requests: bare_requests.py FILE, where FILE is the job as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import requests

job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
with requests.Session() as session:
    token = job["token"]
    if job["login"] == "password":
        answer = session.post(job["iam_url"] + "/auth/tokens", json=job["login_body"], timeout=30)
        token = answer.headers["X-Subject-Token"]
    session.headers["X-Auth-Token"] = token
    for key in job["keys"]:
        body = {"lifecycle_action_key": key, "lifecycle_action_result": "CONTINUE"}
        session.put(job["callback_url"], json=body, timeout=30).raise_for_status()

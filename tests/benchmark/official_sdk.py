# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The shortest program that does the same with the official SDK: official_sdk.py FILE, where FILE is the job as JSON.

The SDK knows neither tokens nor passwords for this service, so it signs with a key pair.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from huaweicloudsdkas.v1 import (
    AsClient,
    AttachCallbackInstanceLifeCycleHookRequest,
    CallbackLifeCycleHookOption,
)
from huaweicloudsdkcore.auth.credentials import BasicCredentials

job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
who = BasicCredentials(job["access_key"], job["secret_key"], job["project_id"])
client = AsClient.new_builder().with_credentials(who).with_endpoint(job["url"]).build()
for key in job["keys"]:
    body = CallbackLifeCycleHookOption(lifecycle_action_key=key, lifecycle_action_result="CONTINUE")
    request = AttachCallbackInstanceLifeCycleHookRequest(scaling_group_id=job["group_id"], body=body)
    client.attach_callback_instance_life_cycle_hook(request)

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options and attributes that every module of the collection shares."""

from __future__ import annotations


class ModuleDocFragment:
    """Documentation fragments `huaweicloud.autoscaling.connection` and `.connection.attributes`."""

    DOCUMENTATION = r"""
options:
  token:
    description:
      - A token of IAM, issued for the project of the AS group.
      - The way to log in is chosen by the task's own options first - either credentials, or one of O(cloud),
        O(profile),
        O(credentials_file) and O(auth_type). The environment is looked at only when the task names none of them. Of
        several
        credentials, a token goes before a key pair, and a key pair before a password.
      - In the environment, E(HW_AUTH_TOKEN), E(OS_AUTH_TOKEN) or E(OS_TOKEN).
    type: str
  access_key:
    description:
      - Access key (AK) of an IAM user or agency; needs O(secret_key).
      - In the environment, E(HW_ACCESS_KEY), E(HUAWEICLOUD_SDK_AK) or E(OS_ACCESS_KEY).
    type: str
  secret_key:
    description:
      - Secret key (SK) of O(access_key). It signs the requests and is never sent.
      - In the environment, E(HW_SECRET_KEY), E(HUAWEICLOUD_SDK_SK) or E(OS_SECRET_KEY).
    type: str
  security_token:
    description:
      - Security token of a temporary access key.
      - In the environment, E(HW_SECURITY_TOKEN), E(HUAWEICLOUD_SDK_SECURITY_TOKEN) or E(OS_SECURITY_TOKEN).
    type: str
  username:
    description:
      - Name of an IAM user; needs O(password) and O(domain_name).
      - In the environment, E(HW_USER_NAME) or E(OS_USERNAME).
    type: str
  password:
    description:
      - Password of O(username).
      - In the environment, E(HW_USER_PASSWORD) or E(OS_PASSWORD).
    type: str
  profile:
    description:
      - Name of a profile of KooCLI's shared configuration, which lies at C(~/.hcloud/config.json) or where
        E(HW_SHARED_CONFIG_FILE) says.
      - In the environment, E(HW_PROFILE).
    type: str
  credentials_file:
    description:
      - The credentials file of the official SDK; its section C(basic) is read.
      - In the environment, E(HUAWEICLOUD_SDK_CREDENTIALS_FILE).
    type: path
  cloud:
    description:
      - Name of an entry of C(clouds.yaml). It is read by the Python library openstacksdk, which must be installed then.
      - In the environment, E(OS_CLOUD), when nothing else is given.
    type: str
  auth_type:
    description:
      - V(agency) logs in with the temporary keys of the agency of the instance that the task runs on, from its
        metadata service.
    type: str
    choices:
      - agency
  domain_name:
    description:
      - Name of the account (domain) that O(username) belongs to.
      - If not set, the first set variable of E(HW_DOMAIN_NAME), E(OS_DOMAIN_NAME), E(OS_USER_DOMAIN_NAME) and
        E(OS_PROJECT_DOMAIN_NAME) is used.
    type: str
  project_id:
    description:
      - ID of the project of the AS group.
      - When it is not given, it is found from the token, or, for a key pair, by asking IAM for the project named
        O(project_name).
      - If not set, the first set variable of E(HW_PROJECT_ID), E(HUAWEICLOUD_SDK_PROJECT_ID), E(OS_PROJECT_ID) and
        E(OS_TENANT_ID) is used.
    type: str
  project_name:
    description:
      - Name of the project, when O(project_id) is not given. The default is the name of O(region).
      - If not set, the first set variable of E(HW_PROJECT_NAME), E(OS_PROJECT_NAME) and E(OS_TENANT_NAME) is used.
    type: str
  region:
    description:
      - Name of the region, such as V(eu-de), V(eu-nl), V(eu-ch2) or V(cn-north-4). It tells O(endpoint) and
        O(auth_url).
      - If not set, the first set variable of E(HW_REGION_NAME), E(OS_REGION_NAME) and E(OS_REGION) is used.
    type: str
  auth_url:
    description:
      - Address of IAM, with or without its scheme and V(/v3). The default is the one of O(region).
      - If not set, the first set variable of E(HW_AUTH_URL), E(HUAWEICLOUD_SDK_IAM_ENDPOINT) and E(OS_AUTH_URL) is
        used.
    type: str
  endpoint:
    description:
      - Address of Auto Scaling, with or without its scheme and path. The default is the one of O(region).
      - If not set, the variable of the SDK for the region is used, for example E(HUAWEICLOUD_SDK_REGION_AS_EU_DE).
    type: str
  validate_certs:
    description:
      - Whether certificates are checked. Only a test system is a reason not to.
      - If not set, the entry of O(cloud) counts, then a true value of E(HW_INSECURE) or E(OS_INSECURE) turns the
        check off.
        Otherwise certificates are checked.
    type: bool
  ca_path:
    description:
      - File or folder with certificates of the authorities to trust, instead of the system's.
      - If not set, E(OS_CACERT) is used, then E(REQUESTS_CA_BUNDLE).
    type: path
  timeout:
    description:
      - Seconds to wait for a connection, and for the next part of an answer.
    type: int
    default: 30
  max_retries:
    description:
      - How often a request may be sent again after a failure that allows it, V(0) to V(20). A callback is only ever
        sent again
        when it is certain that a repetition does no harm.
      - If not set, E(HW_MAX_RETRIES) is used, or else V(3).
    type: int
requirements:
  - requests >= 2.25 (Python library, where the task runs)
  - Python >= 3.7
"""

    ATTRIBUTES = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/huaweicloud.autoscaling.all) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - huaweicloud.autoscaling.all
  check_mode:
    description: Can run in C(check_mode) and tells what a real run would do, without doing it.
  diff_mode:
    description: Shows in diff mode what has changed, or would change.
  platform:
    description: Target platforms.
    support: full
    platforms: posix
"""

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fake identities that every simulator knows; none of them opens anything anywhere."""

from __future__ import annotations

TOKEN = "MIIQzW7vKx3RtY9pLb2NfD6sHc8JgA4mXu5EqZkV1oBwTyPi0SrCnGdFhUjMlQaO"
ACCESS_KEY = "HQZXK7VWJ3TB9RYLM2PD"
SECRET_KEY = "x8Rk2VqZ7bNw4TyLp9JcHf3GmDs6KuXa5WvEzQtY"
TEMPORARY_ACCESS_KEY = "HSTWJ5NQX8VKZ4BRYP7C"
TEMPORARY_SECRET_KEY = "q3ZvXk9WbT6yNr2LfJ8pHc5GmKs7DuVa4YxEwQzR"
SECURITY_TOKEN = "gAEJZXUtZGUyNQzW8vKx4RtY1pLb3NfD7sHc9JgA5mXu6EqZkV2oBwTyPi1SrCnGdFhUjMlQbP"
USERNAME = "qx7-vbn-4kd-zrw-9t"
PASSWORD = "Vq9!zK3xWb7#Rt5yLn2@Hd8J"
DOMAIN_NAME = "OTC00000000001000473951"
DOMAIN_ID = "4c1e7a90b3d25f68e0a9c7143bd2f586"
USER_ID = "93b0f5d7c2e846a1b7d40e9f6c3a8251"
PROJECT_ID = "7d4e1b9a0c5f3826e97b40d1a8c25f63"
PROJECT_NAME = "eu-de"
GROUP_ID = "5c0f7b2e-91d4-4e6a-8f37-b2d6c9014a75"
LAUNCHING_HOOK = "prepare"
TERMINATING_HOOK = "drain"


def all_values() -> dict[str, str]:
    """Return every value above under its name in lower case."""
    return {name.lower(): value for name, value in sorted(globals().items()) if name.isupper()}

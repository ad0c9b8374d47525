# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Prepare a home folder in which ansible-test needs nothing but the package index that pip uses here.

ansible-test downloads the installer of pip from a host of its own, and passes on neither the settings of pip nor those
of a proxy. A machine may reach its package index and not that host: the home folder holds a stand-in for the installer,
in the cache where ansible-test looks first, and the settings of pip in a file.
"""

from __future__ import annotations

import ast
import configparser
import os
import subprocess
import sys
from pathlib import Path

# The releases of pip that ansible-core 2.16 to 2.21 ask for.
PIP_RELEASES = ("23.1.2", "24.2", "25.2")

# What other programs read from the environment and pip reads from its settings.
FROM_ENVIRONMENT = {"cert": ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"), "proxy": ("HTTPS_PROXY", "https_proxy")}

# Any Python that ansible-test tests runs this, so it is written for the oldest of them.
INSTALLER = """
import subprocess
import sys

wanted = [word for word in sys.argv[1:] if "==" in word]
if sys.version_info >= (3, 10):
    pip = [{python!r}, "-m", "pip", "--python", sys.executable]
else:
    subprocess.check_call([sys.executable, "-m", "ensurepip"])
    pip = [sys.executable, "-m", "pip"]
sys.exit(subprocess.call(pip + ["install", "--quiet", "--disable-pip-version-check"] + wanted))
"""


def pip_settings() -> configparser.RawConfigParser:
    """Return what files and environment tell pip here, as one file of settings."""
    settings = configparser.RawConfigParser()
    settings.read_dict({"global": {}, "install": {}})
    for option, variables in FROM_ENVIRONMENT.items():
        for value in filter(None, map(os.environ.get, variables)):
            settings["global"][option] = value
    listing = subprocess.check_output([sys.executable, "-m", "pip", "config", "list"], text=True)
    for name, _equals, value in (line.partition("=") for line in listing.splitlines()):
        section, option = name.replace(":env:", "global").split(".", 1)
        settings.read_dict({section: {option: ast.literal_eval(value)}})
    settings.read_dict({"install": {"no-compile": "true", "quiet": "1"}})
    return settings


def write_pip_settings(home: Path) -> None:
    """Write the settings where pip looks for them, readable by nobody else: an index may need a password."""
    path = home / ".config" / "pip" / "pip.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8") as stream:
        pip_settings().write(stream)


def write_installers(home: Path) -> None:
    """Write the stand-in for the installer under every name that ansible-test may ask for."""
    cache = home / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for release in PIP_RELEASES:
        text = INSTALLER.format(python=sys.executable)
        (cache / f"get_pip_{release.replace('.', '_')}.py").write_text(text, encoding="utf-8")


def prepare(home: Path) -> None:
    """Make a folder fit to be the home of ansible-test."""
    write_pip_settings(home)
    write_installers(home)

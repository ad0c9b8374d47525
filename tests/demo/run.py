# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shows the main job of the collection, step by step, against the simulator. `make demo` sets up what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import typing as t
from pathlib import Path

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, TOKEN, Simulator

HERE = Path(__file__).resolve().parent
OTHERS = ("HW_", "OS_", "HUAWEICLOUD_", "ANSIBLE_CALLBACK", "ANSIBLE_STDOUT", "ANSIBLE_INVENTORY")
KEY = "c2f4a8d0-7b61-4e95-a3c8-9d0e5f1b7264"
CALL_BACK = "ansible localhost -m huaweicloud.autoscaling.as_lifecycle_callback -a \\\n  'scaling_group_id={}"
BY_KEY = CALL_BACK + f"\n   lifecycle_action_key={KEY}\n   lifecycle_action_result=CONTINUE'"


class Step(t.NamedTuple):
    """One step of the demo: its heading, the command as a reader types it, and how the command has to end."""

    heading: str
    command: str
    status: int = 0


STEPS = (
    Step("What hangs: six instances wait for their callback", "ansible-playbook suspended.yml"),
    Step("Let an instance go on, ad hoc and by its key", BY_KEY.format(GROUP_ID)),
    Step("Give up a new instance, by instance and hook", "ansible-playbook abandon.yml"),
    Step("Make sure that two hours are left for a drain", "ansible-playbook extend.yml"),
    Step("See what a callback would change, without it", "ansible-playbook --check --diff continue.yml"),
    Step("All of it once more: nothing is left to change", "ansible-playbook abandon.yml extend.yml"),
    Step("The same by key: the result tells that it was done before", BY_KEY.format(GROUP_ID)),
    Step("A wrong group id: the failure names its remedy", BY_KEY.format("5c0f7b2e-0000-0000-0000-b2d6c9014a75"), 2),
    Step("What hangs now", "ansible-playbook suspended.yml"),
)


def main() -> int:
    """Run all steps; return 1 when one of them did not end as it has to."""
    with Simulator(demo=True) as simulator:
        login = login_to(simulator)
        announce("The simulator plays the cloud; this is how to log in to it")
        for name, value in login.items():
            print(f"$ export {name}={value}")
        ended = [run(step, environment_with(login)) for step in STEPS]
    surprises = [step.heading for step, status in zip(STEPS, ended) if status != step.status]
    announce(f"These steps did not end as they should: {surprises}" if surprises else "That was the demo")
    return 1 if surprises else 0


def login_to(simulator: Simulator) -> dict[str, str]:
    """Return the variables that name the simulator and its token."""
    return {
        "HW_AUTH_TOKEN": TOKEN,
        "HW_REGION_NAME": "eu-de",
        "HW_AUTH_URL": simulator.url,
        "HUAWEICLOUD_SDK_REGION_AS_EU_DE": simulator.url,
    }


def environment_with(login: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with no other login and no other form of output."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
    path = os.pathsep.join([str(Path(sys.executable).parent), own.get("PATH", os.defpath)])
    return {**own, **login, "PATH": path, "NO_PROXY": "127.0.0.1", "ANSIBLE_CONFIG": str(HERE / "ansible.cfg")}


def announce(heading: str) -> None:
    """Print a heading."""
    print(f"\n{'=' * 100}\n{heading}\n{'=' * 100}", flush=True)


def run(step: Step, environment: dict[str, str]) -> int:
    """Show a step and what comes of it."""
    announce(step.heading)
    print(f"$ {step.command}\n", flush=True)
    return subprocess.run(["sh", "-c", step.command], cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.unit.docs.playing import COLLECTIONS, ROOT


@pytest.fixture(scope="module")
def demo() -> subprocess.CompletedProcess[str]:
    """Run the demo as `make demo` does, on a machine whose user is logged in to a real cloud."""
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": COLLECTIONS, "PYTHONPATH": COLLECTIONS}
    environment.update(OS_CLOUD="production", HW_REGION_NAME="cn-north-4", ANSIBLE_NOCOLOR="1", https_proxy="http://x")
    return subprocess.run(
        [sys.executable, str(ROOT / "tests/demo/run.py")],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )


def part(demo: subprocess.CompletedProcess[str], heading: str) -> str:
    """Return what the demo shows under a heading."""
    after = demo.stdout.split(heading, 1)[1].split("=" * 100, 1)[1]
    return after.split("=" * 100, 1)[0]


def test_the_demo_ends_well_and_without_warnings(demo):
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert "WARNING" not in demo.stdout + demo.stderr


def test_the_demo_shows_the_suspended_instances_before_and_after(demo):
    assert part(demo, "What hangs: ").count("HANGING, ") == 6
    assert part(demo, "What hangs now").count("HANGING, ") == 4
    assert "prepare ABANDON" in part(demo, "What hangs now")
    assert "drain CONTINUE" in part(demo, "What hangs now")


def test_the_demo_calls_back_with_all_three_results(demo):
    assert "outcome: applied" in part(demo, "ad hoc and by its key")
    assert "callback.outcome: applied" in part(demo, "by instance and hook")
    extended = part(demo, "two hours are left")
    assert all(word in extended for word in ("deadline_before", "deadline_after", "outcome: applied"))


def test_the_demo_shows_a_difference_in_check_mode_that_is_not_made(demo):
    seen = part(demo, "without it")

    assert "-    lifecycle_hook_status: HANGING\n+    lifecycle_hook_status: CONTINUE" in seen
    assert "3d4c9e6b-8ba5-4f6a-8c73-b9fba4c4d856 drain HANGING" in part(demo, "What hangs now")


def test_the_second_run_of_the_demo_changes_nothing(demo):
    again = part(demo, "All of it once more")

    assert "changed=0" in again
    assert "changed=1" not in again
    assert "outcome: enough_time_left" in again
    assert "outcome: already_resolved" in part(demo, "The same by key")


def test_the_demo_shows_the_remedy_for_a_wrong_group_id(demo):
    assert "remedy: 'Check scaling_group_id, project_id and region" in part(demo, "A wrong group id")

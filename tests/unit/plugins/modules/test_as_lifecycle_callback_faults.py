# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix: whatever goes wrong, a callback is applied at most once and the task tells the truth."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.tests.simulator.fault import CONSTRUCTORS
from ansible_collections.huaweicloud.autoscaling.tests.unit.fault_matrix import (
    DOCUMENT,
    TROUBLES,
    cases_of,
    document,
    row_of,
)

# What an outcome claims: whether the task failed, whether it changed something, and what may have been applied.
CLAIMS = {
    "applied": (False, True, {1}),
    "still_hanging": (True, False, {0}),
    "rejected": (True, False, {0}),
    "unreachable": (True, False, {0}),
    "unknown": (True, False, {0, 1}),
}


def test_the_matrix_holds_every_fault_that_the_simulator_knows():
    used = {fault.kind for trouble in TROUBLES.values() for fault in (trouble.fault, trouble.and_list) if fault}

    # A throttle is made of an answer.
    assert used == set(CONSTRUCTORS) - ({"throttle"} - used)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_fault(trouble):
    cases = cases_of(trouble)

    for case in cases:
        said = case.said
        verdict = (said.get("failed", False), said["changed"], len(case.applied))
        failed, changed, numbers = CLAIMS[said["outcome"]]
        assert verdict in [(failed, changed, number) for number in numbers], case
        # A connection that is closed at once may have carried a callback, for all that the client knows.
        unseen = {0, 1} if TROUBLES[trouble].operation == "connection" else {0}
        assert said["callbacks_sent"] - case.sent in unseen, case
        assert case.applied in ([], [case.result]), case
    assert row_of(trouble, cases) in DOCUMENT.read_text(encoding="utf-8")


def test_the_document_has_these_rows_and_no_others():
    written = DOCUMENT.read_text(encoding="utf-8").splitlines()
    head = document([]).splitlines()
    rows = [line for line in written[len(head) :] if line.startswith("   * - ")]

    assert written[: len(head)] == head
    assert rows == [f"   * - {trouble}" for trouble in TROUBLES]

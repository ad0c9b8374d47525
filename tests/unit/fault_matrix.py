# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix: every fault that the simulator knows, with each result, target and history of rows.

`python3 -m ansible_collections.huaweicloud.autoscaling.tests.unit.fault_matrix` writes it into the documentation.
"""

from __future__ import annotations

import itertools
import typing as t
from pathlib import Path

from ansible_collections.huaweicloud.autoscaling.tests.simulator import Clock, Fault, Simulator, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import RESULTS, TARGETS, Task, hang

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "docsite" / "rst" / "fault_matrix.rst"
ALWAYS = 99
ANSWER_WITHIN = 0.25
TOO_LATE = 60.0


class Trouble(t.NamedTuple):
    """One row: what goes wrong, where, and how often."""

    fault: Fault
    times: int = 1
    operation: str = "callback"
    and_list: Fault | None = None


_DROPPED, _DONE_AND_DROPPED = faults.drop_before(), faults.drop_after()
TROUBLES: dict[str, Trouble] = {
    "nothing": Trouble(_DROPPED, 0),
    "connection accepted and closed at once": Trouble(_DROPPED, operation="connection"),
    "connection lost, nothing applied": Trouble(_DROPPED),
    "connection lost, nothing applied, every time": Trouble(_DROPPED, ALWAYS),
    "connection lost, applied": Trouble(_DONE_AND_DROPPED),
    "connection lost, applied, and the query fails": Trouble(_DONE_AND_DROPPED, and_list=faults.answer(503)),
    "connection lost, nothing applied, and the query fails": Trouble(_DROPPED, and_list=faults.answer(503)),
    "connection lost, applied a moment later": Trouble(faults.apply_later(0.1)),
    "connection lost, applied minutes later": Trouble(faults.apply_later(300)),
    "no answer in time, nothing applied": Trouble(faults.late_before(TOO_LATE)),
    "no answer in time, applied": Trouble(faults.late_after(TOO_LATE)),
    "429": Trouble(faults.throttle()),
    "429 with Retry-After in seconds": Trouble(faults.throttle(retry_after=2)),
    "429 with Retry-After as a date": Trouble(faults.throttle(retry_after="Thu, 01 Jan 2026 00:00:00 GMT")),
    "429 with a Retry-After of an hour": Trouble(faults.throttle(retry_after=3600)),
    "429 that names its limit": Trouble(faults.throttle(limit="limit:5,time:5 second")),
    "429, every time": Trouble(faults.throttle(), ALWAYS),
    "400 AS.0003, the group is locked": Trouble(faults.answer(400, "AS.0003")),
    "400 AS.0031, no right": Trouble(faults.answer(400, "AS.0031")),
    "400 AS.2007, no such group": Trouble(faults.answer(400, "AS.2007")),
    "400 AS.7042, no such target": Trouble(faults.answer(400, "AS.7042")),
    "400 AS.7042, every time": Trouble(faults.answer(400, "AS.7042"), ALWAYS),
    "401 AS.0006": Trouble(faults.answer(401, "AS.0006")),
    "403 AS.0011": Trouble(faults.answer(403, "AS.0011")),
    "404 APIGW.0101": Trouble(faults.answer(404, "APIGW.0101", shape="gateway")),
    "404 as a page": Trouble(faults.answer(404, shape="html", message="Not Found")),
    "408, empty": Trouble(faults.answer(408, shape="empty")),
    "409, as text": Trouble(faults.answer(409, shape="text", message="Conflict")),
    "500 AS.0001": Trouble(faults.answer(500)),
    "500 AS.0001, every time": Trouble(faults.answer(500), ALWAYS),
    "500 AS.0001, applied": Trouble(faults.answer(500, applied=True)),
    "500 as Keystone writes it": Trouble(faults.answer(500, shape="keystone")),
    "502 of the gateway": Trouble(faults.answer(502, shape="gateway")),
    "502 of the gateway, applied": Trouble(faults.answer(502, shape="gateway", applied=True)),
    "503 of the gateway": Trouble(faults.answer(503, shape="gateway")),
    "504 of the gateway": Trouble(faults.answer(504, shape="gateway")),
    "504 of the gateway, applied": Trouble(faults.answer(504, shape="gateway", applied=True)),
    "302 to elsewhere": Trouble(faults.redirect("https://elsewhere.example/")),
    "307 to elsewhere": Trouble(faults.redirect("https://elsewhere.example/", 307)),
    "200 instead of 204": Trouble(faults.body("{}")),
    "200 instead of 204, applied": Trouble(faults.body("{}", applied=True)),
    "202 with a page": Trouble(faults.body("<html>", 202, {"Content-Type": "text/html"})),
    "answer cut off": Trouble(faults.truncated()),
    "answer cut off, applied": Trouble(faults.truncated(applied=True)),
    "connection reset within the answer": Trouble(faults.reset_mid_answer()),
    "connection reset within the answer, applied": Trouble(faults.reset_mid_answer(applied=True)),
}


class Case(t.NamedTuple):
    """One run: what the simulator applied, and what the task said."""

    trouble: str
    result: str
    target: str
    keeps_rows: bool
    applied: list[str]
    sent: int
    said: dict[str, t.Any]

    def in_words(self) -> str:
        """Return the verdict as the document has it."""
        times = {0: "not applied", 1: "applied once", 2: "applied twice"}[len(self.applied)]
        return f"{times}: ``{self.said['outcome']}``"


def cases_of(trouble: str) -> list[Case]:
    """Run every case of one row."""
    return [run(trouble, *case) for case in itertools.product(RESULTS, TARGETS, (True, False))]


def run(trouble: str, result: str, target: str, keeps_rows: bool) -> Case:
    """Run one case against a simulator of its own."""
    fault, times, operation, and_list = TROUBLES[trouble]
    with Simulator(clock=Clock(frozen=True)) as simulator:
        simulator.state.keep_resolved = keeps_rows
        hang(simulator, timeout=7200)
        task = Task(simulator)
        task.answer_within = ANSWER_WITHIN if TOO_LATE in (fault.before, fault.after) else None

        def break_things() -> None:
            simulator.faults.add(fault, operation, times)
            if and_list:
                simulator.faults.add(and_list, "list_instances", ALWAYS)

        # An EXTEND reads first.
        task.events[2 if result == "EXTEND" and operation == "callback" else 1] = [break_things]
        said = task(lifecycle_action_result=result, **TARGETS[target])
        return Case(trouble, result, target, keeps_rows, task.applied(), len(task.calls("callback")), said)


def row_of(trouble: str, cases: list[Case]) -> str:
    """Return one row of the document."""
    cells = [_cell([case for case in cases if case.result == result]) for result in RESULTS]
    return "\n".join([f"   * - {trouble}", *(f"     - {cell}" for cell in cells)])


def _cell(cases: list[Case]) -> str:
    verdicts = [case.in_words() for case in cases]
    return "; ".join(f"{verdict} ({verdicts.count(verdict)})" for verdict in sorted(set(verdicts)))


def document(rows: list[str]) -> str:
    """Return the whole document."""
    return "\n".join([_HEAD.format(troubles=len(TROUBLES), cases=12 * len(TROUBLES)), *rows, ""])


_HEAD = """\
..
  Copyright (c) 2026, the huaweicloud.autoscaling contributors
  GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
  SPDX-License-Identifier: GPL-3.0-or-later

.. _ansible_collections.huaweicloud.autoscaling.docsite.fault_matrix:

What happens when things go wrong
=================================

How a task of :ansplugin:`huaweicloud.autoscaling.as_lifecycle_callback#module` ends that meets a fault of the service
or of the network while it calls a hanging instance back. Each cell tells what the service has done by then, the
:ansretval:`huaweicloud.autoscaling.as_lifecycle_callback#module:outcome` that the task reports, and in how many of
four cases: the target given by key or by instance, and resolved rows that stay in the suspension query or leave it.

The outcome ``applied`` is a success, all others in this table are failures. The table is written by
``tests/unit/fault_matrix.py`` from {cases} runs ({troubles} faults), and the unit tests check that it is true.

.. list-table::
   :header-rows: 1

   * - Fault
     - CONTINUE
     - ABANDON
     - EXTEND"""


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(document([row_of(name, cases_of(name)) for name in TROUBLES]), encoding="utf-8")

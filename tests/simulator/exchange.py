# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request's way through faults and operations to what is sent back."""

from __future__ import annotations

import typing as t

from .fault import Fault
from .routes import Route, find, serve
from .wire import Answer, Request

if t.TYPE_CHECKING:
    from .simulator import Simulator


class Call(t.NamedTuple):
    """One request as it came in; the status is None if no answer was sent, or not yet."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    status: int | None
    operation: str | None
    connection: int


class Delivery(t.NamedTuple):
    """What is sent, how many promised bytes are not, and whether the connection is then reset."""

    answer: Answer | None
    missing: int = 0
    reset: bool = False


class Exchange:
    """Carries out one request and keeps its entry in the list of calls."""

    def __init__(self, simulator: Simulator, request: Request) -> None:
        route, params = find(request.method, request.path)
        self._simulator = simulator
        self._route: Route | None = route
        self._request = request._replace(params=params)
        self._interrupted = simulator.interrupted
        self._calls = simulator.calls
        operation = route.operation if route else None
        self._call = Call(*request[:5], status=None, operation=operation, connection=request.connection)
        self._calls.append(self._call)

    def delivery(self) -> Delivery:
        """Return what to send back, after everything that delays it."""
        fault = self._simulator.faults.take(self._call.operation, "*") or Fault(applied=True)
        if self._cut_short(fault.before):
            return Delivery(None)
        if fault.later is not None:
            self._schedule(fault.later)
        served = self._serve() if fault.applied else None
        if self._cut_short(fault.after) or fault.dropped:
            return Delivery(None)
        answer = fault.replacement(self._request.request_id) if fault.replacement else served
        self._note(answer)
        return Delivery(answer, fault.missing, fault.reset)

    def _cut_short(self, seconds: float) -> bool:
        return bool(seconds) and self._interrupted.wait(seconds)

    def _serve(self) -> Answer:
        with self._simulator.lock:
            return serve(self._simulator, self._route, self._request)

    def _schedule(self, seconds: float) -> None:
        with self._simulator.lock:
            self._simulator.state.schedule(seconds, self._serve)

    def _note(self, answer: Answer | None) -> None:
        with self._simulator.lock:
            for place in reversed(range(len(self._calls))):
                if self._calls[place] is self._call:
                    if answer:
                        self._calls[place] = self._call._replace(status=answer.status)
                    return

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator's own interface over HTTP, for playbooks and for people."""

from __future__ import annotations

import json
import typing as t

from .clock import moment, stamp
from .fault import Fault
from .values import GROUP_ID
from .wire import Answer, Request, json_answer

if t.TYPE_CHECKING:
    from .simulator import Simulator

PREFIX = "/_simulator/"
Arguments = t.Dict[str, t.Any]
SWITCHES = {
    "keep_resolved": lambda simulator, value: setattr(simulator.state, "keep_resolved", value),
    "extend_from": lambda simulator, value: setattr(simulator.state, "extend_from", value),
    "read_lag": lambda simulator, value: setattr(simulator.state, "read_lag", value),
    "topics": lambda simulator, value: setattr(simulator.state, "topics", None if value is None else set(value)),
    "denial": lambda simulator, value: setattr(simulator.accounts, "denial", value),
    "metadata": lambda simulator, value: setattr(simulator.metadata, "mode", value),
}


def answer(simulator: Simulator, request: Request) -> Answer:
    """Carry out a control request; a mistake in it is a 400 that says what is wrong."""
    act = _ACTS.get((request.method, request.path[len(PREFIX) :]))
    if act is None:
        return json_answer(404, {"error": "there are " + ", ".join(f"{method} {name}" for method, name in _ACTS)})
    try:
        arguments = json.loads(request.body) if request.body else dict(request.arguments())
        with simulator.lock:
            return json_answer(200, act(simulator, arguments))
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        return json_answer(400, {"error": f"{type(exc).__name__}: {exc}"})


def _reset(simulator: Simulator, arguments: Arguments) -> Arguments:
    simulator.reset(**arguments)
    return {}


def _clock(simulator: Simulator, arguments: Arguments) -> Arguments:
    if "set" in arguments:
        simulator.clock.set(moment(arguments["set"]))
    simulator.clock.advance(arguments.get("advance", 0))
    return {"now": stamp(simulator.clock.now())}


def _suspend(simulator: Simulator, arguments: Arguments) -> Arguments:
    return {"lifecycle_action_key": simulator.state.suspend(**{"group": GROUP_ID, **arguments})}


def _fault(simulator: Simulator, arguments: Arguments) -> Arguments:
    place = {name: arguments.pop(name) for name in ("operation", "times") if name in arguments}
    simulator.faults.add(Fault.from_dict(arguments), **place)
    return {"waiting": [{"operation": operation, **fault.to_dict()} for operation, fault in simulator.faults.waiting]}


def _resolve(simulator: Simulator, arguments: Arguments) -> Arguments:
    simulator.state.resolve(**arguments)
    return {}


def _extend(simulator: Simulator, arguments: Arguments) -> Arguments:
    simulator.state.extend(**arguments)
    return {}


def _permissions(simulator: Simulator, arguments: Arguments) -> Arguments:
    allowed = arguments["allowed"]
    simulator.accounts.permissions = None if allowed is None else set(allowed)
    return {"allowed": allowed}


def _switches(simulator: Simulator, arguments: Arguments) -> Arguments:
    for name, value in arguments.items():
        SWITCHES[name](simulator, value)
    return arguments


def _calls(simulator: Simulator, arguments: Arguments) -> Arguments:
    return {"calls": [{**call._asdict(), "body": call.body.decode("utf-8", "replace")} for call in simulator.calls]}


def _applied(simulator: Simulator, arguments: Arguments) -> Arguments:
    changes = [{**one._asdict(), "at": stamp(one.at), "deadline": stamp(one.deadline)} for one in simulator.applied]
    return {"applied": changes}


def _rows(simulator: Simulator, arguments: Arguments) -> Arguments:
    return {"rows": simulator.state.rows(arguments.get("group", GROUP_ID))}


def _values(simulator: Simulator, arguments: Arguments) -> Arguments:
    return simulator.values()


_ACTS: dict[tuple[str, str], t.Callable[[Simulator, Arguments], Arguments]] = {
    ("POST", "reset"): _reset,
    ("POST", "clock"): _clock,
    ("POST", "suspend"): _suspend,
    ("POST", "fault"): _fault,
    ("POST", "resolve"): _resolve,
    ("POST", "extend"): _extend,
    ("POST", "permissions"): _permissions,
    ("POST", "switches"): _switches,
    ("GET", "calls"): _calls,
    ("GET", "applied"): _applied,
    ("GET", "rows"): _rows,
    ("GET", "values"): _values,
}

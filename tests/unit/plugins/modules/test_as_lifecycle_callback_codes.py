# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error code of the manuals, as the service, the gateway or IAM answers a callback with it."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import CODES, Kind
from ansible_collections.huaweicloud.autoscaling.tests.simulator import faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import BY_KEY, TARGETS, hang

# How a task ends that meets such a failure with every callback, and how many of them it sends with one retry.
ENDS = {
    Kind.REJECTED: ("rejected", 1),
    Kind.DENIED: ("rejected", 1),
    Kind.UNAUTHORIZED: ("rejected", 1),
    Kind.BUSY: ("unreachable", 2),
    Kind.THROTTLED: ("unreachable", 2),
    Kind.UNCLEAR: ("still_hanging", 2),
    Kind.GONE: ("still_hanging", 2),
}

SERVICE = {
    "AS.0001": (500, Kind.UNCLEAR),
    "AS.0002": (400, Kind.REJECTED),
    "AS.0003": (400, Kind.BUSY),
    "AS.0005": (401, Kind.UNAUTHORIZED),
    "AS.0006": (401, Kind.UNAUTHORIZED),
    "AS.0007": (404, Kind.GONE),
    "AS.0008": (400, Kind.REJECTED),
    "AS.0011": (403, Kind.DENIED),
    "AS.0022": (400, Kind.REJECTED),
    "AS.0031": (400, Kind.DENIED),
    "AS.0033": (404, Kind.REJECTED),
    "AS.0049": (500, Kind.UNCLEAR),
    "AS.2007": (400, Kind.REJECTED),
    "AS.2009": (400, Kind.REJECTED),
    "AS.2020": (400, Kind.BUSY),
    "AS.2033": (400, Kind.BUSY),
    "AS.4000": (400, Kind.REJECTED),
    "AS.4001": (400, Kind.REJECTED),
    "AS.4003": (400, Kind.REJECTED),
    "AS.4004": (400, Kind.REJECTED),
    "AS.4005": (400, Kind.REJECTED),
    "AS.4006": (400, Kind.GONE),
    "AS.4028": (400, Kind.REJECTED),
    "AS.7030": (400, Kind.REJECTED),
    "AS.7031": (400, Kind.REJECTED),
    "AS.7032": (400, Kind.REJECTED),
    "AS.7033": (400, Kind.REJECTED),
    "AS.7034": (400, Kind.REJECTED),
    "AS.7035": (400, Kind.REJECTED),
    "AS.7036": (400, Kind.REJECTED),
    "AS.7037": (400, Kind.REJECTED),
    "AS.7038": (400, Kind.REJECTED),
    "AS.7039": (400, Kind.REJECTED),
    "AS.7040": (400, Kind.REJECTED),
    "AS.7041": (400, Kind.REJECTED),
    "AS.7042": (400, Kind.GONE),
    "AS.7043": (400, Kind.REJECTED),
    "AS.7055": (400, Kind.REJECTED),
}
GATEWAY = {
    "APIGW.0101": (404, Kind.REJECTED),
    "APIGW.0106": (400, Kind.REJECTED),
    "APIGW.0201": (502, Kind.UNCLEAR),
    "APIGW.0202": (502, Kind.UNCLEAR),
    "APIGW.0203": (504, Kind.UNCLEAR),
    "APIGW.0204": (400, Kind.REJECTED),
    "APIGW.0301": (401, Kind.UNAUTHORIZED),
    "APIGW.0302": (403, Kind.DENIED),
    "APIGW.0305": (401, Kind.UNAUTHORIZED),
    "APIGW.0306": (403, Kind.DENIED),
    "APIGW.0307": (401, Kind.UNAUTHORIZED),
    "APIGW.0308": (429, Kind.THROTTLED),
    "APIGW.0310": (403, Kind.DENIED),
    "APIGW.0402": (403, Kind.DENIED),
    "APIGW.0601": (500, Kind.UNCLEAR),
    "APIGW.0602": (400, Kind.REJECTED),
    "APIGW.0610": (502, Kind.UNCLEAR),
    "APIGW.0613": (503, Kind.UNCLEAR),
}
IAM = {
    "IAM.0001": (401, Kind.UNAUTHORIZED),
    "IAM.0002": (403, Kind.DENIED),
    "IAM.0003": (403, Kind.DENIED),
    "IAM.0006": (500, Kind.UNCLEAR),
    "IAM.0012": (429, Kind.THROTTLED),
    "IAM.0020": (410, Kind.REJECTED),
    "IAM.0061": (401, Kind.UNAUTHORIZED),
    "IAM.0062": (401, Kind.UNAUTHORIZED),
    "IAM.0066": (401, Kind.UNAUTHORIZED),
    "IAM.0067": (401, Kind.UNAUTHORIZED),
    "IAM.0080": (403, Kind.DENIED),
    "IAM.0081": (403, Kind.DENIED),
    "IAM.0082": (403, Kind.DENIED),
    "IAM.0083": (403, Kind.DENIED),
}
EVERY_CODE = {**SERVICE, **GATEWAY, **IAM}
SAID = "What the service says about it"


def test_the_table_of_codes_holds_those_of_the_manuals_and_no_others():
    assert {code: cause.kind for code, cause in CODES.items()} == {code: row[1] for code, row in EVERY_CODE.items()}


@pytest.mark.parametrize("code", EVERY_CODE)
def test_code(task, simulator, code):
    status, kind = EVERY_CODE[code]
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.answer(status, code, SAID, shape="service" if code in SERVICE else "gateway"), times=9)

    failure = task(lifecycle_action_result="CONTINUE", max_retries=1, **BY_KEY)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, False, [])
    assert (failure["outcome"], failure["callbacks_sent"]) == ENDS[kind]
    assert (failure["status_code"], failure["error_code"], failure["error_message"]) == (status, code, SAID)
    assert CODES[code].words in failure["msg"]
    assert f"({code}, HTTP {status}, request id {failure['request_id']})" in failure["msg"]
    assert failure["msg"].endswith(failure["remedy"])


@pytest.mark.parametrize("shape", ["service", "gateway"])
@pytest.mark.parametrize("code", ["AS.2007", "APIGW.0101", "IAM.0067"])
def test_a_code_counts_in_either_shape_of_body(task, simulator, hanging, code, shape):
    simulator.faults.add(faults.answer(EVERY_CODE[code][0], code, SAID, shape=shape))

    failure = task(lifecycle_action_result="CONTINUE", **BY_KEY)

    assert (failure["error_code"], failure["error_message"]) == (code, SAID)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("code", ["AS.0011", "AS.0031", "APIGW.0306"])
def test_a_right_that_is_missing_is_named(task, simulator, hanging, code, target):
    simulator.faults.add(faults.answer(EVERY_CODE[code][0], code))

    assert "as:instanceHooks:action" in task(lifecycle_action_result="CONTINUE", **target)["remedy"]


def test_the_gateway_s_404_is_no_missing_target(task, simulator, hanging):
    simulator.faults.add(faults.answer(404, "APIGW.0101", shape="gateway"))

    failure = task(lifecycle_action_result="CONTINUE", when_not_hanging="ignore", **BY_KEY)

    assert (failure["failed"], failure["outcome"], task.operations()) == (True, "rejected", ["callback"])

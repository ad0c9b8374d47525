# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error code of the manuals, as the service, the gateway or IAM answers a callback with it."""

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import CODES
from ansible_collections.huaweicloud.autoscaling.tests.simulator import faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import BY_KEY, TARGETS, hang

# How a task ends that meets the code with every callback, and whether it tries a second time.
FINAL = ("rejected", 1)
FOR_NOW = ("unreachable", 2)
READ_BACK = ("still_hanging", 2)

SERVICE = {
    "AS.0001": (500, READ_BACK),
    "AS.0002": (400, FINAL),
    "AS.0003": (400, FOR_NOW),
    "AS.0005": (401, FINAL),
    "AS.0006": (401, FINAL),
    "AS.0007": (404, READ_BACK),
    "AS.0008": (400, FINAL),
    "AS.0011": (403, FINAL),
    "AS.0022": (400, FINAL),
    "AS.0031": (400, FINAL),
    "AS.0033": (404, FINAL),
    "AS.0049": (500, READ_BACK),
    "AS.2007": (400, FINAL),
    "AS.2009": (400, FINAL),
    "AS.2020": (400, FOR_NOW),
    "AS.2033": (400, FOR_NOW),
    "AS.4000": (400, FINAL),
    "AS.4001": (400, FINAL),
    "AS.4003": (400, FINAL),
    "AS.4004": (400, FINAL),
    "AS.4005": (400, FINAL),
    "AS.4006": (400, READ_BACK),
    "AS.4028": (400, FINAL),
    "AS.7030": (400, FINAL),
    "AS.7031": (400, FINAL),
    "AS.7032": (400, FINAL),
    "AS.7033": (400, FINAL),
    "AS.7034": (400, FINAL),
    "AS.7035": (400, FINAL),
    "AS.7036": (400, FINAL),
    "AS.7037": (400, FINAL),
    "AS.7038": (400, FINAL),
    "AS.7039": (400, FINAL),
    "AS.7040": (400, FINAL),
    "AS.7041": (400, FINAL),
    "AS.7042": (400, READ_BACK),
    "AS.7043": (400, FINAL),
    "AS.7055": (400, FINAL),
}
GATEWAY = {
    "APIGW.0101": (404, FINAL),
    "APIGW.0106": (400, FINAL),
    "APIGW.0201": (502, READ_BACK),
    "APIGW.0202": (502, READ_BACK),
    "APIGW.0203": (504, READ_BACK),
    "APIGW.0204": (400, FINAL),
    "APIGW.0301": (401, FINAL),
    "APIGW.0302": (403, FINAL),
    "APIGW.0305": (401, FINAL),
    "APIGW.0306": (403, FINAL),
    "APIGW.0307": (401, FINAL),
    "APIGW.0308": (429, FOR_NOW),
    "APIGW.0310": (403, FINAL),
    "APIGW.0402": (403, FINAL),
    "APIGW.0601": (500, READ_BACK),
    "APIGW.0602": (400, FINAL),
    "APIGW.0610": (502, READ_BACK),
    "APIGW.0613": (503, READ_BACK),
}
IAM = {
    "IAM.0001": (401, FINAL),
    "IAM.0002": (403, FINAL),
    "IAM.0003": (403, FINAL),
    "IAM.0006": (500, READ_BACK),
    "IAM.0012": (429, FOR_NOW),
    "IAM.0020": (410, FINAL),
    "IAM.0061": (401, FINAL),
    "IAM.0062": (401, FINAL),
    "IAM.0066": (401, FINAL),
    "IAM.0067": (401, FINAL),
    "IAM.0080": (403, FINAL),
    "IAM.0081": (403, FINAL),
    "IAM.0082": (403, FINAL),
    "IAM.0083": (403, FINAL),
}
EVERY_CODE = {**SERVICE, **GATEWAY, **IAM}
SAID = "What the service says about it"


def test_the_table_of_codes_holds_those_of_the_manuals_and_no_others():
    assert sorted(CODES) == sorted(EVERY_CODE)


@pytest.mark.parametrize("code", EVERY_CODE)
def test_code(task, simulator, code):
    status, (outcome, attempts) = EVERY_CODE[code]
    hang(simulator, timeout=86400)
    simulator.faults.add(faults.answer(status, code, SAID, shape="service" if code in SERVICE else "gateway"), times=9)

    failure = task(lifecycle_action_result="CONTINUE", max_retries=1, **BY_KEY)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, False, [])
    assert (failure["outcome"], failure["attempts"]) == (outcome, attempts)
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

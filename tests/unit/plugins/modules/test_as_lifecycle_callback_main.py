# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module as Ansible runs it: what main() prints, and that no secret is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_lifecycle_callback
from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    PASSWORD,
    SECRET_KEY,
    SECURITY_TOKEN,
    TEMPORARY_SECRET_KEY,
    TOKEN,
    faults,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    INSTANCE_ID,
    KEY,
    LOGINS,
    NO_LOGIN,
    RESULTS,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE", **BY_KEY}
SECRETS = (TOKEN, SECRET_KEY, TEMPORARY_SECRET_KEY, SECURITY_TOKEN, PASSWORD)
VARIABLES = {
    "token": {"HW_AUTH_TOKEN": "token"},
    "key pair": {"HW_ACCESS_KEY": "access_key", "HW_SECRET_KEY": "secret_key"},
    "temporary key pair": {
        "HW_ACCESS_KEY": "access_key",
        "HW_SECRET_KEY": "secret_key",
        "HW_SECURITY_TOKEN": "security_token",
    },
    "password": {"HW_USER_NAME": "username", "HW_USER_PASSWORD": "password", "HW_DOMAIN_NAME": "domain_name"},
}


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("diff", [False, True], ids=["plain", "with diff"])
def test_a_success_is_printed_as_the_documentation_promises(run_module, hanging, result, diff):
    done = run_module(diff=diff, lifecycle_action_result=result, **BY_INSTANCE)

    deadlines = {"deadline_before", "deadline_after"} if result == "EXTEND" else set()
    facts = {"changed", "outcome", "callback", "suspension", "request_id", "callbacks_sent"}
    assert set(done) - {"invocation"} == facts | deadlines | ({"diff"} if diff else set())
    assert (done["changed"], done["outcome"], done["callbacks_sent"]) == (True, "applied", 1)
    assert done["callback"] == {"lifecycle_action_result": result, **BY_INSTANCE}


def test_a_failure_is_printed_with_its_facts(run_module):
    failure = run_module(**CONTINUE)

    facts = {"changed", "outcome", "callback", "suspension", "request_id", "callbacks_sent", "failed", "msg", "remedy"}
    assert set(failure) - {"invocation", "exception"} == facts | {"status_code", "error_code", "error_message"}
    assert (failure["failed"], failure["changed"], failure["outcome"]) == (True, False, "not_hanging")


def test_check_mode_reaches_the_module(run_module, simulator, hanging):
    foreseen = run_module(check=True, **CONTINUE)

    assert (foreseen["changed"], foreseen["outcome"], simulator.applied) == (True, "applied", [])


def test_warnings_are_printed(run_module, hanging):
    done = run_module(**CONTINUE, instance_id=INSTANCE_ID)

    assert "ignored: instance_id." in str(done["warnings"])


def test_a_key_is_no_secret(run_module, hanging):
    done = run_module(**CONTINUE)

    assert done["callback"]["lifecycle_action_key"] == KEY


@pytest.mark.parametrize("place", ["options", "variables"])
@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize("trouble", ["none", "refused", "repeated by the service", "unreachable"])
def test_no_secret_is_printed(run_module, simulator, hanging, monkeypatch, login, place, trouble):
    options = {**NO_LOGIN, "project_id": None, "region": "eu-de"}
    if place == "options":
        options.update(LOGINS[login])
    else:
        for variable, name in VARIABLES[login].items():
            monkeypatch.setenv(variable, LOGINS[login][name])
    if trouble == "refused":
        simulator.accounts.clear()
        simulator.faults.add(faults.answer(401, "APIGW.0301", shape="gateway"), "*", times=9)
    elif trouble == "repeated by the service":
        said = " ".join(["Wrong:", *SECRETS])
        for status in (400, 403, 503):
            simulator.faults.add(faults.answer(status, "AS.7034", said[:280]), times=1)
    elif trouble == "unreachable":
        options.update(endpoint="http://127.0.0.1:1", auth_url="http://127.0.0.1:1", max_retries=0)

    printed = json.dumps(run_module(diff=True, **CONTINUE, **options))

    given = [value for name, value in LOGINS[login].items() if name not in ("access_key", "username", "domain_name")]
    assert [secret for secret in given if secret in printed] == []
    assert ("applied" in printed) is (trouble == "none")


def test_a_token_that_was_issued_is_not_printed_when_the_service_repeats_it(run_module, simulator, hanging):
    issued = "MIIx8Rk2VqZ7bNw4TyLp9JcHf3GmDs6KuXa5WvEzQtY"
    simulator.accounts.add_token(issued, "any")
    headers = {"X-Subject-Token": issued}
    simulator.faults.add(faults.body("{}", 201, headers), "login")
    simulator.faults.add(faults.answer(403, "AS.0011", f"The token {issued} has no role."))

    failure = run_module(**CONTINUE, **{**NO_LOGIN, **LOGINS["password"]})

    assert failure["error_code"] == "AS.0011"
    assert issued not in json.dumps(failure)


def test_a_long_token_that_the_service_repeats_is_not_printed_in_part(run_module, simulator, hanging):
    issued = "MII" + "x8Rk2VqZ7bNw4TyLp9JcHf3GmDs6KuXa5WvEzQtY" * 30
    simulator.faults.add(faults.body("{}", 201, {"X-Subject-Token": issued}), "login")
    simulator.faults.add(faults.answer(403, "AS.0011", f"The token {issued} has no role."))

    failure = run_module(**CONTINUE, **{**NO_LOGIN, **LOGINS["password"]})

    assert issued[:100] not in json.dumps(failure)


@pytest.mark.parametrize("check", [False, True], ids=["for real", "in check mode"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lifecycle_action_result": "CONTINUE"}, "lifecycle_action_key, instance_id"),
        (BY_KEY, "lifecycle_action_result"),
        ({"lifecycle_action_result": "STOP", **BY_KEY}, "ABANDON, CONTINUE, EXTEND"),
        ({"lifecycle_action_result": "EXTEND", **BY_KEY, "min_remaining": "long"}, "min_remaining"),
        ({**CONTINUE, "when_not_hanging": "maybe"}, "when_not_hanging"),
        ({**CONTINUE, "answer": 42}, "answer"),
        ({**CONTINUE, "endpoint": "https:///"}, "endpoint: the address has no host"),
    ],
)
def test_bad_options_end_in_one_message(run_module, simulator, options, words, check):
    failure = run_module(check=check, **options)

    assert failure["failed"] is True
    assert words in failure["msg"]
    assert simulator.calls == []


_WITHOUT_REQUESTS = """
import json, sys
sys.modules["requests"] = None
from ansible.module_utils import basic
from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_lifecycle_callback
basic._ANSIBLE_ARGS = sys.argv[1].encode()
basic._ANSIBLE_PROFILE = "legacy"
as_lifecycle_callback.main()
"""


@pytest.mark.parametrize("check", [False, True], ids=["for real", "in check mode"])
def test_requests_that_is_not_installed_is_named(task, simulator, check):
    options = {**task.parameters(**CONTINUE), "_ansible_check_mode": check}
    program = [sys.executable, "-c", _WITHOUT_REQUESTS, json.dumps({"ANSIBLE_MODULE_ARGS": options})]
    root = str(Path(as_lifecycle_callback.__file__).absolute().parents[5])

    run = subprocess.run(
        program, env={"PYTHONPATH": ":".join([root, *sys.path])}, stdout=subprocess.PIPE, check=False, timeout=60
    )

    failure = json.loads(run.stdout)
    assert (failure["failed"], simulator.calls) == (True, [])
    assert "Failed to import the required Python library (requests)" in failure["msg"]

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Logins that users already have: clouds.yaml, KooCLI's configuration, the SDK's file, the agency of an instance."""

from __future__ import annotations

import json
import sys

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._settings import settings_of
from ansible_collections.huaweicloud.autoscaling.plugins.modules import as_own_instance_info
from ansible_collections.huaweicloud.autoscaling.tests.simulator import (
    ACCESS_KEY,
    DOMAIN_NAME,
    GROUP_ID,
    PASSWORD,
    PROJECT_ID,
    SECRET_KEY,
    TOKEN,
    USERNAME,
)
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import BY_KEY, KEY, NO_LOGIN

CONTINUE = {**NO_LOGIN, "lifecycle_action_result": "CONTINUE", **BY_KEY}
KEYS = {"HW_ACCESS_KEY": ACCESS_KEY, "HW_SECRET_KEY": SECRET_KEY}


@pytest.fixture
def profile(tmp_path, monkeypatch):
    keys = {"accessKeyId": ACCESS_KEY, "secretAccessKey": SECRET_KEY, "projectId": PROJECT_ID}
    path = tmp_path / "config.json"
    path.write_text(json.dumps({"current": "other", "profiles": [{"name": "other"}, {"name": "prod", **keys}]}))
    monkeypatch.setenv("HW_SHARED_CONFIG_FILE", str(path))
    return "prod"


@pytest.fixture
def credentials_file(tmp_path):
    path = tmp_path / "credentials"
    path.write_text(f"[basic]\nak = {ACCESS_KEY}\nsk = {SECRET_KEY}\nproject_id = {PROJECT_ID}\n[global]\nak = other\n")
    return str(path)


@pytest.fixture
def cloud(tmp_path, monkeypatch, simulator):
    path = tmp_path / "clouds.yaml"
    auth = {"username": USERNAME, "password": PASSWORD, "user_domain_name": DOMAIN_NAME}
    clouds = {
        "user": {"auth": {**auth, "auth_url": simulator.iam_url, "project_id": PROJECT_ID}},
        "token": {
            "auth_type": "token",
            "auth": {"auth_url": simulator.iam_url, "token": TOKEN},
            "region_name": "eu-nl",
        },
        "keys": {"ak": ACCESS_KEY, "sk": SECRET_KEY, "auth": {"auth_url": simulator.iam_url}, "verify": False},
    }
    path.write_text(json.dumps({"clouds": clouds}))
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(path))
    return "user"


@pytest.fixture
def agency(monkeypatch, simulator):
    monkeypatch.setenv("HW_METADATA_ENDPOINT", simulator.url)
    return "agency"


@pytest.fixture
def every_source(profile, credentials_file, cloud, agency):
    return {"profile": profile, "credentials_file": credentials_file, "cloud": cloud, "auth_type": agency}


@pytest.mark.parametrize("option", ["profile", "credentials_file", "cloud", "auth_type"])
def test_each_source_named_by_the_task_logs_in(task, hanging, every_source, option):
    done = task(**CONTINUE, **{option: every_source[option]})

    assert (done["outcome"], task.applied()) == ("applied", ["CONTINUE"])


@pytest.mark.parametrize("entry", ["token", "keys"])
def test_an_entry_of_clouds_yaml_may_hold_a_token_or_a_key_pair(task, hanging, cloud, entry):
    assert task(**CONTINUE, cloud=entry)["outcome"] == "applied"


def settled(**options):
    names = as_own_instance_info.ARGUMENTS["argument_spec"]
    return settings_of({**dict.fromkeys(names), "timeout": 30, **options})


def test_credentials_of_the_task_go_before_every_variable(every_source, monkeypatch):
    for name, value in {**KEYS, "OS_CLOUD": "user", "HW_PROFILE": "prod"}.items():
        monkeypatch.setenv(name, value)

    settings = settled(token=TOKEN)

    assert (settings["token"], settings["access_key"], settings["username"]) == (TOKEN, None, None)


def test_a_source_of_the_task_goes_before_credentials_in_variables(every_source, monkeypatch):
    monkeypatch.setenv("HW_AUTH_TOKEN", TOKEN)

    settings = settled(profile=every_source["profile"])

    assert (settings["token"], settings["access_key"]) == (None, ACCESS_KEY)


ORDER = [
    ({"HW_AUTH_TOKEN": TOKEN}, "token"),
    ({"HW_PROFILE": "profile"}, "access_key"),
    ({"HUAWEICLOUD_SDK_CREDENTIALS_FILE": "credentials_file"}, "access_key"),
    ({"OS_CLOUD": "cloud"}, "username"),
]


@pytest.mark.parametrize("first", range(len(ORDER)), ids=["credentials", "profile", "credentials file", "cloud"])
def test_of_the_variables_the_earlier_line_of_the_table_counts(every_source, monkeypatch, first):
    for variables, _option in ORDER[first:]:
        for name, value in variables.items():
            monkeypatch.setenv(name, every_source.get(value, value))

    found = [option for option in ("token", "access_key", "username") if settled()[option]]

    assert found == [ORDER[first][1]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [({"region": "eu-de"}, "eu-de"), ({}, "eu-nl"), ({"cloud": "keys"}, "cn-north-4")],
    ids=["of the task", "of the entry", "of the variable"],
)
def test_a_place_is_the_task_s_then_the_entry_s_then_the_variable_s(cloud, monkeypatch, options, expected):
    monkeypatch.setenv("HW_REGION_NAME", "cn-north-4")

    assert settled(**{"cloud": "token", **options})["region"] == expected


@pytest.mark.parametrize(
    ("options", "variable", "expected"),
    [({}, None, True), ({}, "true", False), ({"validate_certs": True}, "true", True), ({"cloud": "keys"}, None, False)],
)
def test_certificates_are_checked_unless_somebody_says_otherwise(cloud, monkeypatch, options, variable, expected):
    if variable:
        monkeypatch.setenv("HW_INSECURE", variable)

    assert settled(**options)["validate_certs"] is expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cloud": "user", "token": TOKEN}, "cloud: it is a way to log in, and so is token. Give one of them."),
        ({"cloud": "user", "profile": "prod"}, "profile: it is a way to log in, and so is cloud. Give one of them."),
        ({"cloud": "none"}, "cloud: no clouds.yaml that can be read has an entry none."),
        ({"cloud": "keys", "auth_url": ""}, None),
        ({"profile": "none"}, "has no profile none. Check the name."),
        ({"credentials_file": "/nowhere"}, "credentials_file: /nowhere cannot be read (No such file or directory)."),
    ],
)
def test_a_source_that_cannot_be_used_is_one_message_and_no_request(task, every_source, options, message):
    done = task(**{**CONTINUE, **options, "project_id": PROJECT_ID})

    if message is None:
        assert "is missing" not in done["msg"]
    else:
        assert message in done["msg"]
        assert (done["outcome"], task.operations()) == ("rejected", [])


@pytest.mark.parametrize("text", ["[basic\n", "ak = x\n", "[global]\nak = x\n"])
def test_a_file_that_is_no_credentials_file_is_one_message(task, tmp_path, text):
    path = tmp_path / "credentials"
    path.write_text(text)

    done = task(**CONTINUE, credentials_file=str(path))

    assert done["msg"] == f"credentials_file: {path} has no section [basic]. Check the file."


@pytest.mark.parametrize("text", ["{", "[]", '{"profiles": null}', '{"profiles": [{}]}', '{"profiles": [1]}'])
def test_a_file_that_is_no_configuration_of_koocli_is_one_message(task, tmp_path, monkeypatch, text):
    path = tmp_path / "config.json"
    path.write_text(text)
    monkeypatch.setenv("HW_SHARED_CONFIG_FILE", str(path))

    done = task(**CONTINUE, profile="prod")

    assert done["msg"] == f"profile: {path} is no configuration of KooCLI. Check HW_SHARED_CONFIG_FILE."


def test_a_clouds_yaml_that_is_no_yaml_is_one_message(task, cloud, tmp_path):
    (tmp_path / "clouds.yaml").write_text("clouds: [")

    done = task(**CONTINUE, cloud="user")

    assert done["msg"].startswith("cloud: no clouds.yaml that can be read has an entry user. Check the name")


def test_a_missing_openstacksdk_is_named(task, cloud, monkeypatch):
    monkeypatch.setitem(sys.modules, "openstack.config", None)

    done = task(**CONTINUE, cloud="user")

    assert done["msg"].startswith(
        "cloud: it needs the Python library openstacksdk, which is missing. Install openstacksdk"
    )


@pytest.mark.parametrize("mode", ["open", "token"])
def test_the_keys_of_an_agency_log_in_with_and_without_a_session_token(task, simulator, hanging, agency, mode):
    simulator.metadata.mode = mode

    done = task(**CONTINUE, auth_type=agency)

    assert (done["outcome"], task.applied()) == ("applied", ["CONTINUE"])
    assert task.calls("callback")[0].headers["x-security-token"] == simulator.metadata.credential["securitytoken"]


def test_the_project_of_an_agency_is_the_one_of_its_instance(task, hanging, agency):
    assert task(**CONTINUE, auth_type=agency, project_id=None)["outcome"] == "applied"


def test_an_instance_without_an_agency_is_told_so(task, simulator, agency):
    simulator.metadata.mode = "no-agency"

    done = task(**CONTINUE, auth_type=agency)

    assert done["msg"] == "auth_type: this instance has no agency. Give it one, or log in another way."
    assert task.calls("callback") == []


def test_a_machine_without_metadata_service_is_told_so(task, monkeypatch):
    monkeypatch.setenv("HW_METADATA_ENDPOINT", "http://127.0.0.1:9")

    done = task(**CONTINUE, auth_type="agency")

    assert done["msg"].startswith("The metadata service does not answer: there is no answer (Connection refused).")
    assert done["outcome"] == "rejected"


def test_the_metadata_service_is_never_asked_through_a_proxy(task, hanging, agency, monkeypatch):
    monkeypatch.setenv("no_proxy", "nothing.example.com")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    done = task(**CONTINUE, auth_type=agency, max_retries=0)

    assert (done["outcome"], task.operations()) == ("unreachable", ["metadata"])


@pytest.mark.parametrize(("minutes", "keys"), [(45, 1), (51, 2)])
def test_keys_of_an_agency_are_renewed_ten_minutes_before_they_expire(task, simulator, agency, minutes, keys):
    simulator.state.suspend(GROUP_ID, "one", "drain", key="first", timeout=9000)
    simulator.state.suspend(GROUP_ID, "two", "drain", key="second", timeout=9000)
    clients = []
    connect, task.client = (
        task.client,
        lambda params: clients[0] if clients else clients.append(connect(params)) or clients[0],
    )

    outcomes = [task(**{**CONTINUE, "lifecycle_action_key": "first"}, auth_type=agency)["outcome"]]
    simulator.clock.advance(minutes * 60)
    outcomes.append(task(**{**CONTINUE, "lifecycle_action_key": "second"}, auth_type=agency)["outcome"])

    assert outcomes == ["applied", "applied"]
    assert len({call.headers["x-security-token"] for call in task.calls("callback")}) == keys


def own_instance(task, **options):
    client = task.client({**dict.fromkeys(as_own_instance_info.ARGUMENTS["argument_spec"]), "timeout": 30, **options})
    return as_own_instance_info.run(options, client, None)


def test_an_instance_finds_its_own_group_hook_and_key(task, simulator, agency):
    simulator.state.add_group("another-group")
    simulator.state.suspend(GROUP_ID, simulator.metadata.instance_id, "drain", key=KEY)

    own = own_instance(task, endpoint=simulator.url, auth_type=agency)

    assert own["instance_id"] == simulator.metadata.instance_id
    assert [(row["scaling_group_id"], row["lifecycle_action_key"]) for row in own["hook_instances"]] == [
        (GROUP_ID, KEY)
    ]


def test_an_instance_that_no_hook_holds_finds_nothing(task, simulator, hanging, agency):
    assert own_instance(task, endpoint=simulator.url, auth_type=agency)["hook_instances"] == []


def test_every_page_of_groups_is_asked(task, simulator, agency):
    for number in range(120):
        simulator.state.add_group(f"group-{number:03}")
    simulator.state.add_hook("group-119", "drain")
    simulator.state.suspend("group-119", simulator.metadata.instance_id, "drain", key=KEY)

    own = own_instance(task, endpoint=simulator.url, auth_type=agency)

    assert [row["scaling_group_id"] for row in own["hook_instances"]] == ["group-119"]

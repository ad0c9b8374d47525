# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a task goes and as whom: regions and addresses, environment variables, and what goes before what."""

from __future__ import annotations

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._arguments import (
    CONNECTION,
    CREDENTIALS,
    PLACES,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._clouds import (
    autoscaling_address,
    iam_address,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._connect import connect
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._errors import InputError
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._login import (
    KeyPairLogin,
    PasswordLogin,
    TokenLogin,
)
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._settings import settings_of

REGIONS = {
    "eu-de": ("as.eu-de.otc.t-systems.com", "iam.eu-de.otc.t-systems.com"),
    "eu-nl": ("as.eu-nl.otc.t-systems.com", "iam.eu-nl.otc.t-systems.com"),
    "eu-ch2": ("as.eu-ch2.sc.otc.t-systems.com", "iam-pub.eu-ch2.sc.otc.t-systems.com"),
    "eu-west-101": ("as.eu-west-101.myhuaweicloud.eu", "iam.eu-west-101.myhuaweicloud.eu"),
    "cn-north-4": ("as.cn-north-4.myhuaweicloud.com", "iam.cn-north-4.myhuaweicloud.com"),
    "ap-southeast-1": ("as.ap-southeast-1.myhuaweicloud.com", "iam.ap-southeast-1.myhuaweicloud.com"),
    "la-south-2": ("as.la-south-2.myhuaweicloud.com", "iam.la-south-2.myhuaweicloud.com"),
    "na-mexico-1": ("as.na-mexico-1.myhuaweicloud.com", "iam.na-mexico-1.myhuaweicloud.com"),
    "ae-north-1": ("as.ae-north-1.myhuaweicloud.com", "iam.ae-north-1.myhuaweicloud.com"),
}


@pytest.mark.parametrize("region", REGIONS)
def test_region(region):
    autoscaling, iam = REGIONS[region]

    assert autoscaling_address(None, region) == f"https://{autoscaling}"
    assert iam_address(None, region) == f"https://{iam}"


@pytest.mark.parametrize("region", ["moon", "eu-de.evil.example/", "EU-DE", "eu-de\n", "eu_de", "cn-north-4@x"])
def test_a_region_that_is_none_is_refused(region):
    for address in (autoscaling_address, iam_address):
        with pytest.raises(InputError, match=r"^region: "):
            address(None, region)


@pytest.mark.parametrize(
    ("endpoint", "address"),
    [
        ("as.example.com", "https://as.example.com"),
        ("as.example.com/", "https://as.example.com"),
        ("https://as.example.com", "https://as.example.com"),
        ("http://127.0.0.1:8774/", "http://127.0.0.1:8774"),
        (" https://as.example.com ", "https://as.example.com"),
        ("https://as.example.com/autoscaling-api/v1/0123", "https://as.example.com"),
        ("https://as.example.com/autoscaling-api/", "https://as.example.com"),
        ("https://as.example.com/autoscaling-api", "https://as.example.com"),
        ("as.example.com/gate/autoscaling-api/v1", "https://as.example.com/gate"),
        ("https://[::1]:8443/x/", "https://[::1]:8443/x"),
        ("HTTPS://as.example.com", "https://as.example.com"),
    ],
)
def test_endpoint(endpoint, address):
    assert autoscaling_address(endpoint, "eu-de") == address


@pytest.mark.parametrize(
    ("auth_url", "address"),
    [
        ("iam.example.com", "https://iam.example.com"),
        ("https://iam.example.com/v3", "https://iam.example.com"),
        ("https://iam.example.com/v3/", "https://iam.example.com"),
        ("https://iam.example.com/v3.0/", "https://iam.example.com"),
        ("https://iam.example.com/v3/auth/tokens", "https://iam.example.com"),
        ("https://iam.example.com/identity/v3", "https://iam.example.com/identity"),
        ("http://127.0.0.1:8774/v3", "http://127.0.0.1:8774"),
    ],
)
def test_auth_url(auth_url, address):
    assert iam_address(auth_url, None) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https:///path",
        "://as.example.com",
        "ftp://as.example.com",
        "https://user@as.example.com",
        "https://:word@as.example.com",
        "https://as.example.com:port",
        "https://as.example.com:99999",
        "https://as.example.com:0",
        "https://as.example.com?x=y",
        "https://as.example.com/#x",
        "https://as example.com",
        "https://as.example.com/\r\nX: y",
        "https://äs.example.com",
        "https://[::1",
    ],
)
def test_an_address_that_is_none_is_refused(address):
    for option, read in (("endpoint", autoscaling_address), ("auth_url", iam_address)):
        with pytest.raises(InputError, match=f"^{option}: "):
            read(address, "eu-de")


def test_an_address_that_holds_a_password_is_refused_without_repeating_it():
    with pytest.raises(InputError) as refused:
        autoscaling_address("https://user:x8Rk2VqZ7bNw4@as.example.com", None)

    assert "x8Rk2VqZ7bNw4" not in str(refused.value)


def settings(**options):
    checked = ArgumentSpecValidator(CONNECTION).validate(options)
    assert checked.error_messages == []
    return settings_of(checked.validated_parameters)


# The variables that users already have, those of Terraform, of the SDK and of OpenStack, in the order that counts.
VARIABLES = {
    "token": ["HW_AUTH_TOKEN", "OS_AUTH_TOKEN", "OS_TOKEN"],
    "access_key": ["HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY"],
    "secret_key": ["HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK", "OS_SECRET_KEY"],
    "security_token": ["HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "OS_SECURITY_TOKEN"],
    "username": ["HW_USER_NAME", "OS_USERNAME"],
    "password": ["HW_USER_PASSWORD", "OS_PASSWORD"],
    "domain_name": ["HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME"],
    "project_id": ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"],
    "project_name": ["HW_PROJECT_NAME", "OS_PROJECT_NAME", "OS_TENANT_NAME"],
    "region": ["HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"],
    "auth_url": ["HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "OS_AUTH_URL"],
    "ca_path": ["OS_CACERT"],
}
EACH = [(option, name) for option, names in VARIABLES.items() for name in names]


def test_the_table_of_variables_is_whole():
    without = {"endpoint", "validate_certs", "max_retries"}

    assert set(VARIABLES) == (set(CREDENTIALS) | set(PLACES)) - without


@pytest.mark.parametrize(("option", "name"), EACH)
def test_variable(monkeypatch, option, name):
    monkeypatch.setenv(name, "from-the-environment")

    assert settings()[option] == "from-the-environment"


@pytest.mark.parametrize("option", VARIABLES)
def test_of_several_variables_the_first_that_is_not_empty_counts(monkeypatch, option):
    names = VARIABLES[option]
    for name in names:
        monkeypatch.setenv(name, f"value-of-{name}")
    assert settings()[option] == f"value-of-{names[0]}"

    monkeypatch.setenv(names[0], "")
    assert settings()[option] == (f"value-of-{names[1]}" if names[1:] else None)


@pytest.mark.parametrize(("option", "name"), EACH)
def test_the_task_goes_before_a_variable(monkeypatch, option, name):
    monkeypatch.setenv(name, "from-the-environment")

    assert settings(**{option: "from-the-task"})[option] == "from-the-task"


@pytest.mark.parametrize("named", CREDENTIALS)
@pytest.mark.parametrize("option", CREDENTIALS)
def test_a_task_that_names_a_credential_takes_none_from_the_environment(monkeypatch, named, option):
    monkeypatch.setenv(VARIABLES[option][0], "from-the-environment")

    assert settings(**{named: "from-the-task"})[option] == ("from-the-task" if named == option else None)


def test_max_retries_may_come_from_the_environment(monkeypatch):
    assert settings()["max_retries"] == 3
    monkeypatch.setenv("HW_MAX_RETRIES", "7")

    assert (settings()["max_retries"], settings(max_retries=0)["max_retries"]) == (7, 0)


def test_max_retries_that_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("HW_MAX_RETRIES", "many")

    with pytest.raises(InputError, match=r"^max_retries: 'many' is no number"):
        settings()


@pytest.mark.parametrize("name", ["HW_INSECURE", "OS_INSECURE"])
@pytest.mark.parametrize(
    ("value", "checked"), [("true", False), ("1", False), ("yes", False), ("false", True), ("0", True), ("", True)]
)
def test_certificates_are_checked_unless_the_environment_says_otherwise(monkeypatch, name, value, checked):
    monkeypatch.setenv(name, value)

    assert settings()["validate_certs"] is checked
    assert settings(validate_certs=True)["validate_certs"] is True


EVERYTHING = {
    "token": "tttttttt",
    "access_key": "aaaaaaaa",
    "secret_key": "ssssssss",
    "username": "uuuuuuuu",
    "password": "pppppppp",
    "domain_name": "dddddddd",
    "region": "eu-de",
}


def login(**options):
    spec = ArgumentSpecValidator(CONNECTION).validate({**EVERYTHING, **options})
    return type(connect({**spec.validated_parameters}).login)


@pytest.mark.parametrize("place", ["the task", "the environment"])
def test_a_token_goes_before_a_key_pair_and_a_key_pair_before_a_password(monkeypatch, place):
    if place == "the environment":
        for option, value in EVERYTHING.items():
            monkeypatch.setenv(VARIABLES[option][0], value)
        without = dict.fromkeys(EVERYTHING)
        assert login(**without) is TokenLogin
        monkeypatch.delenv("HW_AUTH_TOKEN")
        assert login(**without) is KeyPairLogin
        monkeypatch.delenv("HW_ACCESS_KEY")
        monkeypatch.delenv("HW_SECRET_KEY")
        assert login(**without) is PasswordLogin
    else:
        assert login() is TokenLogin
        assert login(token=None) is KeyPairLogin
        assert login(token=None, access_key=None, secret_key=None) is PasswordLogin


def test_the_sdk_s_variable_names_the_endpoint_of_its_region(monkeypatch):
    monkeypatch.setenv("HUAWEICLOUD_SDK_REGION_AS_EU_DE", "https://as.own.example")
    asked = []

    def client(**options):
        spec = ArgumentSpecValidator(CONNECTION).validate({**EVERYTHING, **options})
        return connect(spec.validated_parameters)

    for options in ({}, {"region": "eu-nl"}, {"endpoint": "as.task.example"}):
        asked.append(client(**options)._endpoint)

    assert asked == ["https://as.own.example", "https://as.eu-nl.otc.t-systems.com", "https://as.task.example"]

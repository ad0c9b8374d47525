# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

KEY = "/openstack/latest/securitykey"


def test_the_key_it_hands_out_is_known_to_the_accounts(api, simulator):
    shown = api("GET", KEY).json()["credential"]
    key = simulator.accounts.keys[shown["access"]]

    assert (key.secret_key, key.security_token) == (shown["secret"], shown["securitytoken"])
    assert (key.expires_at - simulator.clock.now()).total_seconds() == 3600


def test_the_key_is_renewed_ten_minutes_before_its_end(api, simulator):
    first = api("GET", KEY).json()
    simulator.clock.advance(3000)
    same = api("GET", KEY).json()
    simulator.clock.advance(1)
    renewed = api("GET", KEY).json()

    assert same == first
    assert renewed["credential"]["access"] != first["credential"]["access"]


@pytest.mark.parametrize("path", ["/latest/meta-data/instance-id", "/meta-data/latest/instance-id"])
def test_an_instance_learns_its_id(api, simulator, path):
    assert api("GET", path).text == simulator.metadata.instance_id
    assert api("GET", "/openstack/latest/meta_data.json").json()["uuid"] == simulator.metadata.instance_id


def test_a_token_is_needed_when_the_mode_says_so(api, simulator):
    simulator.metadata.mode = "token"
    refused = api("GET", KEY).status_code
    token = api("PUT", "/meta-data/latest/api/token", headers={"X-Metadata-Token-Ttl-Seconds": "21600"}).text

    assert refused == 401
    assert api("GET", KEY, headers={"X-Metadata-Token": "forged"}).status_code == 401
    assert api("GET", KEY, headers={"X-Metadata-Token": token}).status_code == 200


def test_a_token_needs_a_lifetime(api):
    assert api("PUT", "/meta-data/latest/api/token").status_code == 400


def test_an_instance_without_an_agency_has_no_key_but_an_id(api, simulator):
    simulator.metadata.mode = "no-agency"
    refused = api("GET", KEY)

    assert (refused.status_code, "configure Cloud Service Agency" in refused.text) == (401, True)
    assert api("GET", "/openstack/latest/meta_data.json").status_code == 200

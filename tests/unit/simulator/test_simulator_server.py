# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import http.client
import ssl
import threading

import pytest
import requests
import trustme

from ansible_collections.huaweicloud.autoscaling.tests.simulator import GROUP_ID, TOKEN, Call, Simulator, drop_before


def test_one_connection_carries_many_requests(api, simulator):
    for _repetition in range(3):
        api.rows()

    assert [call.connection for call in simulator.calls] == [1, 1, 1]


def test_a_call_keeps_what_was_sent(api, simulator):
    api("PUT", "/no%2Fsuch/path?a=%20b", data=b"\x00\xff")

    (call,) = simulator.calls
    assert call == Call("PUT", "/no%2Fsuch/path", "a=%20b", call.headers, b"\x00\xff", 404, None, 1)
    assert call.headers["x-auth-token"] == TOKEN


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", "APIGW.0101"),
        ("/autoscaling-api", "APIGW.0101"),
        ("{prefix}/scaling_instance_hook//callback", "APIGW.0101"),
        ("{prefix}/scaling_instance_hook/{group}/callback/", "APIGW.0101"),
        ("/{prefix}/scaling_instance_hook/{group}/callback", "APIGW.0101"),
        ("/autoscaling-api/v9/project/scaling_group", "AS.0033"),
    ],
)
def test_an_unknown_path_is_a_404_with_or_without_a_login(api, simulator, path, code):
    connection = http.client.HTTPConnection("127.0.0.1", simulator.port, timeout=10)
    connection.request("PUT", path.format(prefix=api.prefix, group=GROUP_ID))
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()

    assert (answer.status, f'"{code}"' in text) == (404, True)


def test_a_method_nobody_offers_is_an_unknown_path(api):
    assert api.refusal(api.hooks("PATCH", "drain")) == (404, "APIGW.0101")


def test_every_answer_has_a_date_of_the_clock_and_an_id_of_its_own(api, simulator):
    answers = [api("GET", "/no-such-path"), api.hooks("GET", "list"), api("GET", "/_simulator/values")]
    date = simulator.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT")

    assert [answer.headers["Date"] for answer in answers] == [date] * 3
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 3


def test_a_stopped_simulator_refuses_and_a_started_one_is_back_on_its_port(api, simulator, key):
    url = simulator.url
    simulator.stop()
    with pytest.raises(requests.ConnectionError, match="refused"):
        requests.get(url, timeout=10)
    simulator.start()

    assert (simulator.url, api.statuses()) == (url, ["HANGING"])


def test_stopping_ends_open_connections(api, simulator):
    connection = http.client.HTTPConnection("127.0.0.1", simulator.port, timeout=10)
    connection.request("GET", "/_simulator/rows")
    connection.getresponse().read()
    simulator.stop()

    assert connection.sock.recv(1) == b""
    connection.close()


def test_many_clients_are_served_at_once_and_each_callback_counts_once(api, simulator):
    keys = [simulator.state.suspend(GROUP_ID, f"host-{number}", "drain") for number in range(20)]
    statuses = []

    def resolve(key):
        body = {"lifecycle_action_key": key, "lifecycle_action_result": "CONTINUE"}
        url = f"{simulator.url}{api.prefix}/scaling_instance_hook/{GROUP_ID}/callback"
        statuses.append(requests.put(url, json=body, headers={"X-Auth-Token": TOKEN}, timeout=10).status_code)

    threads = [threading.Thread(target=resolve, args=(key,)) for key in keys + keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [204] * 20 + [400] * 20
    assert sorted(one.lifecycle_action_key for one in simulator.applied) == sorted(keys)


def test_nothing_is_said_unless_wanted(api, simulator, capfd):
    api("GET", "/no-such-path")
    quiet = capfd.readouterr()
    simulator.verbose = True
    api("GET", "/no-such-path")

    assert (quiet.out, quiet.err) == ("", "")
    assert capfd.readouterr().err == "GET /no-such-path -> 404\n"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def encrypted(authority, tmp_path):
    files = {name: tmp_path / name for name in ("cert.pem", "key.pem", "ca.pem")}
    certificate = authority.issue_cert("127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(str(files["cert.pem"]))
    certificate.private_key_pem.write_to_path(str(files["key.pem"]))
    authority.cert_pem.write_to_path(str(files["ca.pem"]))
    with Simulator(tls=(str(files["cert.pem"]), str(files["key.pem"]))) as running:
        running.authority_file = str(files["ca.pem"])
        yield running


def test_it_speaks_tls_with_a_certificate_given(encrypted):
    answer = requests.get(encrypted.url + "/_simulator/values", verify=encrypted.authority_file, timeout=10)

    assert answer.json()["iam_url"] == encrypted.iam_url == encrypted.url + "/v3"
    assert encrypted.url.startswith("https://")


def test_an_untrusted_certificate_fails_quietly_on_its_side(encrypted, capfd):
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(encrypted.url, timeout=10)

    assert capfd.readouterr().err == ""
    assert encrypted.calls == []


def test_tls_to_a_plain_port_fails(simulator):
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(simulator.url.replace("http://", "https://"), timeout=10)


def test_a_handshake_may_be_cut_off(encrypted, authority):
    encrypted.faults.add(drop_before(), "connection")
    context = ssl.create_default_context(cafile=encrypted.authority_file)
    cut = http.client.HTTPSConnection("127.0.0.1", encrypted.port, timeout=10, context=context)

    with pytest.raises(OSError, match=r"EOF|reset|closed"):
        cut.request("GET", "/")
    assert requests.get(encrypted.url, verify=encrypted.authority_file, timeout=10).status_code == 404

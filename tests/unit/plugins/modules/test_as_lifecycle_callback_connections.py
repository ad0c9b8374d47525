# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How it travels: certificates, proxies, the netrc file, idle connections and addresses that lead nowhere."""

from __future__ import annotations

import http.server
import json
import threading
import time
import typing as t

import pytest
import trustme

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils import _http
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._answer import Purpose
from ansible_collections.huaweicloud.autoscaling.tests.simulator import TOKEN, Clock, Simulator, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_KEY,
    LOGINS,
    NO_LOGIN,
    RESULTS,
    Task,
    hang,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE", **BY_KEY}


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority, tmp_path):
    """A simulator behind TLS, and the file of its authority."""
    certificate = authority.issue_cert("127.0.0.1")
    chain, key, trusted = (str(tmp_path / name) for name in ("chain.pem", "key.pem", "ca.pem"))
    certificate.private_key_pem.write_to_path(key)
    authority.cert_pem.write_to_path(trusted)
    for number, part in enumerate(certificate.cert_chain_pems):
        part.write_to_path(chain, append=number > 0)
    with Simulator(tls=(chain, key), clock=Clock(frozen=True)) as running:
        hang(running)
        yield running, trusted


@pytest.mark.parametrize("result", RESULTS)
def test_a_certificate_of_an_unknown_authority_is_refused_and_nothing_is_sent(secure, result):
    simulator, _trusted = secure
    failure = Task(simulator)(lifecycle_action_result=result, **BY_KEY)

    assert (failure["failed"], failure["outcome"], failure["callbacks_sent"]) == (True, "unreachable", 0)
    assert "certificate verify failed" in failure["msg"].lower()
    assert simulator.calls == []


def test_ca_path_names_the_authority_to_trust(secure):
    simulator, trusted = secure

    assert Task(simulator)(**CONTINUE, ca_path=trusted)["outcome"] == "applied"


def test_ca_path_may_come_from_the_environment(secure, monkeypatch):
    simulator, trusted = secure
    monkeypatch.setenv("OS_CACERT", trusted)

    assert Task(simulator)(**CONTINUE)["outcome"] == "applied"


def test_requests_own_variable_for_the_authority_is_heard(secure, monkeypatch):
    simulator, trusted = secure
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", trusted)

    assert Task(simulator)(**CONTINUE)["outcome"] == "applied"


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_validate_certs_false_trusts_anybody(secure, monkeypatch):
    simulator, _trusted = secure
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")

    assert Task(simulator)(**CONTINUE, validate_certs=False)["outcome"] == "applied"


def test_the_authority_of_another_server_is_not_enough(secure, tmp_path):
    simulator, _trusted = secure
    other = str(tmp_path / "other.pem")
    trustme.CA().cert_pem.write_to_path(other)

    failure = Task(simulator)(**CONTINUE, ca_path=other)

    assert (failure["failed"], simulator.calls) == (True, [])


def test_a_certificate_for_another_host_is_refused(authority, tmp_path, secure):
    simulator, trusted = secure
    failure = Task(simulator)(**CONTINUE, ca_path=trusted, endpoint=simulator.url.replace("127.0.0.1", "localhost"))

    assert (failure["failed"], simulator.calls) == (True, [])


class Proxy(http.server.BaseHTTPRequestHandler):
    """Notes what it is asked for and refuses."""

    asked: t.ClassVar[list[tuple[str, str]]] = []

    def refuse(self) -> None:
        self.asked.append((self.command, self.path))
        self.send_error(403)

    do_PUT = do_GET = do_CONNECT = refuse  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy():
    """Return the address of a proxy, with what it has been asked for."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    Proxy.asked = []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_of_the_environment_is_used(task, monkeypatch, proxy, scheme):
    monkeypatch.setenv(f"{scheme}_proxy", proxy)

    failure = task(**CONTINUE, endpoint=f"{scheme}://as.example:8443", max_retries=0)

    url = task.parameters()["project_id"], task.parameters()["scaling_group_id"]
    path = "http://as.example:8443/autoscaling-api/v1/{}/scaling_instance_hook/{}/callback".format(*url)
    assert Proxy.asked == [("PUT", path) if scheme == "http" else ("CONNECT", "as.example:8443")]
    assert failure["outcome"] == ("rejected" if scheme == "http" else "unreachable")


def test_a_host_in_no_proxy_is_asked_directly(task, simulator, hanging, monkeypatch, proxy):
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    assert (task(**CONTINUE)["outcome"], Proxy.asked) == ("applied", [])


@pytest.mark.parametrize("login", LOGINS)
def test_the_netrc_file_never_replaces_a_login(task, simulator, hanging, monkeypatch, tmp_path, login):
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password something\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))

    options = {**NO_LOGIN, **LOGINS[login], "project_id": None, "region": "eu-de"}
    done = task(diff=True, **CONTINUE, **options)

    assert done["outcome"] == "applied"
    assert not [call for call in simulator.calls if call.headers.get("authorization", "").startswith("Basic")]


def test_a_task_uses_one_connection(task, simulator, hanging):
    task(lifecycle_action_result="EXTEND", min_remaining=7200, **BY_KEY, **{**NO_LOGIN, **LOGINS["password"]})

    assert len(simulator.calls) == 6
    assert len({call.connection for call in simulator.calls if call.operation != "login"}) == 1


def test_a_connection_that_was_idle_for_long_is_not_used_again(simulator, monkeypatch):
    http = _http.Http(True, 30)
    ask = (Purpose("ask"), "GET", simulator.url + "/v3/projects", lambda request: request)
    for limit in (60.0, 60.0, 0.0):
        monkeypatch.setattr(_http, "_IDLE_LIMIT", limit)
        http.exchange(*ask)

    first, second, third = (call.connection for call in simulator.calls)
    assert (first == second, second == third) == (True, False)


def test_the_time_for_an_answer_is_limited(task, simulator, hanging):
    simulator.faults.add(faults.late_after(30))
    start = time.monotonic()

    done = task(**CONTINUE, timeout=1)

    assert (done["outcome"], time.monotonic() - start < 10) == ("applied", True)


@pytest.mark.parametrize(
    "host",
    ["a..example", ".example", "x" * 64 + ".example", "nowhere.invalid", "127.0.0.1:1", "[::1]:1", "ex_ample.invalid"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_address_that_leads_nowhere_ends_in_one_message(task, scheme, host):
    failure = task(**CONTINUE, endpoint=f"{scheme}://{host}", max_retries=0)

    assert (failure["failed"], failure["callbacks_sent"]) == (True, 0)
    assert (failure["outcome"], TOKEN in json.dumps(failure)) == ("unreachable", False)


def test_the_words_for_a_reading_that_was_not_sent_do_not_say_that_an_answer_was_lost(task, simulator):
    simulator.stop()

    failure = task(check=True, **CONTINUE)

    assert "the answer was lost" not in failure["msg"]

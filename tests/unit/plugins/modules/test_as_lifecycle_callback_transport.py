# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What travels: redirects, bodies of any kind, and answers that are no HTTP."""

from __future__ import annotations

import gzip
import socket
import threading

import pytest

from ansible_collections.huaweicloud.autoscaling.plugins.module_utils import _http
from ansible_collections.huaweicloud.autoscaling.plugins.module_utils._answer import Purpose
from ansible_collections.huaweicloud.autoscaling.tests.simulator import Clock, Simulator, faults
from ansible_collections.huaweicloud.autoscaling.tests.unit.driving import (
    BY_INSTANCE,
    BY_KEY,
    LOGINS,
    NO_LOGIN,
    RESULTS,
    hang,
)

CONTINUE = {"lifecycle_action_result": "CONTINUE", **BY_KEY}
OPERATIONS = {"callback": {}, "list_instances": {"diff": True}, "login": {**NO_LOGIN, **LOGINS["password"]}}


@pytest.fixture
def elsewhere():
    """Another server, to which nothing may travel."""
    with Simulator(clock=Clock(frozen=True)) as running:
        hang(running)
        yield running


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_redirect_is_not_followed_and_no_success(task, simulator, elsewhere, hanging, operation, status):
    path = "/v3/auth/tokens" if operation == "login" else simulator.iam_url
    simulator.faults.add(faults.redirect(elsewhere.url + path, status), operation)

    failure = task(**CONTINUE, **OPERATIONS[operation])

    assert (failure["failed"], failure["outcome"], failure["status_code"]) == (True, "rejected", status)
    assert "redirects are not followed" in failure["msg"]
    assert (elsewhere.calls, task.applied()) == ([], [])


@pytest.mark.parametrize("status", [200, 201, 202, 205])
@pytest.mark.parametrize("result", RESULTS)
def test_another_success_than_204_is_settled_and_not_believed(task, simulator, hanging, result, status):
    simulator.faults.add(faults.body("{}", status), times=9)

    failure = task(lifecycle_action_result=result, **BY_INSTANCE)

    assert (failure["failed"], failure["changed"], task.applied()) == (True, False, [])
    assert failure["outcome"] == ("unknown" if result == "EXTEND" else "still_hanging")
    assert "not the one that the API promises" in failure["msg"]


@pytest.mark.parametrize(
    "raw", ["", "null", "[]", "{", "<html></html>", '{"instance_hanging_info":{}}', '{"instance_hanging_info":[1]}']
)
def test_a_list_of_another_shape_is_no_empty_list(task, simulator, hanging, raw):
    simulator.faults.add(faults.body(raw), "list_instances", times=9)

    foreseen = task(check=True, when_not_hanging="ignore", **CONTINUE)

    said = (foreseen.get("failed", False), foreseen["outcome"])
    assert said == (True, "unreachable")


@pytest.mark.parametrize("raw", ["{}", '{"instance_hanging_info":null}', '{"instance_hanging_info":[]}'])
def test_an_empty_list_may_be_left_out(task, simulator, hanging, raw):
    simulator.faults.add(faults.body(raw), "list_instances")

    assert task(check=True, when_not_hanging="ignore", **CONTINUE)["outcome"] == "not_hanging"


def test_a_body_is_read_up_to_a_limit(simulator):
    simulator.faults.add(faults.body(b"x" * (_http.LARGEST_BODY + 1), 500), "*")
    answer = _http.Http(True, 30).exchange(Purpose("ask"), "GET", simulator.url, lambda request: request)

    assert len(answer.body) == _http.LARGEST_BODY


def test_a_body_that_never_ends_is_left_at_the_limit():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def pour():
            connection, _address = listener.accept()
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            try:
                while True:
                    connection.sendall(b"x" * 65536)
            except OSError:
                connection.close()

        threading.Thread(target=pour, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = _http.Http(True, 30).exchange(Purpose("ask"), "GET", url, lambda request: request)

    assert len(answer.body) == _http.LARGEST_BODY


def test_a_body_with_a_huge_message_makes_a_short_one(task, simulator, hanging):
    simulator.faults.add(faults.answer(400, "AS.7034", "long " * 10000))

    failure = task(**CONTINUE)

    assert (len(failure["error_message"]) < 310, len(failure["msg"]) < 1000) == (True, True)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-32", "cp037", "shift-jis"])
def test_a_body_in_another_encoding_ends_in_one_message(task, simulator, hanging, encoding):
    raw = '{"error":{"code":"AS.7034","message":"Wrong result"}}é' if encoding != "shift-jis" else "結果"
    simulator.faults.add(faults.body(raw.encode(encoding), 400))

    failure = task(**CONTINUE)

    assert (failure["outcome"], failure["status_code"], "\n" in failure["msg"]) == ("rejected", 400, False)


def test_a_compressed_body_is_read(task, simulator, hanging):
    raw = gzip.compress(b'{"error":{"code":"AS.7034","message":"Wrong result"}}')
    simulator.faults.add(faults.body(raw, 400, {"Content-Encoding": "gzip"}))

    assert task(**CONTINUE)["error_code"] == "AS.7034"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_body_that_cannot_be_unpacked_still_has_its_status(task, simulator, hanging, encoding):
    simulator.faults.add(faults.body(b"no such thing", 400, {"Content-Encoding": encoding}))

    assert task(**CONTINUE)["status_code"] == 400


def test_a_request_says_who_it_is_from_and_what_it_carries(task, hanging):
    task(diff=True, **CONTINUE)

    get, put = task.simulator.calls
    assert put.headers["user-agent"] == f"huaweicloud.autoscaling/{_http.VERSION}"
    assert (put.headers["content-type"], "content-type" in get.headers) == ("application/json", False)
    assert put.headers["content-length"] == str(len(put.body))
    assert (get.body, "transfer-encoding" in put.headers) == (b"", False)


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 abc No Content\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000 + b"\r\n\r\n",
    ],
    ids=["garbage", "no status", "no length", "no chunk", "many headers", "a long header"],
)
def test_an_answer_that_is_no_http_ends_in_one_message(task, answer):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            while True:
                try:
                    connection, _address = listener.accept()
                except OSError:
                    return
                connection.recv(65536)
                connection.sendall(answer)
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        failure = task(**CONTINUE, endpoint=f"http://127.0.0.1:{listener.getsockname()[1]}", max_retries=1)

    assert (failure["failed"], failure["outcome"], failure["changed"]) == (True, "unknown", False)

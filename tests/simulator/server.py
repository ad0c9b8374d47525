# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP/1.1 on the loopback."""

from __future__ import annotations

import email.utils
import http
import http.server
import itertools
import socket
import socketserver
import ssl
import struct
import sys
import threading
import traceback
import typing as t
import uuid

from . import control
from .exchange import Delivery, Exchange
from .wire import Answer, Request

if t.TYPE_CHECKING:
    from .simulator import Simulator

_NO_LINGER = struct.pack("ii", 1, 0)


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def setup(self) -> None:
        self.number = next(self.server.numbers)
        if self.server.simulator.faults.take("connection"):
            raise ConnectionAbortedError
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        try:
            super().finish()
        finally:
            self.connection.close()

    def log_message(self, format: str, *args: t.Any) -> None:
        """Say nothing; the simulator itself reports when asked to."""

    def answer(self) -> None:
        """Answer one request of any method."""
        request = self._read()
        if request.path.startswith(control.PREFIX):
            delivery = Delivery(control.answer(self.server.simulator, request))
        else:
            delivery = Exchange(self.server.simulator, request).delivery()
            self._report(request, delivery.answer)
        self._write(delivery, request.request_id)

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = answer  # noqa: N815

    def _read(self) -> Request:
        length = self.headers.get("Content-Length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        # The base class shortens a doubled slash at the beginning of self.path; the gateway does not.
        path, _mark, query = self.requestline.split(" ")[1].partition("?")
        return Request(self.command, path, query, headers, body, self.number, uuid.uuid4().hex, {})

    def _write(self, delivery: Delivery, request_id: str) -> None:
        answer = delivery.answer
        self.close_connection = self.close_connection or answer is None or delivery.missing > 0
        if answer is not None:
            self.wfile.write(self._head(answer, delivery.missing, request_id) + answer.body)
        if delivery.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self.rfile.close()
            self.connection.close()

    def _head(self, answer: Answer, missing: int, request_id: str) -> bytes:
        headers: dict[str, str | None] = {
            "Date": email.utils.format_datetime(self.server.simulator.clock.now(), usegmt=True),
            "X-Request-Id": request_id,
            **answer.headers,
        }
        if answer.status != 204 or answer.body:
            headers.setdefault("Content-Length", str(len(answer.body) + missing))
        if self.close_connection:
            headers["Connection"] = "close"
        reason = http.HTTPStatus(answer.status).phrase if answer.status in _STATUSES else ""
        lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{k}: {v}" for k, v in headers.items() if v is not None)]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _report(self, request: Request, answer: Answer | None) -> None:
        if self.server.simulator.verbose:
            said = str(answer.status) if answer else "no answer"
            print(f"{request.method} {request.path} -> {said}", file=sys.stderr, flush=True)


_STATUSES = {status.value for status in http.HTTPStatus}


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Accepts connections for one simulator, a thread for each."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, simulator: Simulator, port: int, tls: ssl.SSLContext | None) -> None:
        self.simulator = simulator
        self.tls = tls
        self.numbers = itertools.count(1)
        self.open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def handle_error(self, request: t.Any, client_address: t.Any) -> None:
        """Show what is wrong with the simulator; a client that went away is nothing to show."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()

    def stop(self) -> None:
        """Refuse new connections and end the open ones."""
        self.shutdown()
        self.server_close()
        self._thread.join()
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

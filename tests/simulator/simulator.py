# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator as a whole."""

from __future__ import annotations

import ssl
import threading
import typing as t

from . import scenario, values
from .accounts import Accounts
from .clock import Clock
from .exchange import Call
from .fault_queue import Faults
from .metadata import Metadata
from .server import Server
from .state import State
from .suspension import Applied

TlsFiles = t.Tuple[str, str]


class Simulator:
    """IAM, Auto Scaling and the metadata service on a port of the loopback."""

    def __init__(
        self,
        tls: TlsFiles | None = None,
        clock: Clock | None = None,
        port: int = 0,
        demo: bool = False,
        verbose: bool = False,
    ) -> None:
        self.clock = clock or Clock()
        self.lock = threading.RLock()
        self.verbose = verbose
        self.state = State(self.clock, self.lock)
        self.accounts = Accounts(self.clock, self.lock)
        self.faults = Faults(self.lock)
        self.metadata = Metadata()
        self.calls: list[Call] = []
        self.interrupted = threading.Event()
        self._tls = _context(tls) if tls else None
        self._port = port
        self._demo = demo
        self._server: Server | None = None
        scenario.load(self.state, demo)

    def __enter__(self) -> Simulator:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> Simulator:
        """Listen; once stopped, a simulator listens on its old port again."""
        self._server = Server(self, self._port, self._tls)
        self._port = self._server.server_address[1]
        return self

    def stop(self) -> None:
        """Refuse connections from now on and end the open ones."""
        if self._server:
            self._interrupt()
            self._server.stop()
            self._server = None

    @property
    def port(self) -> int:
        """The port, from the first start on."""
        return self._port

    @property
    def url(self) -> str:
        """The base URL of Auto Scaling and of the metadata service."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def iam_url(self) -> str:
        """The base URL of IAM, with its version."""
        return self.url + "/v3"

    @property
    def applied(self) -> list[Applied]:
        """Every change made to a suspended instance."""
        return self.state.applied

    def reset(self, demo: bool | None = None) -> None:
        """Go back to the beginning, with the suspended instances of the demo or without."""
        with self.lock:
            self._interrupt()
            self.clock.reset()
            for part in (self.state, self.accounts, self.faults, self.metadata):
                part.clear()
            self.calls = []
            scenario.load(self.state, self._demo if demo is None else demo)

    def values(self) -> dict[str, t.Any]:
        """Return all that a client needs to know, as JSON."""
        return {"url": self.url, "iam_url": self.iam_url, **values.all_values()}

    def _interrupt(self) -> None:
        """Drop what is still waiting to be applied or answered."""
        interrupted, self.interrupted = self.interrupted, threading.Event()
        interrupted.set()


def _context(tls: TlsFiles) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*tls)
    return context

# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When to try again: the policy as a table, and the patience that follows it. Nothing else repeats a request.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import datetime
import enum
import random
import time
import typing as t

from ._errors import Kind, ServiceError, Throttle

FIRST_PAUSE = 0.5
"""Seconds before the second try; each further pause is twice as long, less up to half of it by chance."""
LONGEST_PAUSE = 300.0
"""Seconds; where the service asks for more, the task gives up and says so."""

T = t.TypeVar("T")


class Effect(enum.Enum):
    """What a request does, as far as sending it twice is concerned."""

    SAME = "sent twice, it leaves things as sent once: a query, an update, a login"
    ONCE = "a second one is refused, since the first ended what it names: CONTINUE, ABANDON"
    ADDS = "a second one adds to the first: EXTEND"


class Action(enum.Enum):
    """What to do after a failure."""

    AGAIN = "pause and send it again"
    READ_BACK = "ask the service what became of it, and decide from that"
    RENEW = "log in anew, once, and send it again"
    GIVE_UP = "report the failure"


POLICY: dict[Kind, dict[Effect, Action]] = {
    kind: dict(zip((Effect.SAME, Effect.ONCE, Effect.ADDS), actions))
    for kind, actions in {
        Kind.NOT_SENT: (Action.AGAIN, Action.AGAIN, Action.AGAIN),
        Kind.THROTTLED: (Action.AGAIN, Action.AGAIN, Action.AGAIN),
        Kind.BUSY: (Action.AGAIN, Action.AGAIN, Action.AGAIN),
        Kind.UNCLEAR: (Action.AGAIN, Action.READ_BACK, Action.READ_BACK),
        Kind.GONE: (Action.GIVE_UP, Action.READ_BACK, Action.READ_BACK),
        Kind.UNAUTHORIZED: (Action.RENEW, Action.RENEW, Action.RENEW),
        Kind.DENIED: (Action.GIVE_UP, Action.GIVE_UP, Action.GIVE_UP),
        Kind.REJECTED: (Action.GIVE_UP, Action.GIVE_UP, Action.GIVE_UP),
    }.items()
}


class Clock:
    """The machine's time; tests bring their own."""

    @staticmethod
    def now() -> datetime.datetime:
        """Return the time of day in UTC."""
        return datetime.datetime.now(datetime.timezone.utc)

    @staticmethod
    def monotonic() -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    @staticmethod
    def sleep(seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Patience:
    """How often one request is tried again: `max_retries` times, and never past `deadline` (of `clock.monotonic()`)."""

    def __init__(self, clock: Clock, max_retries: int) -> None:
        self.clock = clock
        self.deadline: float | None = None
        self._most = max_retries
        self._used = 0

    def pause(self, wait: Throttle | None = None) -> bool:
        """Wait before the next try; false where there is to be none."""
        if self._used >= self._most:
            return False
        self._used += 1
        seconds = self._seconds(wait)
        if seconds > LONGEST_PAUSE or self._is_late(seconds):
            return False
        self.clock.sleep(seconds)
        return True

    def _is_late(self, seconds: float) -> bool:
        return self.deadline is not None and self.clock.monotonic() + seconds >= self.deadline

    def _seconds(self, wait: Throttle | None) -> float:
        """Return the seconds that the service asks for, or else the next step of the back-off."""
        if wait is not None and wait.retry_after is not None:
            return max(wait.retry_after, 0.0) + random.uniform(0.0, FIRST_PAUSE)
        if wait is not None and wait.limit:
            # From about one slot of the window for the first pause to the whole window for the last one.
            return float(wait.window / wait.limit ** (1 - self._used / self._most))
        return float(FIRST_PAUSE * 2 ** (self._used - 1) * random.uniform(0.5, 1.0))


def persist(ask: t.Callable[[], T], patience: Patience, renew: t.Callable[[], bool] = lambda: False) -> T:
    """Ask until there is an answer, as the policy allows for a request that may be sent twice."""
    while True:
        try:
            return ask()
        except ServiceError as error:
            action = POLICY[error.kind][Effect.SAME]
            again = (action is Action.AGAIN and patience.pause(error.wait)) or (action is Action.RENEW and renew())
            if not again:
                raise

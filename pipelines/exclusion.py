"""One writer at a time in a home: a lock the operating system gives back when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.home import Home

POLL_SECONDS = 0.2


class HomeIsBusy(RuntimeError):
    """Another run writes in this home."""


@contextmanager
def exclusive(home: Home, *, patience_seconds: float | None = None) -> Iterator[None]:
    """Hold the home's lock.

    Args:
        home: the home to write in.
        patience_seconds: how long to wait for another run; None waits for as long as it takes.

    Raises:
        HomeIsBusy: another run still writes in the home when patience ran out.
    """
    home.lock.parent.mkdir(parents=True, exist_ok=True)
    with home.lock.open("a") as lock:
        deadline = None if patience_seconds is None else time.monotonic() + patience_seconds
        while not _taken(lock.fileno()):
            if deadline is not None and time.monotonic() >= deadline:
                raise HomeIsBusy(f"another run is writing in {home.root}")
            time.sleep(POLL_SECONDS)
        yield


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

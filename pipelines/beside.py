"""A process beside this one, on another core: it imports what is slow to import while this one is busy, and serves its calls.

It is spawned, never forked (this process may hold the locks of a scheduler), it serves one call after the other, and it ends with
this process, however that ends: work that nobody waits for would write into a home that another run has taken.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from threading import RLock, Thread
from typing import Any, TypeVar

Result = TypeVar("Result")


class ProcessEnded(RuntimeError):
    """The process beside this one ended before it had answered; the next call starts another."""


@dataclass
class Beside:
    """One such process, started by the first call or, ahead of it, by :meth:`start`; ``preload`` names what it imports first."""

    name: str
    preload: tuple[str, ...] = ()
    _told: Any = field(default=None, init=False)
    _unheard: int = field(default=0, init=False)
    _lock: Any = field(default_factory=RLock, init=False)

    def start(self, function: Callable[..., Any] | None = None, *arguments: Any) -> None:
        """Start the process; it may make itself ready with a call whose answer nobody hears, an error being the next call's too."""
        with self._lock:
            if self._told is None:
                self._told = self._spawned()
                if function is not None:
                    self._told.send((function, arguments))
                    self._unheard += 1

    def call(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Call a function of a module, with what can be pickled, over there.

        Raises:
            ProcessEnded: the process ended before it had answered.
            Exception: whatever the function raised.
        """
        with self._lock:
            self.start()
            try:
                answer = self._answer(function, arguments)
            except (EOFError, OSError) as error:
                self._told, self._unheard = None, 0
                raise ProcessEnded(f"the process for {self.name} ended before it had answered") from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self._told.send((function, arguments))
        for _ in range(self._unheard):
            self._told.recv()
        self._unheard = 0
        return self._told.recv()

    def _spawned(self) -> Any:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(target=serve, args=(theirs, self.preload), name=f"yusuan {self.name}", daemon=True)
        child.start()
        theirs.close()
        return ours


def serve(told: Connection, preload: tuple[str, ...]) -> None:
    """Answer calls until the other end of the pipe is closed. Ctrl-C is for the process that calls; it then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    for name in preload:
        import_module(name)
    while True:
        try:
            function, arguments = told.recv()
        except EOFError:
            return
        told.send(_outcome(function, arguments))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a child serves"
    parent.join()
    os.kill(os.getpid(), signal.SIGKILL)


def _outcome(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """What the function returned, or what it raised, to be raised where it was called."""
    try:
        return function(*arguments)
    except Exception as error:
        return error

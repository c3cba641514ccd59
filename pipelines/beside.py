"""A process beside this one, on another core: it imports what is slow to import while this one is busy, and serves its calls.

It is spawned, never forked (this process may hold the locks of a scheduler), it serves one call after the other, and it ends with
this process, however that ends: work that nobody waits for would write into a home that another run has taken.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from threading import RLock, Thread
from typing import Any, TypeVar

from pipelines import collecting

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a call returned or raised."""

    result: Any = None
    error: Exception | None = None


def _result(answer: _Answer) -> Any:
    """What the call returned; what it raised is raised."""
    if answer.error is not None:
        raise answer.error
    return answer.result


class ProcessEnded(RuntimeError):
    """The process beside this one ended before it had answered; the next call starts another."""


@dataclass
class Beside:
    """One such process, started by the first call or, ahead of it, by :meth:`start`; ``preload`` names what it imports first."""

    name: str
    preload: tuple[str, ...] = ()
    _told: Any = field(default=None, init=False)
    _unheard: deque[bool] = field(default_factory=deque, init=False)
    """The calls whose answers are still to come: whether an error is to be raised, though nobody waits for the answer."""
    _lock: Any = field(default_factory=RLock, init=False)

    def start(self, function: Callable[..., Any] | None = None, *arguments: Any) -> None:
        """Start the process; it may make itself ready with a call whose answer nobody hears, an error being the next call's too."""
        with self._lock:
            if self._told is None:
                self._told = self._spawned()
                if function is not None:
                    self._ask(function, arguments, is_waited_for=False)

    def call(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Call a function of a module, with what can be pickled, over there.

        Raises:
            ProcessEnded: the process ended before it had answered.
            Exception: whatever the function raised.
        """
        told = self.hear(function, *arguments)
        while True:
            try:
                next(told)
            except StopIteration as end:
                return end.value

    def hear(self, function: Callable[..., Result], *arguments: Any) -> Generator[Any, None, Result]:
        """The same, yielding meanwhile what the function says with :func:`say`.

        Who stops listening before the end leaves an answer that nobody hears; the next call, or :meth:`finish`, waits for it, drops
        it, and raises its error.
        """
        with self._lock:
            self.start()
            self._ask(function, arguments, is_waited_for=True)
            while len(self._unheard) > 1:
                self._drop_answer()
            while not isinstance(answer := self._heard(), _Answer):
                yield answer
            self._unheard.popleft()
        return _result(answer)

    def finish(self) -> None:
        """Wait for the end of calls that nobody listened to until theirs; an error of theirs is raised."""
        with self._lock:
            while any(self._unheard):
                self._drop_answer()

    def _drop_answer(self) -> None:
        while not isinstance(answer := self._heard(), _Answer):
            pass
        if self._unheard.popleft():
            _result(answer)

    def _ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, is_waited_for: bool) -> None:
        with self._speaking():
            self._told.send((function, arguments))
        self._unheard.append(is_waited_for)

    def _heard(self) -> Any:
        with self._speaking():
            return self._told.recv()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """While something goes through the pipe; where its other end is gone, the process has ended."""
        try:
            yield
        except (EOFError, OSError) as error:
            self._told = None
            self._unheard.clear()
            raise ProcessEnded(f"the process for {self.name} ended before it had answered") from error

    def _spawned(self) -> Any:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(target=serve, args=(theirs, self.preload), name=f"yusuan {self.name}", daemon=True)
        child.start()
        theirs.close()
        # it ends by itself before multiprocessing waits for its children, which may have been told to ignore SIGTERM
        atexit.register(ours.close)
        return ours


def say(word: Any) -> None:
    """Say something to the process that called the function at work, from any of its threads."""
    with _Hearer.lock:
        assert _Hearer.told is not None, "only a process that serves calls is heard"
        _Hearer.told.send(word)


class _Hearer:
    """Who hears what is said in this process."""

    told: Any = None
    lock = RLock()


def serve(told: Any, preload: tuple[str, ...]) -> None:
    """Answer calls until the other end of the pipe is closed. Ctrl-C is for the process that calls; it then ends this one.

    With SIGTERM, which it may have been started to ignore: Dagster treats it as Ctrl-C, and a shell's background job ignores that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    _Hearer.told = told
    with collecting.postponed():
        for name in preload:
            import_module(name)
    while True:
        try:
            function, arguments = told.recv()
            say(_answer(function, arguments))
        except (EOFError, OSError):
            return


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a child serves"
    parent.join()
    os.kill(os.getpid(), signal.SIGKILL)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> _Answer:
    """What the function returned, or what it raised, to be raised where it was called."""
    try:
        return _Answer(result=function(*arguments))
    except Exception as error:
        return _Answer(error=error)

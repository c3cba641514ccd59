"""Run a function for many documents, each in a child process with a limit of time and memory.

What a document does to its process (endless loop, runaway memory, a crash in a library) costs that document and no
other. Children are spawned, never forked: the parent may be a thread of a scheduler that holds locks.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipelines import collecting

Result = TypeVar("Result")
Second = TypeVar("Second")
Failure = Literal["time limit", "memory limit", "crash", "error"]

_OUT_OF_MEMORY = 137
# Children are replaced after so many documents, so that what a library leaks stays bounded.
_DOCUMENTS_PER_CHILD = 25


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a document gave nothing; ``page`` is the page in work (1-based), None where none had begun."""

    failure: Failure
    reason: str
    page: int | None = None


class _Child:
    """What a child process knows of its own job; the parent reads the page in work from the shared ``pages``."""

    pages: Any = None
    job: int = -1


def note_page(number: int) -> None:
    """Say that page ``number`` is in work; without a guard around this process nothing happens."""
    if _Child.pages is not None:
        _Child.pages[_Child.job] = number


def run_guarded(
    function: Callable[..., Result],
    args: tuple[Any, ...],
    *,
    seconds: float,
    memory_mb: int,
    preload: Sequence[str] = (),
) -> Result | Unreadable:
    """Call the picklable ``function(*args)`` in one guarded child and return its result or why there is none."""
    return next(run_each(function, [args], seconds=seconds, memory_mb=memory_mb, preload=preload))[1]


def run_each(
    function: Callable[..., Result],
    jobs: Sequence[tuple[Any, ...]],
    *,
    seconds: float,
    memory_mb: int,
    workers: int = 1,
    preload: Sequence[str] = (),
) -> Iterator[tuple[int, Result | Unreadable]]:
    """Call ``function(*job)`` for every job, ``workers`` at a time; yields (index of the job, outcome) as they finish.

    ``seconds`` is the time one job may take, ``memory_mb`` what its process may allocate (RLIMIT_DATA, set after the
    modules in ``preload`` and the function's own are imported). Leaving the iterator early ends the children.
    """
    both = run_both(
        function,
        jobs,
        _nothing,
        _nothing,
        seconds=seconds,
        memory_mb=memory_mb,
        workers=workers,
        preload=preload,
    )
    for index, outcome, _ in both:
        yield index, outcome


def run_both(
    function: Callable[..., Result],
    jobs: Sequence[tuple[Any, ...]],
    second: Callable[..., Second],
    second_job: Callable[[int, Result], tuple[Any, ...] | None],
    *,
    seconds: float,
    memory_mb: int,
    workers: int = 1,
    preload: Sequence[str] = (),
) -> Iterator[tuple[int, Result | Unreadable, Second | Unreadable | None]]:
    """The same, and then ``second`` for each result, in the same children, whose imports are made.

    ``second_job`` is asked here for the second job of (index, result), None for none; a failure of the second costs its own outcome
    alone. Yields (index, outcome, outcome of the second or None).
    """
    if not jobs:
        return
    context = multiprocessing.get_context("spawn")
    pages = context.Array("i", 2 * len(jobs), lock=False)
    pool = ProcessPool(
        max_workers=min(workers, len(jobs)),
        max_tasks=_DOCUMENTS_PER_CHILD,
        initializer=_enter,
        initargs=(memory_mb, (function.__module__, *preload), pages),
        context=context,  # pyright: ignore[reportArgumentType] (pebble's protocol leaves out the spawn context it takes)
    )

    def schedule(number: int, function: Callable[..., Any], job: tuple[Any, ...]) -> Future[Any]:
        return pool.schedule(_run, args=(number, function, job), timeout=seconds)

    try:
        running = {schedule(number, function, job): number for number, job in enumerate(jobs)}
        firsts: dict[int, Any] = {}
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                number = running.pop(future)
                outcome = _outcome(future, pages[number] or None, seconds, memory_mb)
                if number >= len(jobs):
                    yield number - len(jobs), firsts.pop(number - len(jobs)), outcome
                    continue
                job = None if isinstance(outcome, Unreadable) else second_job(number, outcome)
                if job is None:
                    yield number, outcome, None
                else:
                    firsts[number] = outcome
                    running[schedule(number + len(jobs), second, job)] = number + len(jobs)
    finally:
        pool.stop()
        pool.join()


def _nothing(*_given: Any) -> None:
    return None


def _enter(memory_mb: int, modules: Sequence[str], pages: Any) -> None:
    """Start a child: import first, then set the limit, so that a small limit does not break an import half way."""
    with collecting.postponed():
        for name in modules:
            import_module(name)
    _Child.pages = pages
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(job: int, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """One job inside the child. After a MemoryError the process is not fit for another document, so it ends at once."""
    _Child.job = job
    try:
        return function(*args)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception as error:
        if "bad_alloc" in str(error):  # how the recognition's engine says the same
            os._exit(_OUT_OF_MEMORY)
        raise


def _outcome(future: Future[Any], page: int | None, seconds: float, memory_mb: int) -> Any:
    try:
        return future.result()
    except TimeoutError:
        return Unreadable("time limit", f"not read within {seconds:g} s", page)
    except ProcessExpired as expired:
        if expired.exitcode == _OUT_OF_MEMORY:
            return Unreadable("memory limit", f"needs more than {memory_mb} MB", page)
        ending = _exit_name(expired.exitcode)
        # pdfium aborts where memory runs out, too
        return Unreadable("crash", f"its process ended with {ending}: damaged, or in need of over {memory_mb} MB", page)
    except Exception as error:
        return Unreadable("error", "".join(traceback.format_exception_only(error)).strip(), page)


def _exit_name(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit status {code}"

"""What is made before it is asked for: by a thread of its own, while who will ask does something else first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import Queue
from threading import Thread
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

_END = object()


class Ahead(Generic[Item]):
    """Items of ``source`` in its order, made at once, but not more than ``most`` of them before they are taken (0: all); to be taken once.

    An error of the source is raised where the item that it prevented would have come.
    """

    def __init__(self, source: Iterable[Item], most: int = 16) -> None:
        self._made: Queue[tuple[Any, Exception | None]] = Queue(most)
        Thread(target=self._make, args=(source,), daemon=True).start()

    def __iter__(self) -> Iterator[Item]:
        while True:
            item, error = self._made.get()
            if error is not None:
                raise error
            if item is _END:
                return
            yield item

    def _make(self, source: Iterable[Item]) -> None:
        try:
            for item in source:
                self._made.put((item, None))
        except Exception as error:
            self._made.put((None, error))
        else:
            self._made.put((_END, None))

"""Asking a host politely: pauses, limits, back-off, conditional requests, and what its robots.txt asks for."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from pipelines.settings import Settings

LONGEST_PAUSE_SECONDS = 60.0
SILENT_AFTER = 3
"""Requests in a row that found no host, after which it is not asked again in this run."""

ROBOTS_BYTES = 500_000
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class NoAnswer(RuntimeError):
    """No usable answer, also after trying again; ``status`` is the last HTTP status, if there was one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class TooLarge(RuntimeError):
    """The file is larger than is kept."""


class Refused(RuntimeError):
    """The host's robots.txt asks not to."""


class _Busy(Exception):
    """The host answered that it cannot answer now; ``pause`` is how many seconds it asked to wait."""

    def __init__(self, status: int, pause: float) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL gave: the status, the headers, and where the body lies if there was one to keep."""

    status: int
    headers: Mapping[str, str]
    path: Path | None


@dataclass(slots=True)
class Asker:
    """One run's conversation with all hosts."""

    settings: Settings
    client: httpx.Client
    _asked_at: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _silent: Counter[str] = field(default_factory=Counter)

    def get(self, url: str, headers: Mapping[str, str], into: Path, limit_bytes: int) -> Answer:
        """Ask for a URL; a body that comes with status 200 lies whole at ``into`` afterwards.

        Raises:
            NoAnswer: no answer, a busy host or a loop of redirects, also after trying again.
            TooLarge: the body is longer than ``limit_bytes``.
            Refused: robots.txt asks not to.
        """
        host = urlsplit(url).netloc
        if self._silent[host] >= SILENT_AFTER:
            raise NoAnswer("the host has not answered before in this run")
        robots = self._robots_of(url)
        if not robots.can_fetch(self.settings.fetch_user_agent, url):
            raise Refused("robots.txt asks not to fetch it")
        return self._persistently(url, headers, into, limit_bytes)

    def _persistently(self, url: str, headers: Mapping[str, str], into: Path, limit_bytes: int) -> Answer:
        host = urlsplit(url).netloc
        try:
            for attempt in self._attempts():
                with attempt:
                    answer = self._once(url, headers, into, limit_bytes)
                    self._silent[host] = 0
                    return answer
        except _Busy as busy:
            raise NoAnswer(f"HTTP {busy.status}", busy.status) from busy
        except httpx.TooManyRedirects as error:
            raise NoAnswer(f"more than {self.settings.fetch_max_redirects} redirects in a row") from error
        except httpx.TransportError as error:
            self._silent[host] += 1
            raise NoAnswer(_said(error)) from error
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise NoAnswer(_said(error)) from error
        raise NoAnswer("it was not asked")

    def _attempts(self) -> Retrying:
        exponential = wait_exponential(multiplier=self.settings.fetch_backoff_seconds, max=LONGEST_PAUSE_SECONDS)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.pause if isinstance(error, _Busy) else 0.0
            return min(LONGEST_PAUSE_SECONDS, max(asked, exponential(state)))

        return Retrying(
            stop=stop_after_attempt(self.settings.fetch_attempts),
            wait=wait,
            retry=retry_if_exception_type((httpx.TransportError, _Busy)),
            reraise=True,
        )

    def _once(self, url: str, headers: Mapping[str, str], into: Path, limit_bytes: int) -> Answer:
        self._pause(url)
        with self.client.stream("GET", url, headers=headers) as response:
            if response.status_code in BUSY:
                raise _Busy(response.status_code, _seconds(response.headers.get("retry-after")))
            if response.status_code != httpx.codes.OK:
                return Answer(response.status_code, response.headers, None)
            self._keep(response, into, limit_bytes)
            return Answer(response.status_code, response.headers, into)

    def _keep(self, response: httpx.Response, into: Path, limit_bytes: int) -> None:
        """Write the body aside and rename it; a body that only drips ends with the time for one file."""
        deadline = time.monotonic() + self.settings.fetch_file_seconds
        part, size = into.with_suffix(".part"), 0
        into.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as target:
            for chunk in response.iter_bytes():  # as it comes: a chunk size would wait until it is full
                size += len(chunk)
                if size > limit_bytes:
                    raise TooLarge(f"more than {limit_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout(f"not there whole after {self.settings.fetch_file_seconds:g} s")
                target.write(chunk)
        part.replace(into)

    def _pause(self, url: str) -> None:
        host = urlsplit(url).netloc
        pause = max(self.settings.fetch_delay_seconds, self._crawl_delay(url))
        time.sleep(max(0.0, self._asked_at.get(host, -pause) + pause - time.monotonic()))
        self._asked_at[host] = time.monotonic()

    def _crawl_delay(self, url: str) -> float:
        robots = self._robots.get(_origin(url))
        asked = robots.crawl_delay(self.settings.fetch_user_agent) if robots else None
        return min(float(asked or 0), LONGEST_PAUSE_SECONDS)

    def _robots_of(self, url: str) -> RobotFileParser:
        """What the host's robots.txt says; a host without one allows everything.

        Raises:
            NoAnswer: the host does not answer.
        """
        origin = _origin(url)
        if origin not in self._robots:
            robots = RobotFileParser()
            robots.parse(self._robots_lines(f"{origin}/robots.txt"))
            self._robots[origin] = robots
        return self._robots[origin]

    def _robots_lines(self, url: str) -> list[str]:
        into = self.settings.paths.fetched / "parts" / "robots.txt"
        try:
            answer = self._persistently(url, {}, into, ROBOTS_BYTES)
        except TooLarge:
            return []
        if answer.path is None:
            return []
        lines = answer.path.read_text(encoding="utf-8", errors="replace").splitlines()
        answer.path.unlink()
        return lines


@contextmanager
def asker(settings: Settings) -> Iterator[Asker]:
    """A conversation with all hosts, closed at the end."""
    with httpx.Client(
        headers={"User-Agent": settings.fetch_user_agent},
        timeout=settings.fetch_timeout_seconds,
        follow_redirects=True,
        max_redirects=settings.fetch_max_redirects,
    ) as client:
        yield Asker(settings, client)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _seconds(retry_after: str | None) -> float:
    """A Retry-After header in seconds; a date, which is rare, counts as none."""
    return float(retry_after) if retry_after and retry_after.strip().isdigit() else 0.0


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")

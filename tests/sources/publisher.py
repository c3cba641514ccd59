"""A publisher on this machine: pages and files by path, each answer a function; it counts what it is asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Request"], None]
PATIENCE = 200
"""Requests after which the server answers nothing any more, so that no test asks for ever."""


class Request(BaseHTTPRequestHandler):
    """One request, with the answers tests give."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.headers.setdefault(self.path, []).append(
            {name.lower(): value for name, value in self.headers.items()}
        )
        if sum(self.server.asked.values()) > PATIENCE:
            self.close_connection = True
            return
        self.server.answers.get(self.path, gone)(self)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.posted.append((self.path, body))
        self.say(self.server.takes if self.server.judge is None else self.server.judge(), b"")

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return None


class Server(ThreadingHTTPServer):
    """What is published, what was asked, what was posted; ``takes`` is the status a post is answered with."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answers: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, list[dict[str, str]]] = {}
        self.posted: list[tuple[str, bytes]] = []
        self.takes = 200
        self.judge: Callable[[], int] | None = None

    def answers_posts_with(self, judge: Callable[[], int]) -> None:
        """Let a function decide on the status of a post, after it was noted."""
        self.judge = judge


@dataclass
class Publisher:
    """A running server."""

    server: Server = field(default_factory=Server)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def serve(self, path: str, answer: Answer) -> str:
        self.server.answers[path] = answer
        return self.url(path)

    def vanish(self, path: str) -> None:
        del self.server.answers[path]


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher that is gone afterwards."""
    publisher = Publisher()
    thread = threading.Thread(target=publisher.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        publisher.server.shutdown()
        publisher.server.server_close()


def gone(request: Request) -> None:
    request.say(404, b"")


def file(data: bytes, **headers: str) -> Answer:
    """A file with an ETag; who has it already is told so."""
    etag = f'"{sha256(data).hexdigest()[:16]}"'

    def answer(request: Request) -> None:
        if request.headers.get("if-none-match") == etag:
            request.say(304, b"", ETag=etag)
        else:
            request.say(200, data, ETag=etag, **{"Content_Type": "application/pdf", **headers})

    return answer


def page(html: str, encoding: str = "utf-8") -> Answer:
    return lambda request: request.say(200, html.encode(encoding), Content_Type="text/html")


def status(code: int, **headers: str) -> Answer:
    return lambda request: request.say(code, b"", **headers)


def redirect(to: str) -> Answer:
    return lambda request: request.say(302, b"", Location=to)


def dripping(data: bytes, seconds: float) -> Answer:
    """A byte at a time: every read is in time, the whole never is."""
    import time

    def answer(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        for byte in data:
            try:
                request.wfile.write(bytes([byte]))
            except OSError:
                return
            time.sleep(seconds)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one for ever."""
    left = list(answers)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)

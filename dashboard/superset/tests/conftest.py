"""Superset from nothing: no environment, no home of its own, then the one command, on a file with two disclosures."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from tests.conftest import ROOT, START, Terminal, open_terminal
from tests.printing.disclosures import draw_disclosure
from tests.printing.press import print_disclosure

SECONDS = 600
ENVIRONMENT = ROOT / "dashboard" / "superset" / ".venv"


@dataclass
class Visitor:
    """One user at the API, with a session, its token against forged requests, and what was asked."""

    client: httpx.Client

    def post(self, path: str, body: Any) -> httpx.Response:
        """Post JSON."""
        return self.client.post(path, json=body)

    def sql(self, statement: str) -> httpx.Response:
        """Run a statement in SQL Lab on the one database."""
        given = {"database_id": 1, "sql": statement, "schema": "marts", "runAsync": False, "queryLimit": 1000}
        return self.post("/api/v1/sqllab/execute/", given | {"client_id": os.urandom(5).hex()})


@dataclass
class Server:
    """The running Superset: where, for which home, how long it took from nothing, and who may log in."""

    base: str
    terminal: Terminal
    seconds: float
    passwords: dict[str, str]
    visitors: list[httpx.Client] = field(default_factory=list)

    @property
    def published(self) -> Path:
        """The file readers see, by its link."""
        return self.terminal.home.published / "yusuan.duckdb"

    def visitor(self, name: str) -> Visitor:
        """Log in as one of the two users."""
        client = httpx.Client(base_url=self.base, timeout=120)
        self.visitors.append(client)
        page = client.get("/login/").text
        found = re.search(r"csrf_token[^>]*?value=\"([^\"]+)\"|csrf_token(?:&#34;|\")[^A-Za-z]+([\w.-]{30,})", page)
        form = {"username": name, "password": self.passwords[name]}
        given = {"csrf_token": next(filter(None, found.groups()))} if found else {}
        client.post("/login/", data=form | given, headers={"Referer": self.base})
        token = client.get("/api/v1/security/csrf_token/").json()["result"]
        client.headers.update({"X-CSRFToken": token, "Referer": self.base})
        return Visitor(client)

    def asked(self, query: str, *given: Any, file: Path | None = None) -> list[tuple[Any, ...]]:
        """What the published file itself says, or another release's."""
        with duckdb.connect(str((file or self.published).resolve()), read_only=True) as con:
            return con.execute(query, list(given)).fetchall()


def ingest(terminal: Terminal, *files: Path) -> None:
    """Read, check and publish; it must succeed."""
    done = terminal.type("ingest", *files)
    assert done.returncode == 0, done.stdout + done.stderr


def printed(folder: Path, seed: int, body: str) -> Path:
    """A disclosure of an invented body as a file."""
    file = folder / f"{seed}.pdf"
    file.write_bytes(print_disclosure(draw_disclosure(seed, body, "青岚市")).pdf)
    return file


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``make superset`` on a machine that has the line and nothing of Superset."""
    folder = tmp_path_factory.mktemp("superset")
    terminal = open_terminal(folder)
    ingest(terminal, START, printed(folder, 11, "青岚市园林局"))
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    log = folder / "superset.log"
    command = ["make", "superset", f"SUPERSET_OPTIONS=--port {port}"]
    with log.open("w") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=terminal.environment(), stdout=said, stderr=said, start_new_session=True
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process, log)
        passwords = dict(re.findall(r"user (\w+) +password (\S+)", log.read_text()))
        yield Server(f"http://127.0.0.1:{port}", terminal, time.monotonic() - started, passwords)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it answers; a command that ended or takes too long fails with what it said."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(url, timeout=5).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"make superset did not come up:\n{log.read_text()[-3000:]}")

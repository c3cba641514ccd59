"""``python -m dashboard.superset``: prepare Superset on the published file and become its server, on this machine only.

Everything it writes is below ``YUSUAN_HOME/superset``. The environment it runs in is its own (``make superset`` sets it up).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

from pipelines.settings import QUIET, load_settings

HERE = Path(__file__).parent
INSIDE = HERE / "inside"
BIN = HERE / ".venv" / "bin"
BUNDLE = HERE / "bundle"
USERS = ("admin", "reader")


def kept_secret(path: Path, fresh: str) -> str:
    """What this file holds; written with ``fresh`` where it is missing, for its owner's eyes only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(fresh)
    return path.read_text(encoding="utf-8")


def logins(folder: Path) -> dict[str, str]:
    """The passwords that the two users begin with, random, by name."""
    path = folder / "logins.json"
    is_new = not path.exists()
    given = json.loads(kept_secret(path, json.dumps({name: secrets.token_urlsafe(12) for name in USERS}, indent=1)))
    if is_new:
        print("\n".join(f"  user {name:<6}  password {password}" for name, password in given.items()), flush=True)
    return given


def environment(folder: Path, published: Path) -> dict[str, str]:
    """Where Superset finds its configuration and the file, and what keeps it from writing elsewhere or calling home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUPERSET_", "FLASK_", "PYTHON"))}
    return kept | {
        **QUIET,
        "PYTHONPATH": str(INSIDE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SUPERSET_CONFIG_PATH": str(INSIDE / "configuration.py"),
        "SUPERSET_HOME": str(folder),
        "SCARF_ANALYTICS": "false",
        "MPLCONFIGDIR": str(folder / "tmp"),
        "TMPDIR": str(folder / "tmp"),
        "YUSUAN_PUBLISHED": str(published),
    }


def prepare(folder: Path, surroundings: dict[str, str], passwords: dict[str, str]) -> None:
    """Run the preparation; what it says goes to a file. Roles are built anew where Superset's version or ours has changed.

    Raises:
        SystemExit: it failed; the end of what it said is shown.
    """
    sources = [HERE / "uv.lock", INSIDE / "preparation.py", INSIDE / "configuration.py"]
    version = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp, log = folder / "prepared", folder / "preparation.log"
    roles = "same" if stamp.exists() and stamp.read_text(encoding="utf-8") == version else "new"
    command = [str(BIN / "python"), str(INSIDE / "preparation.py"), str(BUNDLE), roles]
    with log.open("w", encoding="utf-8") as said:
        done = subprocess.run(
            command, env=surroundings, input=json.dumps(passwords), text=True, stdout=said, stderr=said
        )
    if done.returncode:
        end = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
        raise SystemExit(f"{end}\nSuperset could not be prepared; all of it is in {log}")
    stamp.write_text(version, encoding="utf-8")


def command(host: str, port: int, workers: int) -> list[str]:
    """The command line that serves: a process for each core, eight threads each, since a dashboard asks for all its charts at once.

    Not preloaded: Superset opens DuckDB while it is loaded, and a process forked after that was seen to hang.
    """
    where = ["--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "8", "--worker-class", "gthread"]
    return [
        str(BIN / "gunicorn"),
        *where,
        "--preload",
        "--no-control-socket",
        "--timeout",
        "120",
        "superset.app:create_app()",
    ]


def main() -> None:
    """Prepare, then become the server; it listens until it is interrupted."""
    parser = argparse.ArgumentParser(prog="superset", description="Superset on what is published in YUSUAN_HOME.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8088, help="the port to listen on")
    given = parser.parse_args()
    home = load_settings().paths
    if not (home.published / "yusuan.duckdb").is_file():
        raise SystemExit(f"nothing is published in {home.root} yet: make run")
    folder = home.root / "superset"
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    kept_secret(folder / "secret_key", secrets.token_urlsafe(48))
    print(f"preparing {folder}", flush=True)
    passwords, surroundings = logins(folder), environment(folder, home.published)
    prepare(folder, surroundings, passwords)
    print(
        f"http://{given.host}:{given.port}/superset/dashboard/yusuan/  (logins: {folder / 'logins.json'})", flush=True
    )
    started = command(given.host, given.port, os.cpu_count() or 1)
    os.execve(started[0], started, surroundings)


if __name__ == "__main__":
    sys.exit(main())

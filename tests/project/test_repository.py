"""Rules of the repository as tests: each failure prints the offenders."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TOP_LEVEL = {
    "pyproject.toml", "uv.lock", "pipelines", "dbt_project", "expectations", "data", "tests", "workspace.yaml",
    "Makefile", "README.md", "CHANGELOG.md", "docs", "bench", ".ci",
}  # fmt: skip

FORBIDDEN_FOLDERS = {"utils", "helpers", "common", "lib", "core", "base", "manager"}

WATCHED_EVENTS = ("socket.connect", "os.mkdir", "os.remove", "os.rename", "subprocess.Popen", "os.putenv")

WATCHED_IMPORTS = """
import importlib, json, sys
for framework in ("typer", "rich", "dagster", "dagster_dbt", "pdfplumber", "pypdfium2", "pyarrow", "pydantic_settings", "cv2"):
    importlib.import_module(framework)
offences = []
EVENTS = tuple(sys.argv.pop(1).split())
module = ""
def watch(event, args):
    written = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if written or event in EVENTS:
        offences.append([module, event, str(args)])
sys.dont_write_bytecode = True
sys.addaudithook(watch)
for module in sys.argv[1:]:
    importlib.import_module(module)
print(json.dumps(offences))
"""


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name]


def modules() -> list[str]:
    found = []
    for path in sorted((ROOT / "pipelines").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def test_the_fixed_top_level_is_there() -> None:
    assert TOP_LEVEL - {path.name for path in ROOT.iterdir()} == set()


def test_the_lock_names_versions_and_hashes_but_no_host() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"registry.invalid"}


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=!~ ]", requirement, maxsplit=1)[0].lower() for requirement in wanted}
    assert names - locked == set()


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    named = {part for path in tracked_files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & FORBIDDEN_FOLDERS == set()


def test_no_path_of_a_machine_is_written_down() -> None:
    pattern = re.compile(rb"(?<![\w.])/(?:work|root|home/\w+)/\w")
    offenders = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.suffix not in {".pdf", ".png", ".lock"} and path.is_file() and pattern.search(path.read_bytes())
    ]
    assert offenders == []


def test_importing_touches_no_disk_network_or_environment(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHED_IMPORTS, " ".join(WATCHED_EVENTS), *modules()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []

"""What can be typed. Everything heavy is imported by the command that needs it, so that ``--help`` is there at once."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipelines import collecting

app = typer.Typer(
    help="Chinese public budget disclosures (PDF) to a checked, traceable warehouse.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

alerts = typer.Typer(help="Who was told what, and whether messages get out.", no_args_is_help=True)
app.add_typer(alerts, name="alerts")

ALL_PUBLISHED = 0
FAILED = 1
HELD_BACK = 3

FIGURE_OR_FACT = "A figure_id of audit.figure, or the key of a row of a fact table."


class Kind(StrEnum):
    """What a document can be."""

    budget = "budget"
    final_accounts = "final_accounts"


class Scope(StrEnum):
    """For whom a document can speak."""

    department = "department"
    unit = "unit"
    government = "government"


class _Shown:
    """Whether errors are shown with their traceback."""

    tracebacks = False


@app.callback()
def every_command(debug: Annotated[bool, typer.Option(help="Show where an error came from.")] = False) -> None:
    """Chinese public budget disclosures (PDF) to a checked, traceable warehouse."""
    _Shown.tracebacks = debug
    atexit.register(collecting.over)


def plainly(command: Callable[..., int]) -> Callable[..., None]:
    """End with the command's exit status; any error is one line on stderr and status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs)
        except KeyboardInterrupt:
            _end("interrupted; the next run goes on from here")
        except Exception as error:
            if _Shown.tracebacks:
                raise
            _end(" ".join(f"{error}".split()) or type(error).__name__)
        raise typer.Exit(status)

    return run


def _end(message: str) -> NoReturn:
    print(f"yusuan: {message}", file=sys.stderr)
    raise typer.Exit(FAILED)


@app.command()
@plainly
def run() -> int:
    """Process every registered disclosure: those in the disclosures folder, in the inbox, and those given before."""
    from pipelines import intake
    from pipelines.cli import line
    from pipelines.settings import enter, load_settings

    settings = enter(load_settings())
    intake.collect(settings)
    return line.process(settings, chosen=None)


@app.command()
@plainly
def ingest(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="PDFs to process.")],
    body: Annotated[str | None, typer.Option(help="The body, where the file does not print it.")] = None,
    region: Annotated[str | None, typer.Option(help="Its region.")] = None,
    year: Annotated[int | None, typer.Option(min=1949, max=2200, help="The fiscal year.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Budget or final accounts.")] = None,
    scope: Annotated[Scope | None, typer.Option(help="For whom the document speaks.")] = None,
    source_url: Annotated[str | None, typer.Option(help="Where the file was published.")] = None,
) -> int:
    """Register files and process them."""
    from pipelines import modelling
    from pipelines.cli.quiet import quiet
    from pipelines.settings import enter, load_settings

    settings = enter(load_settings())
    with quiet(settings.paths.logs / "yusuan.log"):
        modelling.start(settings.paths)  # dbt is imported over there while the rest is imported here
    from pipelines import registry
    from pipelines.cli import line

    said = registry.Stated(body, region, year, kind.value if kind else None, scope.value if scope else None, source_url)
    given = [registry.register(file, settings.paths, stated=said) for file in files]
    return line.process(settings, chosen={document.document_id for document in given})


@app.command()
@plainly
def fetch() -> int:
    """Fetch what sources.toml lists: index pages, their files, direct links. `yusuan run` then processes what is new."""
    from pipelines.cli import fetching
    from pipelines.settings import enter, load_settings

    return fetching.fetch(enter(load_settings()))


@alerts.command("test")
@plainly
def send_test() -> int:
    """Send a test message and say of each target whether it was taken."""
    from pipelines.cli import alerting
    from pipelines.settings import load_settings

    return alerting.send_test(load_settings())


@alerts.command("list")
@plainly
def list_alerts() -> int:
    """List what was told: open causes first, with who has it and who has not."""
    from pipelines.cli import alerting
    from pipelines.settings import load_settings

    return alerting.show(load_settings())


@app.command()
@plainly
def status() -> int:
    """List the documents and what became of each."""
    from pipelines.cli import documents, ledger, screen, waiving
    from pipelines.settings import load_settings

    home = load_settings().paths
    screen.show_documents(documents.known(home))
    waiving.say_idle(home)
    screen.say(screen.where(home))
    ledger.show_counts(home)
    return ALL_PUBLISHED


@app.command()
@plainly
def trace(
    figure_id: Annotated[str, typer.Argument(help=FIGURE_OR_FACT)],
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help="The PNG to write.")],
) -> int:
    """Draw the page a figure or a fact was printed on, with its cell, its row and its column boxed."""
    from pipelines.cli import tracing
    from pipelines.settings import load_settings

    tracing.trace(figure_id, output, load_settings().paths)
    return ALL_PUBLISHED


@app.command()
@plainly
def bundle(
    figure_id: Annotated[str, typer.Argument(help=FIGURE_OR_FACT)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", dir_okay=False, help="The zip to write; FIGURE_ID.zip unless given."),
    ] = None,
) -> int:
    """Write one zip that proves a figure or a fact: its PDF, its pictures, what was made of it, what confirms it."""
    from pipelines.cli import proving
    from pipelines.settings import load_settings

    proving.bundle(figure_id, output, load_settings())
    return ALL_PUBLISHED


@app.command()
@plainly
def verify(
    bundle: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A zip of `yusuan bundle`.")
    ],
    digest: Annotated[
        str | None, typer.Option(help="What its digest must be, as told by whoever vouches for it.")
    ] = None,
) -> int:
    """Check a bundle, on any machine: its PDF is read again, every amount and every sum computed again."""
    from pipelines.cli import proving
    from pipelines.settings import load_settings

    return proving.show_checks(bundle, digest, load_settings())


@app.command()
@plainly
def explain(
    document: Annotated[str, typer.Argument(help="A file name, or the start of a document_id.")],
) -> int:
    """Say why a document is held back: the identities that fail, both sides, and what was not understood."""
    from pipelines.cli import explaining
    from pipelines.settings import load_settings

    explaining.explain(document, load_settings().paths)
    return ALL_PUBLISHED


@app.command()
@plainly
def diff(
    document: Annotated[str, typer.Argument(help="A file name, or the start of a document_id.")],
    other: Annotated[str | None, typer.Argument(help="The earlier one; the version before it, unless named.")] = None,
) -> int:
    """Show what a version changed, figure by figure."""
    from pipelines.cli import comparing
    from pipelines.settings import load_settings

    comparing.compare(document, other, load_settings().paths)
    return ALL_PUBLISHED


@app.command()
@plainly
def backtest() -> int:
    """Run this checkout's identities over everything landed, on a copy: new failures and cures against the warehouse."""
    from pipelines.cli import trying
    from pipelines.settings import enter, load_settings

    trying.say_backtest(enter(load_settings()).paths)
    return ALL_PUBLISHED


@app.command()
@plainly
def approve(
    document: Annotated[str, typer.Argument(help="A file name, or the start of a document_id.")],
    by: Annotated[str, typer.Option(help="Who says yes.")],
    reason: Annotated[str, typer.Option(help="Why the change is right.")],
) -> int:
    """Say yes to a version that waits because it changes much; it is published."""
    from pipelines.cli import deciding
    from pipelines.settings import enter, load_settings

    return deciding.approve(document, by, reason, enter(load_settings()))


@app.command()
@plainly
def withdraw(
    document: Annotated[str, typer.Argument(help="A file name, or the start of a document_id.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    reason: Annotated[str, typer.Option(help="Why it no longer stands, or stands again.")],
    undo: Annotated[bool, typer.Option("--undo", help="It stands again.")] = False,
) -> int:
    """Say that a document no longer stands; readers see the version before it, if there is one."""
    from pipelines.cli import deciding
    from pipelines.settings import enter, load_settings

    return deciding.withdraw(document, by, reason, enter(load_settings()), undo=undo)


@app.command()
@plainly
def propose(
    documents: Annotated[int, typer.Option(min=2, help="In how many documents an equality must hold.")] = 5,
) -> int:
    """List equalities that hold across the landed documents, fail in none, and are not yet identities."""
    from pipelines.cli import trying
    from pipelines.settings import load_settings

    trying.say_proposals(load_settings().paths, documents)
    return ALL_PUBLISHED


@app.command()
@plainly
def dev(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 3000,
) -> int:
    """Open the Dagster UI on this home, with its sensors and schedules."""
    from pipelines.cli import ui
    from pipelines.settings import enter, load_settings

    return ui.serve(enter(load_settings()), host, port)

"""The command ``faceid``: its subcommands and the one place where their errors end.

Exit status: 0 done; 1 a known error, told with a hint on standard error; 2 wrong usage; 70 a bug of ours; 130
stopped by the user. Nothing here or in the modules it imports loads torch, cv2 or Qt, so that ``faceid
--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from faceid_desktop.cli import (
    audit,
    backup,
    bench,
    cameras,
    compare,
    consent,
    detect,
    doctor,
    embed,
    enrol,
    erase,
    evaluate,
    exporting,
    group,
    identify,
    importing,
    liveness,
    model,
    operators,
    people,
    people_jobs,
    rules,
    train,
    unlock,
    updates,
    watch,
)
from faceid_desktop.cli.common import with_common
from faceid_desktop.cli.gallery_options import with_gallery
from faceid_desktop.cli.output import print_error
from faceid_desktop.cli.words import Words, explain
from faceid_desktop.errors import ExtraMissing, KnownError
from faceid_desktop.logs import close_logging, log_file_in_use, logger

OK, KNOWN, BUG, STOPPED = 0, 1, 70, 130

_log = logger("cli")

app = typer.Typer(
    name="faceid",
    help="Find and compare faces on your own computer. Nothing leaves it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("detect")(with_common(detect.detect))
app.command("compare")(with_common(compare.compare))
app.command("group")(with_common(group.group))
app.command("embed")(with_common(embed.embed))
app.command("liveness")(with_common(liveness.liveness))
app.command("cameras")(with_common(cameras.cameras))
app.command("doctor")(with_common(doctor.doctor))
app.command("updates")(with_common(updates.updates))
app.command("enrol")(with_gallery(enrol.enrol))
app.command("identify")(with_gallery(identify.identify))
app.command("watch")(with_gallery(watch.watch))
app.command("import")(with_gallery(importing.import_))
app.command("export")(with_gallery(exporting.export))
app.command("backup")(with_gallery(backup.backup))
app.command("restore")(with_gallery(backup.restore))
app.command("unlock")(with_gallery(unlock.unlock))
app.command("erase")(with_gallery(erase.erase))
people.app.command("check")(with_gallery(people_jobs.check))
people.app.command("reembed")(with_gallery(people_jobs.reembed))
app.add_typer(people.app, name="people")
app.add_typer(consent.app, name="consent")
app.add_typer(audit.app, name="audit")
app.add_typer(operators.app, name="operators")
app.add_typer(rules.app, name="rules")
app.add_typer(bench.app, name="bench")
evaluate.app.command("liveness")(with_common(liveness.evaluate_liveness))
app.add_typer(evaluate.app, name="evaluate")
train.app.command("liveness")(with_common(liveness.train_liveness))
app.add_typer(train.app, name="train")
app.add_typer(model.app, name="model")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no exception leaves this function.

    Parameters
    ----------
    arguments
        The words after ``faceid``; None takes those of the process.
    """
    try:
        get_command(app)(args=None if arguments is None else list(arguments), prog_name="faceid")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    except KnownError as error:
        _log.info("%s", error)
        print_error(explain(error))
        return KNOWN
    except ModuleNotFoundError as error:
        return _explain_missing(error)
    except KeyboardInterrupt:
        return STOPPED
    except Exception:  # noqa: BLE001 - the process border: whatever arrives here is a bug
        return _report_bug()
    finally:
        close_logging()
    return OK


def _explain_missing(error: ModuleNotFoundError) -> int:
    """Tell that the installed program has no code for training; any other missing module is a bug."""
    if not (error.name or "").startswith("faceid_desktop.training"):
        return _report_bug()
    print_error(explain(ExtraMissing(extra="train", module=error.name)))
    return KNOWN


def _report_bug() -> int:
    """Log the traceback of the exception being handled and tell the user where it lies."""
    _log.exception("bug")
    where = log_file_in_use()
    message = f"This is a bug: {sys.exc_info()[1]!r}"
    print_error(
        Words(message, f"Please report it with the log file {where}." if where else "Please report it.")
    )
    return BUG


def run() -> None:
    """Run the console script ``faceid``; end quietly when the reader of a pipe has gone."""
    try:
        status = main()
        sys.stdout.flush()
    except OSError:
        status = KNOWN
        # Whatever else failed has been told; what is left in the buffer cannot be written. Python flushes
        # it once more at exit, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)

"""``faceid group``: many pictures, all against all, and who of them is one person."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.evidence_words import false_match_rate, likelihood
from faceid_desktop.cli.output import counted, failure, print_error, print_json, print_line, print_table
from faceid_desktop.cli.progress import progress_bar
from faceid_desktop.cli.words import OUTCOMES as VERDICTS
from faceid_desktop.cli.words import QUALITY, explain

if TYPE_CHECKING:
    from faceid_desktop.core.grouping import Groups
    from faceid_desktop.services.many import ManyResult

_SHOWN = 20


def group(
    common: Common,
    photos: Annotated[
        list[Path],
        typer.Argument(metavar="PHOTO|FOLDER...", help="Pictures, and folders that are searched for some."),
    ],
    as_pairs: Annotated[
        bool,
        typer.Option(
            "--as-pairs",
            help="Link as two pictures alone would be, instead of expecting about one chance match in all.",
        ),
    ] = False,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", dir_okay=False, help="Write all pairs into this table.")
    ] = None,
) -> None:
    """Compare many pictures, each with every other, and find out who is the same person.

    Of each picture the clearly largest face is taken. Pictures are put together while the evidence for one
    person, averaged over all pairs of two groups, reaches the limit that is told. Pictures that fail are
    listed with reasons; the exit status is 1 only if none could be used.
    """
    from faceid_desktop.services.many import Linking, ManyComparison, photo_files
    from faceid_desktop.services.many_table import describe, rows, write_pairs
    from faceid_desktop.services.progress import CancelToken

    files = photo_files(photos)
    engine = common.engine()
    job = ManyComparison(engine.pipeline, engine.scorer, engine.comparison.point, files)
    with progress_bar("Pictures") as show:
        for progress in job.run(CancelToken()):
            show(progress.done, progress.total)
    if (result := job.result) is None:  # cannot be: `run` has ended
        raise typer.Exit(1)
    for each in result.failures:
        print_error(explain(each.error))
    linking = Linking.AS_PAIRS if as_pairs else Linking.CAREFUL
    groups = result.grouped(linking)
    if csv is not None:
        write_pairs(csv, result, groups)
    if common.as_json:
        pairs = [describe(row) for row in rows(result, groups)]
        print_json(_report(result, groups) | {"link_llr": result.link(linking), "pairs": pairs})
    else:
        _show(result, groups)
        print_line(f"Put together from an average evidence of: {likelihood(result.link(linking))}.")
        if csv is not None:
            print_line(f"{counted(len(result.pairs), 'pair')} written to {csv}.")
    if not result.photos:
        raise typer.Exit(1)


def _report(result: ManyResult, groups: Groups) -> dict[str, Any]:
    return {
        "model_id": result.scorer.model_id,
        "photos": [str(photo.path) for photo in result.photos],
        "groups": [[str(result.photos[place].path) for place in each] for each in groups],
        "poor_quality": [
            {"path": str(result.photos[place].path), "reasons": list(result.photos[place].reasons)}
            for place in result.poor
        ],
        "failures": [failure(str(each.path), each.error) for each in result.failures],
    }


def _show(result: ManyResult, groups: Groups) -> None:
    several = [each for each in groups if len(each) > 1]
    names = [(number, photo) for number, each in enumerate(several, 1) for photo in _names(result, each)]
    if names:
        print_table("The same person", ("Group", "Picture"), names)
    print_line(
        f"{counted(len(result.photos), 'picture')}, {counted(len(several), 'group')}, "
        f"{len(groups) - len(several)} alone, "
        f"{len(result.poor)} too poor to tell, {len(result.failures)} failed."
    )
    for place in result.poor:
        why = "; ".join(QUALITY[reason] for reason in result.photos[place].reasons)
        print_line(f"{result.photos[place].path}: {why}", "yellow")
    _show_pairs(result)


def _show_pairs(result: ManyResult) -> None:
    from faceid_desktop.services.many import OUTCOMES

    shown = []
    for pair in (-result.pair_scores).argsort(kind="stable")[:_SHOWN]:
        first, second = (int(place) for place in result.pairs[pair])
        decision = result.decision(first, second)
        files = (result.photos[place].path.name for place in (first, second))
        shown.append((*files, likelihood(decision.llr), false_match_rate(decision.fmr)))
    if shown:
        print_table("The strongest pairs", ("", "", "Evidence", "Different people this alike"), shown)
    for rank, count in sorted(Counter(result.pair_outcomes.tolist()).items(), reverse=True):
        print_line(f"{counted(count, 'pair')}: {VERDICTS[OUTCOMES[rank]]}")


def _names(result: ManyResult, places: tuple[int, ...]) -> list[str]:
    return [str(result.photos[place].path) for place in places]

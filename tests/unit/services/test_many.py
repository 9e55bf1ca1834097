"""Many photos at once, on real services with the tiny bundle's scorer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from faceid_desktop.core.records import OperatingPoint, Outcome, QualityReason
from faceid_desktop.errors import ImageUnreadable, ModelMismatchError
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.many import (
    OUTCOMES,
    Linking,
    ManyComparison,
    ManyPhoto,
    ManyResult,
    all_scores,
    natural,
    photo_files,
)
from faceid_desktop.services.progress import CancelToken
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, quality, tiny_engine

PEOPLE = ((90, 90, 90, 90), (200, 60, 60, 60), (60, 60, 200, 120))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Return an engine without networks."""
    return tiny_engine(write_tiny_bundle(tmp_path / "tiny"))


def photos_of(folder: Path, *people: int) -> list[Path]:
    """Write one painted photo for each number of a person."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, person in enumerate(people):
        path = folder / f"{number}.png"
        Image.fromarray(picture(PEOPLE[person], seed=number)).save(path)
        paths.append(path)
    return paths


def compared(engine: Engine, files: list[Path]) -> ManyResult:
    """Compare all."""
    job = ManyComparison(engine.pipeline, engine.scorer, OperatingPoint(), files)
    for _ in job.run(CancelToken()):
        pass
    assert job.result is not None
    return job.result


def test_people_are_found_in_a_heap(engine: Engine, tmp_path: Path) -> None:
    """Seven photos of three painted people make three groups, and every pair is in the table."""
    result = compared(engine, photos_of(tmp_path / "heap", 0, 1, 0, 2, 1, 0, 2))
    assert result.grouped() == ((0, 2, 5), (1, 4), (3, 6))
    assert result.pairs.shape == (21, 2)
    assert result.weakest((0, 2, 5)) in ((0, 2), (0, 5), (2, 5))
    assert result.weakest((3,)) is None


def test_each_pair_says_what_a_comparison_of_two_says(engine: Engine, tmp_path: Path) -> None:
    """Score, verdict and rate are those of `ComparisonService.compare`, for every pair."""
    files = photos_of(tmp_path / "heap", 0, 1, 0, 2)
    result = compared(engine, files)
    analysed = [
        engine.pipeline.analyse(picture(PEOPLE[person], seed)) for seed, person in enumerate((0, 1, 0, 2))
    ]
    for place, (i, j) in enumerate(result.pairs.tolist()):
        alone = engine.comparison.compare(analysed[i], analysed[j]).decision
        found = result.decision(i, j)
        assert found.score == pytest.approx(alone.score)
        assert found.outcome is alone.outcome is OUTCOMES[result.pair_outcomes[place]]
        assert found.fmr.rate == pytest.approx(alone.fmr.rate)


def test_failures_are_listed_and_do_not_stop_it(engine: Engine, tmp_path: Path) -> None:
    """A file that is no picture is left out with its reason."""
    files = photos_of(tmp_path / "heap", 0, 0)
    broken = tmp_path / "heap" / "broken.jpg"
    broken.write_text("no picture")
    result = compared(engine, [files[0], broken, files[1]])
    assert [photo.path for photo in result.photos] == files
    assert [failure.path for failure in result.failures] == [broken]
    assert isinstance(result.failures[0].error, ImageUnreadable)


def test_a_cancelled_run_compares_what_was_read(engine: Engine, tmp_path: Path) -> None:
    """After the third of ten photos, three are compared; progress counted up to there."""
    token = CancelToken()
    job = ManyComparison(
        engine.pipeline, engine.scorer, OperatingPoint(), photos_of(tmp_path / "heap", *(10 * [0]))
    )
    counts = []
    for progress in job.run(token):
        counts.append((progress.done, progress.total))
        if progress.done == 3:
            token.cancel()
    assert counts[-1] == (3, 10)
    assert job.result is not None
    assert job.result.cancelled
    assert len(job.result.photos) == 3


def test_no_photos_give_an_empty_result(engine: Engine) -> None:
    """Nothing is divided by nothing."""
    result = compared(engine, [])
    assert result.grouped() == ()
    assert result.pairs.shape == (0, 2)
    assert result.pair_outcomes.shape == (0,)


def made_up(engine: Engine, llr: list[list[float]], poor: int | None = None) -> ManyResult:
    """Return a result with given scores."""
    template = engine.pipeline.embed(engine.pipeline.analyse(picture(PEOPLE[0])).faces)[0]
    photos = tuple(
        ManyPhoto(
            Path(f"{place}.png"),
            np.zeros((4, 4, 3), np.uint8),
            quality(*([QualityReason.BLURRED] if place == poor else [])),
            1,
            template,
        )
        for place in range(len(llr))
    )
    return ManyResult(photos, (), np.array(llr), engine.scorer, OperatingPoint())


def test_two_photos_are_grouped_as_the_pair_is_judged(engine: Engine) -> None:
    """At the threshold of "same" the two are one group, below they are two, whatever the linking."""
    same = engine.scorer.table.threshold(OperatingPoint().same_fmr)
    for linking in Linking:
        assert made_up(engine, [[0, same], [same, 0]]).grouped(linking) == ((0, 1),)
        assert made_up(engine, [[0, same - 0.01], [same - 0.01, 0]]).grouped(linking) == ((0,), (1,))


def test_careful_links_ask_for_more_the_more_photos_there_are(engine: Engine) -> None:
    """With 100 photos chance matches are expected at the pair's threshold; the careful one rises."""
    count = 100
    scores = np.zeros((count, count)).tolist()
    result = made_up(engine, scores)
    assert result.link(Linking.AS_PAIRS) == engine.scorer.table.threshold(1e-3)
    assert engine.scorer.table.at(result.link()).rate <= 1 / len(result.pairs) * 1.001


def test_a_poor_photo_is_in_the_table_but_in_no_group(engine: Engine) -> None:
    """Its pairs have the verdict "too poor", however alike they are."""
    result = made_up(engine, [[0, 50, 50], [50, 0, 50], [50, 50, 0]], poor=1)
    assert result.grouped() == ((0, 2),)
    assert result.poor == (1,)
    ranks = [OUTCOMES[rank] for rank in result.pair_outcomes]
    assert ranks == [Outcome.POOR_QUALITY, Outcome.SAME, Outcome.POOR_QUALITY]


def test_templates_of_another_model_are_refused(engine: Engine, tmp_path: Path) -> None:
    """A score of two models would mean nothing."""
    other = tiny_engine(write_tiny_bundle(tmp_path / "other", seed=8))
    with pytest.raises(ModelMismatchError):
        all_scores(other.scorer, made_up(engine, [[0.0]]).photos)


def test_folders_are_walked_in_the_order_of_people(tmp_path: Path) -> None:
    """Photo 2 stands before photo 10, hidden files and other kinds are left out, nothing comes twice."""
    for name in ("10.jpg", "2.JPG", ".hidden.jpg", "notes.txt", "below/1.png", ".git/3.png"):
        path = tmp_path / "heap" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    folder = tmp_path / "heap"
    named = [each.relative_to(folder).as_posix() for each in photo_files([folder, folder / "2.JPG"])]
    assert named == ["2.JPG", "10.jpg", "below/1.png"]
    assert sorted(("b10", "a", "b9", "7"), key=natural) == ["7", "a", "b9", "b10"]

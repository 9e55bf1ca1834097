"""The comparison with other programs: which pairs, what a missing face costs, and nothing is asked twice."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.services.pairs import Pair
from tests.campaign.peer_programs import PeerFailed, ask, human_claim, human_similarity
from tests.campaign.peers import distances, drawn, own_rule, times

DRIVER = """
import json, sys
print(json.dumps({"version": sys.argv[1]}))
for line in sys.stdin:
    name = line.strip()
    if name.endswith("broken"):
        sys.exit("no such picture")
    print(json.dumps({"faces": [{"box": [0, 0, 1, 1], "vector": [len(name)]}],
                      "detect_ms": None, "encode_ms": 2.0}))
"""


def driver(version: str = "1") -> list[str]:
    """Return the command of a driver whose vectors are the lengths of the paths."""
    return [sys.executable, "-c", DRIVER, version]


def test_drawn_pairs_are_even_and_nested() -> None:
    """A few pairs come from all folds and kinds alike, and more pairs have the few among them."""
    pairs = [
        Pair(f"{fold} {same} {number}", "b", same, fold)
        for same in (True, False)
        for fold in range(10)
        for number in range(7)
    ]
    few, more = drawn(pairs, 40), drawn(pairs, 60)
    assert set(Counter((pair.fold, pair.same) for pair in few).values()) == {2}
    assert set(few) < set(more) < set(drawn(pairs, None)) == set(pairs)


def test_a_missing_face_is_an_error_and_no_match() -> None:
    """A pair without a distance is wrong whatever it is, but two people are not matched by it."""
    pairs = [Pair("a", "b", same=True), Pair("a", "?", same=True), Pair("a", "c", same=False)]
    pairs.append(Pair("?", "c", same=False))
    vectors = {"a": np.zeros(2), "b": np.array((0.3, 0.4)), "c": np.array((3.0, 4.0))}
    found = distances(pairs, vectors)
    assert found[:3:2].tolist() == [0.5, 5.0]
    assert np.isnan(found[1::2]).all()
    judged = own_rule(-found, np.array([pair.same for pair in pairs]), -0.6)
    assert judged == {"accuracy": 0.5, "fmr": 0.0, "fnmr": 0.5}


def test_what_human_says_of_a_distance() -> None:
    """Its similarity is 1 for one picture, 0.5 at the threshold, 0 far off, and never claims certainty."""
    distance = np.array((0.0, 10.0, 40.0))
    assert human_similarity(distance).tolist() == pytest.approx([1, 0.5, 0])
    assert human_claim(distance).tolist() == pytest.approx([np.log(199), 0, -np.log(199)], abs=1e-9)


def test_kept_answers_are_not_asked_again(tmp_path: Path) -> None:
    """After a run was cut short in the middle of a line, only what is missing is shown to the program."""
    kept = tmp_path / "kept.jsonl"
    pictures = {name: Path(name) for name in ("a", "bb", "ccc")}
    old = {"photo": "a", "faces": [], "detect_ms": 1.0, "encode_ms": 4.0}
    kept.write_text(json.dumps({"version": "1"}) + "\n" + json.dumps(old) + '\n{"photo": "bb", "fa')
    version, seen = ask(driver(), pictures, kept, 1)
    assert version == "1"
    assert [each.vectors.tolist() for each in seen.values()] == [[], [[2.0]], [[3.0]]]
    assert times(list(seen.values())) == {"detect_a_photo": 1.0, "encode_a_face": 2.0, "photo": 2.0}
    assert ask(["no such program"], pictures, kept, 1)[1].keys() == pictures.keys()


def test_a_program_that_fails_keeps_what_it_has_answered(tmp_path: Path) -> None:
    """Its last words are in the error, and the answers before it are kept."""
    kept = tmp_path / "kept.jsonl"
    with pytest.raises(PeerFailed, match="no such picture"):
        ask(driver(), {"a": Path("a"), "b": Path("broken")}, kept, 1)
    assert ask(["no such program"], {"a": Path("a")}, kept, 1)[1].keys() == {"a"}


def test_answers_of_another_version_are_refused(tmp_path: Path) -> None:
    """Vectors of two versions are never mixed."""
    kept = tmp_path / "kept.jsonl"
    ask(driver("1"), {"a": Path("a")}, kept, 1)
    with pytest.raises(PeerFailed, match="is of 1, not of 2"):
        ask(driver("2"), {"a": Path("a"), "b": Path("b")}, kept, 1)

"""The search over bytes and the needles that it looks for."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.gallery import bytesearch
from faceid_desktop.gallery.bytesearch import PROBE_BYTES, ProbeSet, count_in_file
from faceid_desktop.gallery.filesearch import search_files
from faceid_desktop.gallery.needles import (
    Needle,
    NeedleKind,
    Search,
    from_json,
    of_sealed,
    of_vectors,
    to_json,
)
from faceid_desktop.gallery.rawfiles import RawFiles
from faceid_desktop.gallery.vault import seal
from tests.helpers.small_gallery import enrol, small_gallery

TAKE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        # Where SQLite keeps its shared lock on a database (os_unix.c, SHARED_FIRST and SHARED_SIZE).
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except BlockingIOError:
        sys.exit(1)
"""

VISIT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM person").fetchone()
connection.close()
"""

few_letters = st.binary(max_size=200).map(lambda content: bytes(byte % 3 for byte in content))


def counted(content: bytes, probes: list[bytes]) -> list[int]:
    """Count by the search that is tested."""
    return ProbeSet(probes).count(np.frombuffer(content, np.uint8)).tolist()


@given(few_letters, st.lists(st.integers(0, 187), max_size=8))
def test_it_counts_what_python_finds(content: bytes, places: list[int]) -> None:
    """Overlapping and repeated occurrences too; what does not occur counts 0."""
    probes = [content[at : at + PROBE_BYTES] for at in places if at + PROBE_BYTES <= len(content)]
    probes.append(b"nowhere here")
    expected = [sum(content.startswith(probe, at) for at in range(len(content))) for probe in probes]
    assert counted(content, probes) == expected


def test_a_place_between_two_blocks_is_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the border of a block falls, each occurrence is counted once."""
    monkeypatch.setattr(bytesearch, "_BLOCK_BYTES", 16)
    probe = b"ABCDEFGHIJKL"
    for before in range(40):
        (tmp_path / "file").write_bytes(bytes(before) + probe + bytes(40 - before))
        assert count_in_file(tmp_path / "file", ProbeSet([probe])).tolist() == [1]


@pytest.mark.parametrize("content", [b"", b"x", bytes(11), bytes(12)])
def test_short_and_empty_files_are_searched(tmp_path: Path, content: bytes) -> None:
    """A file shorter than a probe holds none."""
    file = tmp_path / "file"
    file.write_bytes(content)
    assert count_in_file(file, ProbeSet([bytes(12)])).tolist() == [int(len(content) == 12)]


def test_probes_have_one_length() -> None:
    """Anything else is a bug of the caller."""
    with pytest.raises(ValueError, match="12 bytes"):
        ProbeSet([b"short"])


@pytest.mark.parametrize("size", [100, 5_000, 60_000])
@pytest.mark.parametrize("page", [512, 4096, 65536])
def test_a_value_is_recognised_by_any_piece_of_it(tmp_path: Path, size: int, page: int) -> None:
    """SQLite cuts long values into pages; each piece of a page's size has a probe, whatever the page size."""
    sealed = seal(AESGCM(bytes(32)), os.urandom(size), "place")
    needles = list(of_sealed(NeedleKind.CIPHERTEXT, sealed))
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute(f"PRAGMA page_size={page}")
        connection.execute("CREATE TABLE t (x BLOB)")
        connection.execute("INSERT INTO t VALUES (?)", (sealed,))
        connection.commit()
    search = Search(needles)
    found = search.per_needle(count_in_file(tmp_path / "x.db", search.probes))
    assert (found > 0).all()
    if page >= 4096:
        content = (tmp_path / "x.db").read_bytes()
        probes = [probe for needle in needles for probe in needle.probes]
        pieces = [content[at : at + page] for at in range(0, len(content), page)]
        held = [piece for piece in pieces if any(sealed[at : at + 64] in piece for at in range(0, size, 64))]
        assert held
        assert all(any(probe in piece for probe in probes) for piece in held)


def test_needles_of_a_sealed_value_are_its_nonce_and_body() -> None:
    """The nonce is twelve bytes after the version byte; a value too short to be one has none."""
    sealed = seal(AESGCM(bytes(32)), b"plain", "place")
    nonce, body = of_sealed(NeedleKind.WRAPPED_KEY, sealed)
    assert nonce == Needle(NeedleKind.NONCE, (sealed[1:13],))
    assert body.kind is NeedleKind.WRAPPED_KEY
    assert body.probes[0] == sealed[13:25]
    assert body.probes[-1] == sealed[-12:]
    assert list(of_sealed(NeedleKind.CIPHERTEXT, sealed[:20])) == []


def test_a_vector_of_zeros_is_nobodys() -> None:
    """Twelve zero bytes are in every file; such a vector is looked for by another part, or not at all."""
    zeros = np.zeros(64, np.float32)
    mixed = zeros.copy()
    mixed[30:] = np.random.default_rng(1).standard_normal(34)
    assert of_vectors([zeros.tobytes()]) == set()
    (needle,) = of_vectors([mixed.tobytes()])
    assert needle.probes[0] in mixed.tobytes()


def test_needles_are_kept_without_vectors() -> None:
    """What is written for an interrupted erasure comes back, but for anything that is not encrypted."""
    needles = {Needle(NeedleKind.NONCE, (b"a" * 12,)), Needle(NeedleKind.CIPHERTEXT, (b"b" * 12, b"c" * 12))}
    vector = Needle(NeedleKind.VECTOR, (b"v" * 12,))
    assert from_json(to_json({*needles, vector})) == needles
    with pytest.raises(ValueError, match="nonsense"):
        from_json([["nonsense", "00"]])


@pytest.mark.skipif(os.name == "nt", reason="rights and links work otherwise there")
def test_files_are_searched_once_and_what_cannot_be_is_named(tmp_path: Path) -> None:
    """Folders within each other, links, files that hold the needles, and unreadable ones."""
    probe = b"ABCDEFGHIJKL"
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in ("hit", "needles"):
        (inner / name).write_bytes(b"__" + probe)
    (tmp_path / "clean").write_bytes(b"nothing")
    (tmp_path / "link").symlink_to(inner / "hit")
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    search, raw = Search([Needle(NeedleKind.NONCE, (probe,))]), RawFiles()
    found = search_files(
        (tmp_path, inner, tmp_path / "missing"), search, inner / "hit", raw, {inner / "needles"}
    )
    assert {path: counts.tolist() for path, counts in found.counts.items()} == {inner / "hit": [1]}
    assert (found.searched, found.unreadable) == (2, ())
    raw.close()


def test_raw_files_stay_open(tmp_path: Path) -> None:
    """Closing a descriptor of a database would drop SQLite's locks on it; the same one is given out again."""
    file = tmp_path / "file"
    file.write_bytes(b"x")
    raw = RawFiles()
    first = raw.descriptor(file)
    assert raw.descriptor(file) == first
    other = tmp_path / "other"
    other.write_bytes(b"y")
    other.replace(file)
    assert raw.descriptor(file) != first
    raw.close()
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(first)


def visitor(program: str, database: Path) -> int:
    """Run another program on a database and return its status."""
    return subprocess.run([sys.executable, "-S", "-c", program, database], check=False).returncode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
@pytest.mark.parametrize("through", ["folder", "alias"])
def test_reading_the_bytes_keeps_sqlites_locks(tmp_path: Path, through: str) -> None:
    """Another program can take neither the lock nor the journal after the files were read by any path."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "alias").symlink_to(tmp_path / "folder")
    with small_gallery(tmp_path / "folder") as gallery:
        enrol(gallery, "Ada")
        database = gallery.store.path
        journal = database.with_name("gallery.db-wal")
        assert visitor(TAKE, database) == 1
        search = Search([Needle(NeedleKind.NONCE, (b"ABCDEFGHIJKL",))])
        search_files((tmp_path / through,), search, database, gallery.store.raw_files)
        assert visitor(TAKE, database) == 1
        assert visitor(VISIT, database) == 0
        # Whoever believes to be the last to leave removes the journal.
        assert journal.exists()

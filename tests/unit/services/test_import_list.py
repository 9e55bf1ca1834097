"""Folders and tables of an import, as spreadsheet programs and people make them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.errors import ImportListInvalid
from faceid_desktop.services.import_list import ImportItem, list_folder, read_list


def table(folder: Path, content: bytes | str, name: str = "list.csv") -> Path:
    """Write a table."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


ROWS = 'path,name,reference,lawful basis\na.jpg,"Ünal, Ada",R1,consent\nsub/b.jpg,Ben,,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, mark: str, end: str) -> None:
    """Whatever a spreadsheet program writes gives the same rows."""
    rows = (("a.jpg", "Ünal, Ada", "R1", "Consent"), ("sub/b.jpg", "Ben", "", ""))
    lines = [("Path", "NAME", " Reference ", "Lawful  Basis"), *rows]
    text = end.join(mark.join(f'"{cell}"' for cell in line) for line in lines) + end
    items = read_list(table(tmp_path, text.encode(encoding)))
    assert items == (
        ImportItem(tmp_path / "a.jpg", "Ünal, Ada", "R1", "consent", line=2),
        ImportItem(tmp_path / "sub" / "b.jpg", "Ben", line=3),
    )


def test_the_line_for_excel_is_understood(tmp_path: Path) -> None:
    """``sep=;`` states the delimiter and is no header; lines are counted with it."""
    (item,) = read_list(table(tmp_path, "sep=;\r\nname;path\r\nBen, the tall;b.jpg\r\n"))
    assert (item.name, item.path, item.line) == ("Ben, the tall", tmp_path / "b.jpg", 3)


def test_columns_in_any_order_with_other_names(tmp_path: Path) -> None:
    """Synonyms are known, columns that mean nothing to us are left alone, tags are split."""
    text = "Person;Age;Photo;Tags;Ref\nBen;7;b.jpg;staff, night;4\n\n;;;;\nAda;;a.jpg;;\n"
    ben, ada = read_list(table(tmp_path, text))
    assert (ben.name, ben.tags, ben.reference, ben.line) == ("Ben", ("staff", "night"), "4", 2)
    assert (ada.name, ada.line) == ("Ada", 5)


def test_a_cell_may_hold_line_breaks(tmp_path: Path) -> None:
    """The lines that are told are those of the file."""
    first, second = read_list(table(tmp_path, 'path,name,notes\na.jpg,Ada,"one\ntwo"\nb.jpg,Ben,\n'))
    assert (first.line, second.line) == (2, 4)


def test_paths_of_windows_and_absolute_ones(tmp_path: Path) -> None:
    """A relative path may have backslashes; an absolute one stays."""
    absolute = tmp_path / "c.jpg"
    items = read_list(table(tmp_path, f"path,name\npeople\\Ada\\1.jpg,Ada\n{absolute},Ben\n"))
    assert [item.path for item in items] == [tmp_path / "people" / "Ada" / "1.jpg", absolute]


def test_a_row_without_path_or_name_is_kept_for_the_report(tmp_path: Path) -> None:
    """It fails on its own and does not stop the others."""
    items = read_list(table(tmp_path, "path,name\n,Ada\na.jpg,\nb.jpg\n"))
    assert [(bool(item.path.name), item.name) for item in items] == [(False, "Ada"), (True, ""), (True, "")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "columns"),
        (b"file;ref\na;b\n", "columns"),
        (b"just one column\nx\n", "columns"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "encoding"),
        (b"\xff\xfea", "encoding"),
        (b'path,name\n"a.jpg,Ada\n', "table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    """The error says what is wrong."""
    with pytest.raises(ImportListInvalid) as caught:
        read_list(table(tmp_path, content))
    assert caught.value.data["why"] == why


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_an_error(content: bytes) -> None:
    """Nothing else is ever raised."""
    path = Path(os.environ["FACEID_DATA_DIR"]) / "list.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"path,name\n" + content)
    try:
        items = read_list(path)
    except ImportListInvalid:
        return
    assert all(item.line >= 2 for item in items)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    """Neither a table nor a folder that is not there can be read."""
    for read in (read_list, list_folder):
        with pytest.raises(ImportListInvalid) as caught:
            read(tmp_path / "nothing")
        assert caught.value.data["why"] == "unreadable"


def test_a_folder_gives_a_person_for_each_folder_in_it(tmp_path: Path) -> None:
    """Photos may lie deeper; hidden files, other files and loose ones are left out."""
    for name in (
        "Ben/2.PNG",
        "Ben/1.jpg",
        "Ada/trip/day 1/x.heic",
        "Ada/.x.jpg",
        "Ada/notes.txt",
        "loose.jpg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "1.jpg").write_bytes(b"x")
    (tmp_path / "Empty").mkdir()
    items = [(item.name, item.path.relative_to(tmp_path).as_posix()) for item in list_folder(tmp_path)]
    assert items == [("Ada", "Ada/trip/day 1/x.heic"), ("Ben", "Ben/1.jpg"), ("Ben", "Ben/2.PNG")]

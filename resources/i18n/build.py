"""Gathers what the window says into the catalogues of Qt Linguist, and makes of them what the program loads.

    python resources/i18n/build.py           # after words were changed, and after translating
    python resources/i18n/build.py --check   # says what is not translated, changes nothing

Between the two runs the new sentences are translated: in Qt Linguist (``pyside6-linguist de.ts``) or in an
editor; ``glossary.md`` holds the terms. English needs words only where a number stands in a sentence.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
GUI = HERE.parents[1] / "faceid_desktop" / "gui"
ENGLISH, LANGUAGES = "en", ("de", "en", "zh_CN")


def main(arguments: Sequence[str]) -> int:
    """Build, or check; return the exit status: 0 if everything is translated."""
    if "--check" in arguments:
        with tempfile.TemporaryDirectory() as folder:
            for language in LANGUAGES:
                (Path(folder) / f"{language}.ts").write_bytes((HERE / f"{language}.ts").read_bytes())
            return report(gather(Path(folder)))
    catalogues = gather(HERE)
    for catalogue in catalogues:
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
    return report(catalogues)


def gather(folder: Path) -> list[Path]:
    """Bring the catalogues of a folder up to date with the source code; what nobody says any more goes.

    Returns
    -------
    list of Path
        The catalogues, one a language.
    """
    made = []
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "said.py"
        plain.write_text("".join(f"{each}\n" for each in sorted(said())), encoding="utf-8")
        for language in LANGUAGES:
            catalogue = folder / f"{language}.ts"
            options = ["-locations", "none", "-no-obsolete", "-sort-messages"]
            options += ["-disable-heuristic", "similartext", "-disable-heuristic", "sametext"]  # no guesses
            if language == ENGLISH:
                options.append("-pluralonly")
            options += ["-source-language", ENGLISH, "-target-language", language]
            run("pyside6-lupdate", [str(plain), *options, "-ts", str(catalogue)])
            made.append(catalogue)
    return made


def said() -> set[str]:
    """Return every call of ``tr`` in the source code of the window in its plainest form.

    ``pyside6-lupdate`` does not look into f-strings, and takes a comma after a note for a number.
    """
    plain = set()
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                texts = [json.dumps(ast.literal_eval(each), ensure_ascii=False) for each in node.args[:2]]
                number = ["1"] if "%n" in texts[0] else []
                plain.add(f"tr({', '.join([*texts, *number])})")
    return plain


def compile_catalogue(catalogue: Path, target: Path) -> None:
    """Make what `QTranslator` loads."""
    run("pyside6-lrelease", [str(catalogue), "-qm", str(target)])


def untranslated(catalogue: Path) -> Iterator[str]:
    """Yield the sentences of a catalogue that have no finished translation."""
    for message in ElementTree.parse(catalogue).iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        forms = [] if translation is None else [each.text for each in translation.iter("numerusform")]
        said = forms or [None if translation is None else translation.text]
        if translation is None or translation.get("type") == "unfinished" or not all(said):
            yield message.findtext("source", "")


def report(catalogues: Sequence[Path]) -> int:
    """Say what is not translated."""
    open_ones = {catalogue.stem: list(untranslated(catalogue)) for catalogue in catalogues}
    for language, sentences in open_ones.items():
        sys.stdout.write(f"{language}: {len(sentences)} not translated\n")
        sys.stdout.writelines(f"    {sentence}\n" for sentence in sentences)
    return 1 if any(open_ones.values()) else 0


def run(program: str, arguments: Sequence[str]) -> None:
    """Run a program of PySide6, telling nothing but what went wrong."""
    suffix = ".exe" if sys.platform == "win32" else ""
    path = Path(sys.executable).with_name(program + suffix)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or "rror" in done.stderr:
        sys.exit(f"{program}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

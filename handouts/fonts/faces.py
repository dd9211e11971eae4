"""Which face sets which characters: a brand's own faces first, then those for the script, read only where needed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from handouts.fonts.face import Face, FontError
from handouts.records import dataclass
from handouts.scripts import alphabet, script_of, spans

REGULAR = "regular"
#: Texts remembered as they were cut, and languages with the face they are set in.
_TEXTS, _LANGUAGES = 1024, 64
#: The style that stands in where a script has no face of the one asked for.
_INSTEAD = MappingProxyType({"bold": REGULAR, "italic": REGULAR, "bolditalic": "bold"})


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font inside an installed Python package; ``weight`` chooses one of a variable font."""

    package: str
    inside: str
    weight: int | None = None

    @property
    def project(self) -> str:
        """What to ask pip for."""
        return self.package.replace("_", "-")

    def path(self) -> Path | None:
        """Where the file is; None where the package is not installed. The package is not imported."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            return None
        path = Path(spec.origin).parent / self.inside
        return path if path.is_file() else None


class Faces(Mapping[str, Face]):
    """A brand's faces by style (regular, bold, italic, bolditalic), with faces for other scripts behind them."""

    def __init__(self, brand: Mapping[str, Face], scripts: Mapping[str, Mapping[str, FontFile]]) -> None:
        self._brand = brand
        self._scripts = scripts
        self._opened: set[Path] = set()
        self._others: set[Face] = set()
        self.cut = lru_cache(maxsize=_TEXTS)(self._cut)
        self._first = lru_cache(maxsize=_LANGUAGES)(self._first_of)

    def __getitem__(self, style: str) -> Face:
        return self._brand[style]

    def __iter__(self) -> Iterator[str]:
        return iter(self._brand)

    def __len__(self) -> int:
        return len(self._brand)

    def _cut(self, text: str, style: str, language: str) -> tuple[tuple[str, Face], ...]:
        """A text in runs of one face. A character that no face has stays with the brand's."""
        brand = self._brand[style]
        first = self._first(style, language)
        if first is brand and brand.covers(text):
            return ((text, brand),)
        out: list[tuple[str, Face]] = []
        for script, part in spans(text):
            faces = [first, brand]
            if not first.covers(part):
                own = self.of(script, style)
                faces += [own] if own else []
            whole = next((face for face in faces if face.covers(part)), None)
            pieces = [(part, whole)] if whole else [(c, self._any(c, faces, style)) for c in _clusters(part)]
            for piece, face in pieces:
                if out and out[-1][1] is face:
                    out[-1] = (out[-1][0] + piece, face)
                else:
                    out.append((piece, face))
        return tuple(out)

    def _any(self, cluster: str, faces: list[Face], style: str) -> Face:
        """The first face that has all of a cluster, of any script; the brand's where none has."""
        for face in faces:
            if face.covers(cluster):
                return face
        for script in self._scripts:
            other = self.of(script, style)
            if other is not None and other.covers(cluster):
                return other
        return faces[0]

    def _first_of(self, style: str, language: str) -> Face:
        """The face that a language's text is set in throughout: the brand's if it has the letters."""
        brand = self._brand[style]
        script, letters = alphabet(language)
        if not letters or brand.covers(letters):
            return brand
        return self.of(script, style) or brand

    def of(self, script: str, style: str) -> Face | None:
        """A script's face; None where the style names none, or one that is not installed or of no use."""
        file = self._file(script, style)
        path = file.path() if file else None
        if file is None or path is None:
            return None
        self._opened.add(path)
        try:
            face = load(path, file.weight)
        except FontError:
            return None
        self._others.add(face)
        return face

    @property
    def opened(self) -> frozenset[Path]:
        """The files for other scripts that a text has needed so far."""
        return frozenset(self._opened)

    def forget(self) -> None:
        """Let go of every text that was cut into faces or shaped."""
        self.cut.cache_clear()
        for face in {*self._brand.values(), *self._others}:
            face.forget()

    def missing(self, text: str, style: str, language: str) -> Iterator[tuple[int, str, FontFile | None]]:
        """Offset and character of what no face has, with the font that would have it if it were installed."""
        at = 0
        for part, face in self.cut(text, style, language):
            for offset, character in enumerate(part):
                if not face.has(character):
                    file = self._file(script_of(character), style)
                    yield at + offset, character, file if file and file.path() is None else None
            at += len(part)

    def _file(self, script: str, style: str) -> FontFile | None:
        files = self._scripts.get(script, {})
        wanted: str | None = style
        while wanted is not None and wanted not in files:
            wanted = _INSTEAD.get(wanted)
        return files[wanted] if wanted is not None else None


@lru_cache(maxsize=64)
def load(path: Path, weight: int | None = None) -> Face:
    """A face, read once. Font files of installed packages do not change under a running program."""
    return Face(path, weight)


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks and joiners that follow them."""
    start = 0
    for index in range(1, len(text)):
        if unicodedata.category(text[index])[0] != "M" and text[index] != "\u200d" and text[index - 1] != "\u200d":
            yield text[start:index]
            start = index
    if text:
        yield text[start:]

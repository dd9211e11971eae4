"""Style files laid over each other: what a brand extends, the brand, an edition. Trees go in, one tree comes out."""

from __future__ import annotations

from pathlib import Path

from handouts.problems import Place, Problem, did_you_mean
from handouts.source import Document, Mapping, Scalar, load
from handouts.theme.files import editions


def with_edition(
    folder: Path, name: str, brand: Mapping, problems: list[Problem]
) -> tuple[tuple[Document, ...], Mapping | None]:
    """The tokens of a brand with those of an edition over them."""
    known = editions(folder)
    if name not in known:
        hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
        problems.append(Problem("unknown-style", f"there is no edition '{name}' in {folder.name}/", None, hint))
        return (), None
    document = load(folder / f"{name}.yaml", comments=True)
    problems += document.problems
    assert isinstance(document.root, Mapping)  # else it would not be known as an edition
    return (document,), merged(brand, document.root)


def brand_layers(folder: Path, name: str, problems: list[Problem]) -> tuple[tuple[Document, ...], Mapping | None]:
    """A style and all that it extends: the files, and what they say together as far as they can be read."""
    documents: list[Document] = []
    chain: list[Mapping] = []
    seen: list[str] = []
    place: Place | None = None
    wanted: str | None = name
    while wanted is not None:
        if wanted in seen:
            loop = " → ".join([*seen, wanted])
            problems.append(Problem("cyclic-extends", f"styles extend each other in a circle: {loop}", place))
            break
        seen.append(wanted)
        path = folder / f"{wanted}.yaml"
        known = sorted(entry.stem for entry in folder.glob("*.yaml"))
        if wanted not in known:
            hint = did_you_mean(wanted, known) or f"there are: {', '.join(known) or 'none'}"
            problems.append(Problem("unknown-style", f"there is no style '{wanted}' in {folder.name}/", place, hint))
            break
        document = load(path, comments=True)
        documents.append(document)
        problems += document.problems
        if not isinstance(document.root, Mapping):
            if not document.problems:
                problems.append(Problem("wrong-type", "a style file holds tokens as 'name: value'", Place(str(path))))
            break
        chain.append(document.root)
        base = document.root.get("extends")
        wanted = base.text if isinstance(base, Scalar) else None
        place = base.place if base is not None else None
    whole: Mapping | None = None
    for layer in reversed(chain):
        whole = layer if whole is None else merged(whole, layer)
    return tuple(documents), whole


def merged(base: Mapping, over: Mapping) -> Mapping:
    """``base`` with what ``over`` says differently, tables of tokens merged key by key."""
    entries = {key.text: (key, value) for key, value in base.entries}
    for key, value in over.entries:
        old = entries.get(key.text)
        if old is not None and isinstance(old[1], Mapping) and isinstance(value, Mapping):
            entries[key.text] = (key, merged(old[1], value))
        else:
            entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), over.place)

"""One handout in two languages on the same pages."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from handouts.components.composer import composer_of
from handouts.components.facing import Pairing, in_columns
from handouts.fonts import Faces
from handouts.images import Pictures
from handouts.layout.bilingual import bilingual_story
from handouts.layout.bilingual_furniture import BilingualFurniture
from handouts.layout.fitting import overfull
from handouts.layout.format import Format
from handouts.layout.paginate import TooTallError, paginate
from handouts.model import Library, cited, listed, notice_of
from handouts.problems import ContentError
from handouts.records import Same
from handouts.review import Voices, keywords_of, notice, state_of
from handouts.tags import Tag
from handouts.theme import Paper, Theme
from handouts.typeset.drawing import drawn_sheet, metadata_of
from handouts.typeset.laying import rooms_of, too_tall
from handouts.typeset.parts import Sheet, uninterrupted


@uninterrupted()
def typeset_both(
    voices: Voices,
    library: Library,
    theme: Theme,
    faces: Faces,
    paper: Paper,
    pictures: Pictures,
    form: Format | None = None,
) -> Sheet:
    """Set one handout in two languages on the same pages: in two columns, or one below the other where they are narrow.

    Raises ContentError where it cannot be set, or where the two texts are not made alike.
    """
    named = dict.fromkeys(source for voice in voices for source in cited(voice.handout))
    sources = listed(named, voices[0].handout, library)
    cites = tuple(source.id for source in sources)
    one, other = (composer_of(theme, Same(faces), Same(v.words), cites, v.handout.language) for v in voices)
    main = voices[0].handout
    mirrored = all(voice.backward for voice in voices)
    width = paper.width - theme.page.left - theme.page.right
    wide = Pairing(one, other, width, in_columns(one, width), voices[1].backward and not mirrored)
    # What is too tall beside its twin can be parted where it stands above it.
    for pairing in (wide, replace(wide, columns=False)) if wide.columns else (wide,):
        furniture = BilingualFurniture(
            one, main, library.clinic, paper, voices[0].identity, voices=voices, pairing=pairing
        )
        document = Tag("Document", language=main.language)
        strips = [
            *furniture.opening(document),
            *bilingual_story(furniture, sources, document, pictures, notice_of(main, library)),
        ]
        with suppress(TooTallError):
            pages = paginate(strips, *rooms_of(furniture))
            break
    else:
        raise ContentError([too_tall(main)])
    problem = overfull(form, main, strips, rooms_of(furniture), furniture.line()) if form else None
    if problem is not None:
        raise ContentError([problem])
    warning = notice(state_of(voices), voices[0].words.phrases)
    facts = metadata_of(main, library.clinic, warning, keywords_of(voices), form, mirrored)
    return drawn_sheet(furniture, strips, pages, facts)

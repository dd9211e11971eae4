"""Random handouts: every kind of block, odd punctuation, accents, long words, links, citations, deep lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Any

from handouts.fonts import Face
from handouts.markup import Inline, Run
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    Contact,
    ContactPanel,
    Definition,
    FillIn,
    Handout,
    Image,
    Item,
    KeyFacts,
    Kind,
    Library,
    List,
    Marker,
    Notes,
    Paragraph,
    PersonalChoice,
    PersonalNotes,
    PersonalPanel,
    PersonalRow,
    QrCode,
    Question,
    Questions,
    Review,
    Section,
    Status,
    Step,
    Steps,
    Table,
    Tone,
)
from handouts.problems import Problem
from handouts.proof import prove_both
from handouts.review import Voices
from handouts.theme import Theme
from tests import engine, pairs, sheets

_PLAIN = (
    "the a of to you your may not take care ketamine doctor nurse blood pressure feel better weeks days dose help "
    "side effects home driver tell us before after treatment If It AVATAR Yes. To We'll fluffy office affiliate fi"
).split()
_ODD = (
    "0.5 mg|120/80 mmHg|3–5|and/or|re-sign|well-known|(see below)|“quoted”|‘so’|it’s|A&E|<b>x</b>|{x}|50%|$20|#1|50 %|"
    'a.m.|…|—|–|1,000|+44|=SUM(A1)|100°|½|¼|×|±|§ 4|©|®|(®)|™|…and|C++|*|[x]|\\|~|^|_|`|"|!?|¡hola!|¿qué?|e.g.|i.e.,|'
    "770-555-0100|12:30|2026-11-01|I|l|.|-|--|a\u00a0b|10\u00a0mg|sup\u00ader\u00adcal\u00adi\u00adfrag\u00adi\u00adlis\u00adtic|"
    "https://example.org/a/very/long/path-with-dashes_and_underscores?and=query&more=parts#fragment|"
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen|m²|10³|µg|¹|ª|fi|ffl|Tº|x̄ŷ|n̈|AVAVAVA|W.|T.|ﬁne"
).split("|")
#: What is written in other languages: words that a clinic would use, and what is odd in each script.
WORDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "ar": (
            "خذ حبة واحدة كل يوم مع الماء اتصل بنا الطبيب الممرضة ضغط الدم دواء جدّاً شُكْراً مرّتين يومياً لا الآن الأطباء لأنّ "
            "إلى؟ نعم، الألم؛ (مهم) «سؤال» [لا] العيادة. بـ 5 3–5 120/80 ١٢٣ 50% المُستشفى أيضاً إذاً"
        ).split(),
        "hi": (
            "कृपया अपनी दवाएँ साथ लाएँ डॉक्टर से मिलें रक्तचाप क्षमा शुक्रवार विद्यार्थी हिन्दी हूँ। (ज़रूरी) प्रश्न? में, श्री कि की "
            "क्योंकि स्वास्थ्य १२३ ज्ञान र्क्त्रि हृदय द्वारा"
        ).split(),
        "zh-Hans": (
            "请每天服药 医生（护士） “需要吗？” 血压， 您好。 不要开车！ 《说明》 氯胺酮 15分钟 头晕；呕吐 联系我们： 1、2、3 ——好 "
            "门诊就诊当天请提前到达并带上您的身份证和保险卡以及所有正在服用的药物"
        ).split(),
        "ko": "지금 드시는 약을 가져오세요. 혈압(예: 병원) 어지럽거나 졸릴 수 있습니다, 전화하세요? 15분 “질문” 의사를".split(),
        "ru": "Возьмите лекарства, врач (важно) давление «вопрос»? ещё объём №5 — нет; 50% Ёж.".split(),
        "vi": "Hãy uống thuốc mỗi ngày, bác sĩ (quan trọng) huyết áp? “câu hỏi” quý vị. Đừng lái xe; nghỉ ngơi ưỡn".split(),
    }
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4)
def accents(name: str) -> str:
    """The letters beyond ASCII that all faces of a brand have."""
    faces = sheets.faces(sheets.theme(name)).values()
    return "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isalpha() and all(face.has(c) for face in faces))


def printable(token: str, faces: Sequence[Face]) -> bool:
    return all(face.has(c) for face in faces for c in token)


def _fits(text: str) -> bool:
    """Can its first and last word stand on a line together with another? Words that are glued are not broken."""
    return max(map(len, text.split(" ")), default=0) < 12


class Author:
    """Writes random content from a seed, in the characters that a brand's faces have."""

    def __init__(self, seed: int, brand: str = "loganville", language: str = "en") -> None:
        self.random = Random(seed)
        self.language = language
        faces = tuple(sheets.faces(sheets.theme(brand)).values())
        self.odd = [token for token in _ODD if printable(token, faces)]
        self.accents = accents(brand)

    def word(self) -> str:
        random = self.random
        draw = random.random()
        if self.language != "en" and draw < 0.8:
            return random.choice(WORDS[self.language])
        if draw < 0.72:
            return random.choice(_PLAIN) + random.choice(["", "", "", "", ",", ".", ";", ":", "?", "!"])
        if draw < 0.88:
            return random.choice(self.odd)
        if draw < 0.95:
            return "".join(random.choices(_LETTERS + self.accents, k=random.randint(1, 12)))
        if draw < 0.97:
            return "".join(random.choices(_LETTERS, k=random.randint(30, 150)))
        return str(random.randint(0, 10**6) / random.choice([1, 10, 1000]))

    def words(self, least: int, most: int) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(least, most)))

    def inline(self, least: int = 1, most: int = 12, rich: bool = True) -> Inline:
        """A text of several runs; a blank between two runs belongs to either of them."""
        random = self.random
        runs: list[Run] = []
        for number in range(random.choice([1, 1, 2, 3, 4]) if rich else 1):
            text = self.words(least if not number else 1, most)
            glued = random.random() < 0.15 and runs and _fits(runs[-1].text) and _fits(text)
            before = "" if glued or not runs else " "
            draw = random.random()
            if not rich or draw < 0.4:
                runs.append(Run(before + text))
            elif draw < 0.5 and runs:
                runs.append(Run("", cites=tuple(random.sample(["one", "two", "three"], random.randint(1, 3)))))
            elif draw < 0.6:
                runs += [Run(before)] * bool(before) + [Run(text, link=f"https://example.org/{random.randint(0, 99)}")]
            elif draw < 0.68:
                runs += [Run(before)] * bool(before) + [Run(text, language="es")]
            else:
                runs.append(Run(before + text, strong=random.random() < 0.6, emphasis=random.random() < 0.6))
        return Inline(tuple(runs))

    def some(self, least: int = 1, most: int = 4, words: int = 10) -> tuple[Inline, ...]:
        return tuple(self.inline(1, words) for _ in range(self.random.randint(least, most)))

    def list(self, depth: int = 0) -> List:
        random = self.random
        items = []
        for _ in range(random.randint(1, 4)):
            nested = (self.list(depth + 1),) if depth < 3 and random.random() < 0.25 else ()
            items.append(Item(self.inline(1, 18), nested))
        return List(random.choice(list(Marker)), tuple(items))

    def table(self) -> Table:
        columns = self.random.randint(2, 3)
        rows = tuple(self.cells(columns, 4) for _ in range(self.random.randint(1, 6)))
        return Table(self.inline(1, 6), self.cells(columns, 2), rows)

    def cells(self, count: int, words: int) -> tuple[Inline, ...]:
        return tuple(self.inline(1, words, rich=self.random.random() < 0.3) for _ in range(count))

    def personal(self) -> PersonalPanel:
        """A panel as one patient has it, or left blank in parts."""
        random = self.random
        rows = tuple(
            PersonalRow("patient.name", self.inline(1, 5, rich=False), self.maybe(14))
            for _ in range(random.randint(1, 4))
        )
        choices = tuple(
            PersonalChoice(self.inline(1, 9), random.choice([None, False, True])) for _ in range(random.randint(0, 3))
        )
        written = random.choice([None, self.some(1, 2, 30)])
        notes = PersonalNotes("appointment.notes", self.inline(1, 3, rich=False), random.randint(1, 4), written)
        return PersonalPanel(self.maybe(), rows, choices, random.choice([None, notes]))

    def maybe(self, most: int = 4) -> Inline | None:
        return self.inline(1, most) if self.random.random() < 0.5 else None

    def simple(self) -> tuple[Block, ...]:
        blocks: list[Block] = [Paragraph(self.inline(2, 30))]
        if self.random.random() < 0.4:
            blocks.append(self.list(2))
        return tuple(blocks)

    def block(self, kind: int) -> Block:
        """A block of the ``kind``-th kind; kinds come round after 15."""
        random = self.random
        makers = (
            lambda: Paragraph(self.inline(5, 60)),
            self.list,
            lambda: Callout(random.choice(list(Tone)), self.maybe(), self.simple()),
            lambda: BenefitsAndRisks(self.some(), self.some()),
            self.table,
            lambda: Steps(tuple(Step(self.inline(1, 6), self.maybe(20)) for _ in range(random.randint(1, 4)))),
            lambda: Questions(tuple(Question(self.inline(2, 8), self.simple()) for _ in range(random.randint(1, 3)))),
            lambda: KeyFacts(self.maybe(), self.some()),
            lambda: Definition(self.inline(1, 3), self.inline(3, 20)),
            lambda: Image("gray.png", "A gray picture", self.maybe(8)),
            lambda: ContactPanel(
                self.inline(1, 4),
                tuple(Contact(self.inline(1, 4), Inline((Run("770-555-0100"),)), self.maybe()) for _ in range(2)),
            ),
            lambda: QrCode(f"https://example.org/{random.randint(0, 10**6)}/", self.inline(1, 8)),
            lambda: Notes(self.inline(1, 6), random.randint(1, 4)),
            lambda: FillIn(self.some(1, 3, 5)),
            self.personal,
        )
        return makers[kind % len(makers)]()

    def section(self, kinds: Sequence[int], depth: int = 0) -> Section:
        inner = (
            (self.section([self.random.randrange(15)], depth + 1),) if depth < 2 and self.random.random() < 0.2 else ()
        )
        return Section(self.inline(1, 4, rich=False), tuple(self.block(kind) for kind in kinds), inner)

    def handout(self, blocks: int) -> Handout:
        """A handout with this many blocks of different kinds in sections of one to three."""
        random = self.random
        start = random.randrange(15)
        order = [start + index for index in range(blocks)]
        random.shuffle(order)
        sections = []
        while order:
            count = random.randint(1, 3)
            sections.append(self.section(order[:count]))
            order = order[count:]
        return Handout(
            "sample",
            random.choice(list(Kind)),
            self.language,
            Inline((Run(" ".join(random.choices(WORDS.get(self.language, _PLAIN), k=random.randint(1, 6)))),)),
            self.inline(3, 20, rich=False),
            Review(Status.DRAFT, "1.0", "2026-11-23"),
            tuple(sections),
        )


def random_made(seed: int, blocks: int = 10, brand: str = "loganville", language: str = "en") -> engine.Made:
    """A random handout, typeset: by the seed on Letter or A4, with headings beside or above their text."""
    look: Theme = sheets.theme(brand)
    if seed % 3 == 2:
        look = replace(look, page=replace(look.page, side=0.0))
    return engine.sheet_of(Author(seed, brand, language).handout(blocks), None, look, "a4" if seed % 2 else "letter")


@dataclass(frozen=True, slots=True)
class Opposite(engine.Made):
    """A random handout with its twin in another language on the same sheet."""

    voices: Voices

    def prove(self, data: bytes | None = None, handout: Handout | None = None) -> tuple[Problem, ...]:
        """What the proof says of these bytes; of the good ones where none are given."""
        given = self.sheet.data if data is None else data
        return prove_both(given, self.voices, self.library, self.theme, self.sheet.pages)


def random_pair(seed: int, blocks: int, brand: str, language: str, title: str) -> Opposite:
    """A random English handout, and the same blocks with other words in a ``language``."""
    look = sheets.theme(brand)
    first = Author(seed, brand).handout(blocks)
    second = _in_other_words(first, Author(seed + 5000, brand, language))
    second = replace(second, language=language, title=Inline((Run(title),)))
    library = Library(engine.CLINIC, (first,), engine.SOURCES)
    voices = pairs.voice(first, library), pairs.voice(second, library)
    sheet = pairs.pair(voices, library, look, look.papers["a5" if seed % 4 == 3 else "letter"]).sheet
    return Opposite(first, library, look, sheet, voices)


def _in_other_words(part: Any, author: Author) -> Any:
    if isinstance(part, Inline):
        return author.inline(1, max(1, len(part.plain.split())), rich=len(part.runs) > 1)
    if isinstance(part, tuple):
        return tuple(_in_other_words(entry, author) for entry in part)
    if hasattr(part, "__dataclass_fields__"):
        return replace(part, **{f.name: _in_other_words(getattr(part, f.name), author) for f in fields(part)})
    return part

"""Makes the sheets and shows them: typeset, proved, and drawn by another engine than the one that wrote them.

PDFium and the typesetter serve one caller at a time, so one lock holds them. Sheets without patient data are kept ready
in memory; sheets with any are not kept here at all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from io import BytesIO
from threading import Lock
from typing import Generic, TypeVar

from handouts import publish
from handouts.desk.entries import Form, WrongEntriesError
from handouts.desk.orders import BadOrderError, Item, Order, Personal
from handouts.desk.packets import Sheet, packet
from handouts.desk.phones import PhonePage
from handouts.desk.settings import settings
from handouts.desk.shelf import Leaf, Shelf, Title, UnknownSheetError
from handouts.desk.speech import Said, SaidError, Speech
from handouts.desk.tailoring import tailored
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
from handouts.problems import ContentError, HandoutsError, Severity, UsageError
from handouts.publish import Project, forms
from handouts.records import dataclass
from handouts.review import Identity, State, worst

#: How long the last sheet may take when the desk is closed, in seconds.
_LAST_SHEET = 20.0

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Made:
    """One proved sheet of an order: what it says it is, its bytes and its pages.

    Of a folded one these are the sides as they go to the printer, which turns the paper on the edge ``flip``.
    ``beside`` is the second language of a sheet in two. ``missing`` are fields that a patient's copy needs and lacks.
    """

    leaf: Leaf
    identity: Identity
    data: bytes
    pages: int
    flip: Flip | None = None
    beside: Leaf | None = None
    missing: frozenset[str] = frozenset()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The handout in the language of the sheet, or in both."""
        return (self.leaf, self.beside) if self.beside else (self.leaf,)

    @property
    def final(self) -> bool:
        """Whether it may be handed out without a mark."""
        return all(leaf.final for leaf in self.leaves)

    @property
    def stopped(self) -> bool:
        """Whether it may not be printed at all."""
        return any(leaf.stopped for leaf in self.leaves)

    @property
    def state(self) -> State:
        """Where the sheet stands: of two texts where the worse one does."""
        return worst(leaf.identity.state for leaf in self.leaves)

    @property
    def title(self) -> str:
        """The handout's title in the sheet's language."""
        return self.leaf.handout.title.plain


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet is wanted: edition, paper, how it is folded, and on which edge the printer turns it then."""

    edition: str
    paper: str
    fold: Fold | None = None
    flip: Flip = Flip.SHORT


class CannotBeMadeError(SaidError):
    """A sheet does not go with the look that was chosen; the message says in plain words what to choose instead."""


class Kept(Generic[K, V]):
    """The last values that were used, up to ``most``. Not for patient data."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._making: dict[K, Lock] = {}
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made where it is not there; many who want it at once wait for one to make it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                with self._lock:
                    self._values[key] = value
                    while len(self._values) > self._most:
                        self._values.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return value


class Press:
    """Makes sheets of a shelf, one at a time. Whoever else uses PDFium takes the lock ``engine`` first."""

    def __init__(self) -> None:
        limits = settings().limits
        self.engine = Lock()
        self._projects: Kept[tuple[str, str], Project] = Kept(32)
        self._sheets: Kept[tuple[str, ...], Made] = Kept(limits["standard"])
        self._pages: Kept[tuple[str, ...], PhonePage] = Kept(limits["held"])
        self._pictures: Kept[tuple[object, ...], bytes] = Kept(limits["pictures"])

    def close(self) -> None:
        """Let the sheet under way be finished and begin no other: PDFium must not be at work when Python ends."""
        self.engine.acquire(timeout=_LAST_SHEET)

    def standard(self, shelf: Shelf, leaves: Sequence[Leaf], look: Look) -> Made:
        """A sheet without anything personal, in one language or in two.

        Raises UnknownSheetError, ContentError where it fails its proof, UsageError where it cannot be folded so.
        """
        handout = leaves[0].handout
        languages = "+".join(leaf.handout.language for leaf in leaves)
        key = (
            shelf.stamp,
            handout.id,
            languages,
            look.edition,
            look.paper,
            look.fold.value if look.fold else "",
            look.flip.value,
        )
        item = Item(handout.id)
        return self._sheets.get(key, lambda: self._made(shelf, leaves, item, Personal(), look))

    def order(self, shelf: Shelf, order: Order) -> tuple[Made, ...]:
        """The sheets of an order, each once.

        Raises as :meth:`standard`, BadOrderError, CannotBeMadeError, and WrongEntriesError with what is wrong in any.
        """
        look = Look(order.edition, order.paper, order.fold, order.flip)
        made = []
        wrong: dict[str, Said] = {}
        for item in order.items:
            leaves = shelf.title(item.handout).leaves_in(order.language)
            try:
                if item != Item(item.handout) or order.personal:
                    made.append(self._made(shelf, leaves, item, order.personal, look))
                else:
                    made.append(self.standard(shelf, leaves, look))
            except WrongEntriesError as error:
                wrong |= error.wrong
            except (ContentError, UsageError) as error:
                raise _in_plain_words(error, shelf.title(item.handout)) from error
        if wrong:
            raise WrongEntriesError(wrong)
        return tuple(made)

    def thumbnail(self, shelf: Shelf, leaf: Leaf, edition: str, paper: str) -> bytes:
        """A small picture of a standard sheet's first page, JPEG."""
        handout = leaf.handout
        key = (shelf.stamp, handout.id, handout.language, edition, paper)

        def draw() -> bytes:
            made = self.standard(shelf, (leaf,), Look(edition, paper))
            return self.picture(made.data, 0, settings().pictures["thumbnail"])

        return self._pictures.get(key, draw)

    def phone_page(self, shelf: Shelf, leaf: Leaf) -> PhonePage:
        """A handout as a page for phones, without anything personal. Raises ContentError where it fails its proof."""
        handout = leaf.handout

        def write() -> PhonePage:
            with self.engine:
                written = forms.write(shelf.project, handout, shelf.options, forms.Form.HTML)
            if written.problems:
                raise ContentError(written.problems)
            return PhonePage(handout.title.plain, handout.language, written.data)

        return self._pages.get((shelf.stamp, handout.id, handout.language), write)

    def fold_test(self, shelf: Shelf, paper: str, flip: Flip, say: Speech) -> bytes:
        """The sheet that proves on which edge a printer turns the paper. Raises UsageError for an unknown paper."""
        options = replace(shelf.options, paper=paper, printing=Printing(flip))
        names = {one: f"“{say(settings().flips[one.value])}”" for one in Flip}
        with self.engine:
            return publish.fold_test_sheet(shelf.project, options, names)

    def picture(self, data: bytes, page: int, width: int) -> bytes:
        """A page (from 0) as JPEG, ``width`` pixels wide: PNG would take ten times as long, longer than the sheet.

        Raises UnknownSheetError where there is no such page.
        """
        import pypdfium2 as pdfium

        with self.engine:
            document = pdfium.PdfDocument(data)
            try:
                if not 0 <= page < len(document):
                    raise UnknownSheetError("The sheet has fewer pages.")
                leaf = document[page]
                image = leaf.render(scale=width / leaf.get_width()).to_pil()
            finally:
                document.close()
        out = BytesIO()
        image.save(out, "JPEG", quality=88, subsampling=0)
        return out.getvalue()

    def bound(self, made: Sequence[Made], copies: int = 1) -> bytes:
        """One file for the printer: every sheet in order, the whole of it ``copies`` times. Raises BadOrderError."""
        most = settings().limits["pages"]
        pages = sum(sheet.pages + sheet.pages % 2 for sheet in made) * copies
        if pages > most:
            raise BadOrderError("That makes {n} pages. Print up to {most} at once.", n=pages, most=most)
        sheets = [Sheet(sheet.title, sheet.data) for sheet in made] * copies
        data = packet(sheets, "; ".join(sheet.title for sheet in made))
        if len(sheets) > 1:
            self._read_back(data, made, copies)
        return data

    def _read_back(self, data: bytes, made: Sequence[Made], copies: int) -> None:
        """Each sheet was proved; what was bound must say the same, page by page. Raises ContentError."""
        with self.engine:
            said = [text for text in _texts(data) if text]
            meant = [text for sheet in made for text in _texts(sheet.data) if text] * copies
        if said != meant:
            from handouts.problems import Problem

            hint = "print the sheets one by one, and tell whoever looks after the computer"
            raise ContentError([Problem("text-differs", "the packet does not say what its sheets say", None, hint)])

    def _made(self, shelf: Shelf, leaves: Sequence[Leaf], item: Item, personal: Personal, look: Look) -> Made:
        if look.paper not in shelf.papers:
            raise UnknownSheetError("There are: {names}.", names=", ".join(shelf.papers))
        if len(leaves) > 1 and look.fold is Fold.TRI_FOLD:
            raise UsageError("a tri-fold has no room for two languages", "fold it as a booklet")
        project = self._projects.get((shelf.stamp, look.edition), lambda: shelf.dressed(look.edition))
        try:
            return self._printed(project, shelf, leaves, item, personal, look)
        finally:
            if personal:
                with self.engine:  # nobody else is setting a sheet meanwhile
                    publish.forget_texts(project.faces)

    def _printed(
        self, project: Project, shelf: Shelf, leaves: Sequence[Leaf], item: Item, personal: Personal, look: Look
    ) -> Made:
        form = Form(project.library.fields, project.faces)
        filled = [tailored(leaf.handout, item, personal, publish.fixed_words(leaf.handout), form) for leaf in leaves]
        identities = [replace(leaf.identity, edition=project.theme.edition) for leaf in leaves]
        options = replace(
            shelf.options, edition=look.edition, paper=look.paper, fold=look.fold, printing=Printing(look.flip)
        )
        with self.engine:
            if len(leaves) > 1:
                texts, said = (filled[0].handout, filled[1].handout), (identities[0], identities[1])
                rendered = publish.render_both(project, texts, options, said)
            else:
                rendered = publish.render(project, filled[0].handout, options, identities[0])
        if any(problem.severity is Severity.ERROR for problem in rendered.problems):
            raise ContentError(rendered.problems)
        data, pages = rendered.sheet.data, rendered.sheet.pages
        if rendered.printed is not None:
            data, pages = rendered.printed.data, rendered.printed.sheets * 2
        missing = frozenset[str]().union(*(one.missing for one in filled))
        beside = leaves[1] if len(leaves) > 1 else None
        flip = look.flip if rendered.printed is not None else None
        return Made(leaves[0], identities[0], data, pages, flip, beside, missing)


def _in_plain_words(error: ContentError | UsageError, title: Title) -> HandoutsError:
    """What to choose instead, where the look is at fault and not the text; otherwise the error itself."""
    code = "no-fold" if isinstance(error, UsageError) else error.problems[0].code if error.problems else ""
    plain = settings().cannot.get(code)
    return CannotBeMadeError(plain, title=title.original.handout.title.plain) if plain else error


def _texts(data: bytes) -> list[str]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()

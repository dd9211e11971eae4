from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from handouts.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    word: str
    value: T
    marks: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    place: int = field(default=0, compare=False, repr=False)

    @property
    def loud(self) -> str:
        return self.word.upper()


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    word: str
    value: T
    marks: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    place: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bare:
    """Nothing inside."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """One that keeps its own ways."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keeper)

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "a keeper"


@dataclass(frozen=True, slots=True)
class Careful:
    """One that looks at what it is given."""

    name: str

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("no name")


@dataclass(frozen=True, slots=True)
class Twig(Keeper):
    """One more field than its base."""

    length: int = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Twig) and other.length == self.length

    def __hash__(self) -> int:
        return self.length


@dataclass(slots=True)
class Open:
    """One that may change."""

    count: int = 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Single:
    """One that is equal to itself alone."""

    count: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """One that has an order."""

    count: int = 0


def test_is_made_and_told_as_by_dataclasses() -> None:
    ours, theirs = Leaf("a", 1, ("b",)), Pattern("a", 1, ("b",))
    assert (ours.word, ours.value, ours.marks, ours.notes, ours.place) == ("a", 1, ("b",), [], 0)
    assert ours.loud == "A"
    assert repr(ours) == repr(theirs).replace("Pattern", "Leaf")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [entry.name for entry in dataclasses.fields(ours)] == [entry.name for entry in dataclasses.fields(theirs)]
    assert Leaf.__match_args__ == Pattern.__match_args__
    assert Leaf.__slots__ == Pattern.__slots__
    assert not hasattr(ours, "__dict__")


def test_a_factory_gives_each_its_own() -> None:
    first: Leaf[int] = Leaf("a", 1)
    second: Leaf[int] = Leaf("a", 1)
    first.notes.append("x")
    assert second.notes == []


def test_compares_what_is_compared() -> None:
    assert Bare() == Bare()
    assert hash(Bare()) == hash(Bare())
    assert Keeper("a") == Keeper("b")
    assert (hash(Keeper("a")), repr(Keeper("a"))) == (7, "a keeper")

    @dataclass(frozen=True, slots=True)
    class Other:
        """Alike in all but kind."""

        name: str
        place: int = field(default=0, compare=False)

    @dataclass(frozen=True, slots=True)
    class Twin:
        """Alike in all but kind."""

        name: str
        place: int = field(default=0, compare=False)

    assert Other("a", 1) == Other("a", 2)
    assert hash(Other("a", 1)) == hash(Other("a", 2))
    assert Other("a") != Other("b")
    assert Other("a") != Twin("a")  # type: ignore[comparison-overlap]  # that they differ is the point


def test_is_frozen() -> None:
    leaf: Any = Leaf("a", 1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'word'"):
        leaf.word = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'word'"):
        del leaf.word
    with pytest.raises(dataclasses.FrozenInstanceError):
        leaf.other = 1


def test_can_be_replaced_copied_sent_and_matched() -> None:
    leaf = Leaf("a", 1, place=9)
    assert dataclasses.replace(leaf, word="b") == Leaf("b", 1)
    assert dataclasses.replace(leaf, word="b").place == 9
    for same in (copy.copy(leaf), copy.deepcopy(leaf), pickle.loads(pickle.dumps(leaf))):  # our own bytes
        assert same == leaf
        assert same.place == 9
    match leaf:
        case Leaf(word, value):
            assert (word, value) == ("a", 1)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [((), {}), (("a",), {}), (("a", 1, (), [], 0, 5), {}), (("a", 1), {"other": 1}), (("a", 1), {"word": "b"})],
)
def test_refuses_what_does_not_fit(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError) as ours:
        Leaf(*arguments, **named)
    with pytest.raises(TypeError) as theirs:
        Pattern(*arguments, **named)
    assert str(ours.value) == str(theirs.value).replace("Pattern", "Leaf")


def test_classes_with_as_many_fields_share_no_name_and_no_value() -> None:
    @dataclass(frozen=True, slots=True)
    class Dated:
        day: date = field(default_factory=lambda: date.fromisoformat("2026-11-25"))
        about: ClassVar[str] = "a day"

    @dataclass(frozen=True, slots=True)
    class Listed:
        words: list[str] = field(default_factory=list)

    assert (Dated().day, Dated(day=date.min).day, Dated.about) == (date(2026, 11, 25), date.min, "a day")
    assert Listed().words is not Listed().words
    assert [entry.type for entry in dataclasses.fields(Listed)] == ["list[str]"]
    with pytest.raises(TypeError, match="day"):
        Listed(day=date.min)  # type: ignore[call-arg]  # that it has none is the point


def test_a_field_that_must_be_given_stands_before_those_that_need_not() -> None:
    @dataclass(frozen=True, slots=True)
    class Disorderly:
        first: int = 0
        second: int  # type: ignore[misc]  # the point

    with pytest.raises(TypeError, match="second must stand before"):
        Disorderly(1, 2)


def test_other_forms_are_what_they_are_with_dataclasses() -> None:
    thing = Open()
    thing.count = 2
    assert thing == Open(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(thing)
    assert not hasattr(thing, "__dict__")
    assert Single(1) != Single(1)
    assert len({Single(1), Single(1)}) == 2
    single = Single(1)
    assert repr(single) == object.__repr__(single)
    assert Ordered(1) < Ordered(2)
    with pytest.raises(ValueError, match="no name"):
        Careful("")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Careful("a").name = "b"  # type: ignore[misc]  # that it cannot be is the point


def test_a_class_may_build_on_another() -> None:
    twig = Twig("a", 3)
    assert (twig.name, twig.length) == ("a", 3)
    assert [entry.name for entry in dataclasses.fields(twig)] == ["name", "length"]
    assert not hasattr(twig, "__dict__")
    assert dataclasses.replace(twig, name="b").name == "b"
    assert twig == Twig("b", 3) != Twig("a", 4)
    with pytest.raises(dataclasses.FrozenInstanceError):
        twig.name = "c"  # type: ignore[misc]  # that it cannot be is the point

"""Slotted dataclasses that are made in a quarter of the time: a build needs a hundred before its first word.

``dataclasses.dataclass`` compiles eight methods for each class, half a millisecond in all; here only the constructor is
compiled, and the rest are closures over the names of the fields. What comes out is a real dataclass: ``fields``,
``replace``, ``asdict``, pattern matching and type checkers know it as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A thing as a key of what is remembered about it: equal to itself alone, however much another one is like it.

    To compare or hash all that a handout holds takes longer than to make most things of it.
    """

    __slots__ = ("thing",)

    def __init__(self, thing: T) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    import inspect
    from functools import partial
    from operator import attrgetter

    _KNOWN = frozenset({"frozen", "slots", "eq", "repr"})

    def dataclass(**options):
        """As ``dataclasses.dataclass``, and faster for classes with slots that ask for no order."""
        if not options.get("slots") or not options.keys() <= _KNOWN:
            return dataclasses.dataclass(**options)
        return partial(_made, options)

    def _made(options, cls):
        if hasattr(cls, "__post_init__"):
            return dataclasses.dataclass(**options)(cls)
        if cls.__doc__ is None:
            cls.__doc__ = cls.__name__  # else dataclasses inspects the signature to make one up
        inherits = any(hasattr(base, "__dataclass_fields__") for base in cls.__bases__)
        frozen = options.get("frozen", False)
        plain = dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen and inherits)(cls)
        plain.__dataclass_params__.frozen = frozen  # what a class that builds on this one is asked for
        fields = dataclasses.fields(plain)
        made = _slotted(plain, [field.name for field in fields])
        made.__init__ = _compiled_later(made, fields)
        for method in _methods(fields, options.get("eq", True), options.get("repr", True)):
            if method.__name__ not in cls.__dict__:
                method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
                setattr(made, method.__name__, method)
        made.__getstate__, made.__setstate__ = _state_of, _set_state
        if frozen:
            made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        elif options.get("eq", True):
            made.__hash__ = None  # what may change must not be a key
        return made

    def _methods(fields, eq, shown):
        found = list(_comparing([field.name for field in fields if field.compare])) if eq else []
        return [*found, _repr([field.name for field in fields if field.repr])] if shown else found

    def _slotted(cls, names):
        """The class made anew with a slot for each field of its own, which needs the defaults out of the way."""
        names = [name for name in names if name in inspect.get_annotations(cls)]
        space = {key: value for key, value in cls.__dict__.items() if key not in {*names, "__dict__", "__weakref__"}}
        space["__slots__"] = tuple(names)
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = cls.__qualname__
        return made

    def _compiled_later(cls, fields):
        """Compiles the constructor when the first instance is made: a run makes none of every other class."""

        def __init__(self, *values, **named):
            cls.__init__ = _constructor(cls, fields)
            cls.__init__(self, *values, **named)

        __init__.__qualname__ = f"{cls.__qualname__}.__init__"
        return __init__

    def _constructor(cls, fields):
        """The one method that is compiled: its parameters are the fields, and each is put into its slot."""
        known = {"MISSING": dataclasses.MISSING}
        parameters, lines = [], []
        for number, field in enumerate(fields):
            known[f"__set{number}__"] = getattr(cls, field.name).__set__
            value = field.name
            if field.default is not dataclasses.MISSING:
                known[f"__default{number}__"] = field.default
                parameters.append(f"{field.name}=__default{number}__")
            elif field.default_factory is not dataclasses.MISSING:
                known[f"__factory{number}__"] = field.default_factory
                parameters.append(f"{field.name}=MISSING")
                value = f"__factory{number}__() if {field.name} is MISSING else {field.name}"
            else:
                parameters.append(field.name)
            lines.append(f"  __set{number}__(self, {value})\n")
        made = {}
        text = f"def __init__(self, {', '.join(parameters)}):\n{''.join(lines) or '  pass'}"
        exec(text, known, made)  # noqa: S102  # as dataclasses does: the names come from our own source
        made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
        return made["__init__"]

    def _comparing(names):
        values = attrgetter(*names) if names else _nothing

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):
            return hash(values(self))

        return __eq__, __hash__

    def _nothing(_):
        return ()

    def _repr(names):
        def __repr__(self):
            shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{self.__class__.__qualname__}({shown})"

        return __repr__

    def _refuse_to_set(self, name, value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _state_of(self):
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _set_state(self, state):
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)


__all__ = ("Same", "dataclass")

"""Slotted dataclasses that are made in a quarter of the time: a build needs a hundred before its first word.

``dataclasses.dataclass`` compiles eight methods for each class, half a millisecond in all; here only the constructor is
compiled, once for classes with as many fields, and the rest are closures over the names of the fields. What comes out
is a real dataclass: ``fields``, ``replace``, ``asdict``, pattern matching and type checkers know it as one.
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
    import builtins
    import dataclasses
    import inspect
    from functools import lru_cache, partial
    from operator import attrgetter, ge, gt, le, lt
    from types import FunctionType

    _KNOWN = frozenset({"frozen", "slots", "eq", "repr", "order"})
    #: What is annotated so is no field, or not one like the others.
    _NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")

    def dataclass(**options):
        """As ``dataclasses.dataclass``, and faster for classes with slots."""
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
        plain = _plain(cls, frozen and inherits)
        plain.__dataclass_params__.frozen = frozen  # what a class that builds on this one is asked for
        fields = dataclasses.fields(plain)
        made = _slotted(plain, [field.name for field in fields])
        made.__init__ = _compiled_later(made, fields)
        if options.get("order"):
            _put_in_order(made, [field.name for field in fields if field.compare])
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

    def _plain(cls, frozen):
        """The class with its fields told, and without a method. To look into annotations takes as long as the rest."""
        own = inspect.get_annotations(cls)
        make = dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)
        if any(word in str(said) for said in own.values() for word in _NO_FIELDS):
            return make(cls)
        cls.__annotations__ = dict.fromkeys(own, object)
        made = make(cls)
        made.__annotations__ = own
        for name, said in own.items():
            made.__dataclass_fields__[name].type = said
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
        """The one method that is compiled: its parameters are the fields, and each is put into its slot.

        It is compiled once for all classes with as many fields; each gets a copy with its own names in it.
        """
        known = {"__builtins__": builtins, "MISSING": dataclasses.MISSING}  # what makes a value may import
        defaults = []
        for number, field in enumerate(fields):
            known[f"set{number}"] = getattr(cls, field.name).__set__
            if field.default_factory is not dataclasses.MISSING:
                known[f"factory{number}"] = field.default_factory
                defaults.append(dataclasses.MISSING)
            elif field.default is not dataclasses.MISSING:
                defaults.append(field.default)
            elif defaults:
                raise TypeError(f"{cls.__qualname__}.{field.name} must stand before the fields with defaults")
        common = _template(tuple(field.default_factory is not dataclasses.MISSING for field in fields))
        code = common.replace(co_varnames=("self", *(field.name for field in fields)))
        made = FunctionType(code, known, "__init__", tuple(defaults))
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    @lru_cache(maxsize=256)
    def _template(factories):
        """The code of a constructor, by which of its parameters are made where nothing is given."""
        parameters = "".join(f", p{number}" for number in range(len(factories)))
        lines = [f"def __init__(self{parameters}):\n  pass\n"]
        for number, is_made in enumerate(factories):
            given = f"p{number}"
            value = f"factory{number}() if {given} is MISSING else {given}" if is_made else given
            lines.append(f"  set{number}(self, {value})\n")
        made = {}
        exec("".join(lines), made)  # noqa: S102  # as dataclasses does: every word of it stands above
        return made["__init__"].__code__

    def _comparing(names):
        values = attrgetter(*names) if names else _nothing

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):
            return hash(values(self))

        return __eq__, __hash__

    def _put_in_order(cls, names):
        """The four comparisons, by the values of the fields one after the other."""
        values = attrgetter(*names)
        for compare in (lt, le, gt, ge):

            def method(self, other, compare=compare):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return compare(values(self), values(other))

            setattr(cls, f"__{compare.__name__}__", method)

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

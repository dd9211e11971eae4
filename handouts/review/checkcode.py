"""Short names for long numbers that survive being read over the telephone and typed by tired people.

Eleven characters of Crockford's base 32 (no I, L, O, U) and one check character, in three groups: ``K7M2-9QXF-3TCM``.
The check is a Reed-Solomon symbol over GF(32): one wrong character, and any two swapped ones, are always noticed.
"""

from __future__ import annotations

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What people write for what they see: Crockford, "Base 32", 2019.
_TAKEN_FOR = str.maketrans({"I": "1", "L": "1", "O": "0", " ": "", "-": "", "–": "", "\u00a0": ""})
_DATA = 11
_GROUP = 4
#: x^5 + x^2 + 1, which is primitive: the powers of x run through all 31 other elements of GF(32).
_POLYNOMIAL = 0b100101
_ELEMENTS = 32
_SLIPS = 2


class WrongCodeError(ValueError):
    """This is no code: mistyped, or something else."""


def check_code(digest: bytes) -> str:
    """The code of a digest of at least 7 bytes: its first 55 bits."""
    number = int.from_bytes(digest[:7], "big") >> 1
    values = [number >> 5 * place & 31 for place in reversed(range(_DATA))]
    letters = "".join(_LETTERS[value] for value in (*values, _check(values)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read_code(typed: str) -> str:
    """A code as people type it, in its proper form. Raises WrongCodeError."""
    plain = typed.strip().upper().translate(_TAKEN_FOR)
    if len(plain) != _DATA + 1 or set(plain) - set(_LETTERS):
        raise WrongCodeError(f"'{typed[:40]}' is not a code: it has three groups of four letters and digits")
    values = [_LETTERS.index(letter) for letter in plain]
    if _check(values[:_DATA]) != values[_DATA]:
        raise WrongCodeError(f"'{typed[:40]}' is not a code: one of its characters is wrong")
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _check(values: list[int]) -> int:
    """The symbol that makes the sum of all, each times a power of x of its own, zero."""
    powers = _powers()
    total = 0
    for place, value in enumerate(values, 1):
        total ^= _times(value, powers[place])
    return total  # the check symbol itself stands at the power 0, which is 1


def _powers() -> tuple[int, ...]:
    found = [1]
    while len(found) < _ELEMENTS - 1:
        found.append(_times(found[-1], 2))
    return tuple(found)


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & _ELEMENTS:
            one ^= _POLYNOMIAL
        other >>= 1
    return product


def near(typed: str, known: str) -> bool:
    """Whether a mistyped code differs from a known one in two characters at most."""
    plain, other = (text.upper().translate(_TAKEN_FOR) for text in (typed, known))
    return len(plain) == len(other) and sum(one != two for one, two in zip(plain, other, strict=True)) <= _SLIPS

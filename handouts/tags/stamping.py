"""A file that is laid out once and stamped many times: a copy adds the streams with its data, and its last table.

All bytes before those streams are the same in every copy, and so are the lines of the cross-reference table but a few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.fonts import Face
from handouts.records import dataclass
from handouts.tags.document import Assembled, closing, identity, plain_stream, rows
from handouts.tags.slots import Slot

#: The length of a row; its offset stands behind the type, four bytes long.
_ROW = 7


@dataclass(frozen=True, slots=True)
class Template:
    """A finished file but for its late streams, each with its number and parts. ``letters`` are fonts for data."""

    made: Assembled
    late: tuple[tuple[int, tuple[bytes | Slot, ...]], ...]
    letters: Mapping[Face, str]


class Stamp:
    """Makes the copies of a template: ``head`` is what they all begin with."""

    def __init__(self, template: Template) -> None:
        made = template.made
        self.head = b"".join(made.pieces)
        self._number = made.number
        self._name = identity(self.head)
        self._trailer = made.trailer(b"\0")
        self._late = tuple(number for number, _ in template.late)
        late = dict.fromkeys(self._late, (1, 0, 0))
        self._rows = rows([late.get(number, entry) for number, entry in enumerate((*made.entries, (1, 0, 0)))])

    def tail(self, streams: Sequence[bytes]) -> bytes:
        """What a copy has behind the head, given the contents of its late streams."""
        table = bytearray(self._rows)
        offset = len(self.head)
        out = []
        for number, content in zip(self._late, streams, strict=True):
            at = number * _ROW
            table[at + 1 : at + 5] = offset.to_bytes(4, "big")
            out.append(b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(content), content))
            offset += len(out[-1])
        at = self._number * _ROW
        table[at + 1 : at + 5] = offset.to_bytes(4, "big")
        name = identity(self._name, *streams)
        head = self._trailer.replace(b"\0", name)
        out.append(b"%d 0 obj\n%b\nendobj\n%b" % (self._number, plain_stream(head, bytes(table)), closing(offset)))
        return b"".join(out)

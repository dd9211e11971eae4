"""The cross-reference table of a queue: whatever is added, every row reads back, in its place and with a right checksum."""

from __future__ import annotations

import zlib
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from handouts.tags.document import Entry
from handouts.tags.table import Table, followers, rows_of, written_out

Copy = tuple[int, list[int]]
COPIES = st.lists(
    st.tuples(st.integers(1, 600), st.lists(st.integers(1, 5000), min_size=1, max_size=3)), min_size=0, max_size=40
)


def read_back(data: bytes) -> list[Entry]:
    """Rows as a reader takes them, which knows of no copies (PNG filters 0 and 2)."""
    plain, above, found = zlib.decompress(data), bytes(7), []
    assert not len(plain) % 8
    for at in range(0, len(plain), 8):
        step = above if plain[at] == 2 else bytes(7)
        above = bytes((old + new) % 256 for old, new in zip(step, plain[at + 1 : at + 8], strict=True))
        found.append((above[0], int.from_bytes(above[1:5], "big"), int.from_bytes(above[5:], "big")))
    return found


@given(COPIES, st.integers(0, 5), st.integers(1, 20))
def test_every_row_reads_back(copies: list[Copy], gap: int, fixed: int) -> None:
    table, first = Table(), [(1, 10 * number, 0) for number in range(fixed)]
    expected, numbers = list(first), list(range(fixed))
    start, offset = 1000, 5000
    for packed, lengths in copies:
        begins = list(accumulate(lengths[:-1], initial=offset))
        holder, size = start + packed, packed + len(lengths)
        table.add(start, size, rows_of(holder, followers(packed), begins))
        expected += [(2, holder, index) for index in range(packed)] + [(1, at, 0) for at in begins]
        numbers += range(start, start + size)
        start, offset = start + size + gap, offset + sum(lengths)
    index, data = table.end(written_out(first))
    spans = list(map(int, index.split()))
    assert [n for at, count in zip(spans[::2], spans[1::2], strict=True) for n in range(at, at + count)] == numbers
    assert read_back(data) == expected


def test_rows_that_wait_are_compressed_in_time() -> None:
    """100,000 rows take a few bytes a copy, while they are added and in the end."""
    table = Table()
    for number in range(2000):
        table.add(1000 + 50 * number, 50, rows_of(1049 + 50 * number, followers(49), [40_000 + 3000 * number]))
    assert sum(map(len, table._waiting)) < 400_000
    assert len(table.end(written_out([(0, 0, 65535)]))[1]) < 20 * 2000

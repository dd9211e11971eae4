"""What a section is called, said again where a page begins inside it, for whoever reads that page alone.

It is decoration, as the header row of a table is that comes again: nobody hears the heading twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handouts.components.strip import Strip, draw_stack, stack_height
from handouts.tags import TaggedCanvas

#: Makes the lines; asked once, where a page begins with them.
Lines = Callable[[], Sequence[Strip]]
#: No heading has so many lines in its column.
_ENOUGH = 8


class Continued(Strip):
    """The heading again, ``height`` points high, or beside the text where ``reach`` points are free for it.

    ``then`` is what comes again below it: the header row of a table.
    """

    __slots__ = ("lines", "made", "reach", "then")

    def __init__(self, lines: Lines, height: float, reach: float, then: Strip | None) -> None:
        super().__init__(height + (then.height if then else 0.0))
        self.lines, self.reach, self.then = lines, reach, then
        self.made: Sequence[Strip] | None = None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the heading where it fits, then what is below it."""
        if self.made is None:
            self.made = self.lines()
        if stack_height(self.made) <= self.reach:
            draw_stack(self.made, canvas, x, top)
        if self.then:
            self.then.draw(canvas, x, top - self.height + self.then.height)


def say_beside(strips: Sequence[Strip], wide: Sequence[bool], lines: Lines, leading: float) -> None:
    """Let the strips of a section say what they belong to in the column beside them, if a page begins with them.

    It takes no room. Nothing is said beside what is ``wide``, nor where the section ends too soon.
    """
    shared = Continued(lines, 0.0, float("inf"), None)
    free = 0.0
    for index in range(len(strips) - 1, 0, -1):
        strip = strips[index]
        if index < len(wide) and wide[index]:
            free = 0.0
            continue
        free += strip.height + strip.ends
        enough = free >= _ENOUGH * leading and strip.repeat is None
        strip.repeat = shared if enough else Continued(lines, 0.0, free, strip.repeat)
        free += strip.above + strip.lead


def say_above(strips: Sequence[Strip], lines: Sequence[Strip], white: float) -> None:
    """Let the strips of a section say what they belong to above them, if a page begins with them and has the room."""
    height = stack_height(lines) + white
    shared = Continued(lambda: lines, height, height, None)
    for strip in strips[1:]:
        strip.repeat = Continued(shared.lines, height, height, strip.repeat) if strip.repeat else shared


def comes_again(strip: Strip, said: bool = True) -> Strip | None:
    """What comes again where a page begins with a strip; without the heading if it is not to be ``said``."""
    repeat = strip.repeat
    return repeat.then if isinstance(repeat, Continued) and not said and repeat.height else repeat

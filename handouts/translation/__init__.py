"""A handout's texts on their way to translators and back, and which of them have changed in the original since.

Pure: characters in, characters out. ``publish`` reads and writes the files. A build needs no more than the names below.
"""

from handouts.translation.pairing import UNKNOWN, Pair, Pairing, State, pair
from handouts.translation.texts import Text, folded, mark, texts_of

__all__ = ("UNKNOWN", "Pair", "Pairing", "State", "Text", "folded", "mark", "pair", "texts_of")

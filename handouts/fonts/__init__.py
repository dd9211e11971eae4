"""Font faces: coverage, shaping, subsets, and which face of a brand sets which characters."""

from handouts.fonts.clusters import CLUSTER, Cluster, coded, with_composites
from handouts.fonts.face import Face, FontError, Shaped, character_name, missing
from handouts.fonts.faces import Faces, FontFile, load
from handouts.fonts.letters import WIDE, letter_of, run_together

__all__ = (
    "CLUSTER",
    "WIDE",
    "Cluster",
    "Face",
    "Faces",
    "FontError",
    "FontFile",
    "Shaped",
    "character_name",
    "coded",
    "letter_of",
    "load",
    "missing",
    "run_together",
    "with_composites",
)

"""Font faces: coverage, shaping, subsets, and which face of a brand sets which characters."""

from handouts.fonts.clusters import Cluster, coded, with_composites
from handouts.fonts.face import Face, FontError, Shaped, character_name, missing
from handouts.fonts.faces import Faces, FontFile, load

__all__ = (
    "Cluster",
    "Face",
    "Faces",
    "FontError",
    "FontFile",
    "Shaped",
    "character_name",
    "coded",
    "load",
    "missing",
    "with_composites",
)

"""One leaflet from a cold start, typeset but not proved: what ``run.py`` sets beside plain Platypus."""

import gc
import sys
from pathlib import Path

gc.set_threshold(50_000)  # as the command line does, before it loads anything

from handouts.images import pictures_of
from handouts.publish import Options, chosen, fixed_words, identity_of, open_project
from handouts.typeset import typeset

ROOT = Path(__file__).resolve().parent.parent
options = Options(ROOT / "content.yaml", ROOT / "styles", ROOT / "out")
project = open_project(options, ["ketamine-for-depression"])  # as "build" does when it names one
handout, *_ = chosen(project.library, ["ketamine-for-depression"])  # the original; its translations follow
pictures, _ = pictures_of(handout, ROOT)
identity = identity_of(project, handout, options.today)
paper = project.theme.papers["letter"]
sheet = typeset(handout, project.library, project.theme, project.faces, fixed_words(handout), paper, pictures, identity)
Path(sys.argv[1]).write_bytes(sheet.data)
gc.freeze()  # as the command line does, too

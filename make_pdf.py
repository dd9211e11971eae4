"""Build the handouts: python make_pdf.py --help"""

import sys

from handouts.cli import main

sys.exit(main())

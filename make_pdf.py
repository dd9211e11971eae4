"""Build the handouts: python make_pdf.py --help"""

import sys

from handouts.cli import main

if __name__ == "__main__":  # the processes of --jobs load this file as well
    sys.exit(main())

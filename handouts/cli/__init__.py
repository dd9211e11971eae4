"""The command line: arguments in, lines and exit codes out. It decides nothing.

Exit codes: 0 built, 1 problems in content or style, 2 wrong use of the command, 3 the machine failed us, 130 Ctrl-C.
"""

from handouts.cli.arguments import parser
from handouts.cli.commands import main

__all__ = ("main", "parser")

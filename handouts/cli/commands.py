"""Running a command: the rooms below do the work, the modules beside this one say what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from handouts.cli.arguments import parser
from handouts.cli.building import build, fold_test
from handouts.cli.checking import check, explain_code, list_all, new, schema
from handouts.cli.copying import merge, personal
from handouts.cli.desk import desk
from handouts.cli.governing import changes, review, verify
from handouts.cli.telling import print_problems, progress, say
from handouts.cli.translating import translate
from handouts.cli.watching import watch
from handouts.problems import ContentError, MachineError, UsageError


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help"}):
        given.insert(0, "build")
    typed = tuple(sys.argv[1:] if arguments is None else arguments)
    try:
        options = parser().parse_args(given, argparse.Namespace(typed=typed))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _COMMANDS[options.command](options)
    except ContentError as error:
        progress(None)
        print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    except UsageError as error:
        say(f"error: {error}" + (f"\n  hint: {error.hint}" if error.hint else ""))
        return 2
    except MachineError as error:
        say(f"error: {error}")
        return 3
    except KeyboardInterrupt:
        say("stopped")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "build": build,
        "check": check,
        "fold-test": fold_test,
        "list": list_all,
        "new": new,
        "review": review,
        "personal": personal,
        "merge": merge,
        "verify": verify,
        "changes": changes,
        "translate": translate,
        "desk": desk,
        "watch": watch,
        "explain": explain_code,
        "schema": schema,
    }
)

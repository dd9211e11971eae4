"""Running a command: the rooms below do the work, the modules beside this one say what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from handouts.cli.arguments import parser
from handouts.cli.telling import print_problems, progress, say
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
        return _command(options.command)(options)
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


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, function = _COMMANDS[name]
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"handouts.cli.{module}"), function)
    return found


#: The module of each command and its function there. Only the one asked for is loaded: others need e-mail or the web.
_COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "build": ("building", "build"),
        "check": ("checking", "check"),
        "fold-test": ("building", "fold_test"),
        "list": ("checking", "list_all"),
        "new": ("checking", "new"),
        "review": ("governing", "review"),
        "personal": ("copying", "personal"),
        "merge": ("copying", "merge"),
        "verify": ("governing", "verify"),
        "changes": ("governing", "changes"),
        "translate": ("translating", "translate"),
        "desk": ("desk", "desk"),
        "watch": ("watching", "watch"),
        "explain": ("checking", "explain_code"),
        "schema": ("checking", "schema"),
    }
)

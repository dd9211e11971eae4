#!/bin/sh
# Double-click to open the front desk (macOS, Linux). The first time it installs what it needs; that takes a minute.
cd "$(dirname "$0")" || exit 1
if [ ! -x .venv/bin/python ]; then
  if ! python3 install.py; then
    echo "The front desk needs Python 3.11 or newer: https://www.python.org/downloads/"
    echo "Install it, then double-click this file again. Press Enter to close."
    read -r _
    exit 1
  fi
fi
exec .venv/bin/python make_pdf.py desk "$@"

@echo off
rem Double-click to open the front desk (Windows). The first time it installs what it needs; that takes a minute.
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
  py install.py
  if errorlevel 1 (
    echo The front desk needs Python 3.11 or newer: https://www.python.org/downloads/
    echo Install it, then double-click this file again.
    pause
    exit /b 1
  )
)
.venv\Scripts\python make_pdf.py desk %*
if errorlevel 1 pause

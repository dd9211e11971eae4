"""Install Handouts into the folder .venv beside this file: python3 install.py [extra ...]

A virtual environment, because Debian and Ubuntu allow pip nowhere else (PEP 668). They also leave pip itself out of
what Python brings, so it is fetched from the system's own package archive, which needs no password.
"""

import glob
import os
import subprocess
import sys
import tempfile
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, ".venv")
PYTHON = os.path.join(FOLDER, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
NO_PIP = """install.py: this Python comes without pip, and apt-get could not fetch it. Install it once, then try again:
    sudo apt-get update && sudo apt-get install python3-venv"""


def main(extras):
    """Make or refresh the environment. ``extras`` are groups of pyproject.toml, such as ``test``."""
    if sys.version_info < (3, 11):  # the one file that an older Python must still be able to read
        sys.exit("install.py: Handouts needs Python 3.11 or newer; this is " + sys.version.split()[0])
    try:
        if not has_pip():
            print("Setting up .venv: about half a minute, once.", file=sys.stderr, flush=True)
            make_environment()
        target = HERE + ("[" + ",".join(extras) + "]" if extras else "")
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--editable", target]
        sys.exit(subprocess.run(pip).returncode)
    except KeyboardInterrupt:
        sys.exit("stopped; run install.py again to finish")


def has_pip():
    """Whether .venv is there and complete: a stopped or failed set-up leaves one without pip."""
    return os.path.exists(PYTHON) and quiet(PYTHON, "-m", "pip", "--version")


def make_environment():
    """Create .venv with pip in it, from Python itself or from the system's archive."""
    try:
        import ensurepip  # noqa: F401  # only whether it is there: Debian packs it separately
    except ImportError:
        venv.create(FOLDER, clear=True)
        pip_from_archive()
    else:
        venv.create(FOLDER, clear=True, with_pip=True)


def pip_from_archive():
    """Unpack Debian's pip wheel, checked by apt's signatures, and let it install itself."""
    with tempfile.TemporaryDirectory() as folder:
        downloaded = quiet("apt-get", "download", "python3-pip-whl", cwd=folder)
        packages = glob.glob(os.path.join(folder, "*.deb"))
        if not (downloaded and packages and quiet("dpkg-deb", "-x", packages[0], folder)):
            sys.exit(NO_PIP)
        wheel = glob.glob(os.path.join(folder, "usr", "share", "python-wheels", "pip-*.whl"))[0]
        subprocess.run([PYTHON, os.path.join(wheel, "pip"), "install", "--quiet", "--no-index", wheel], check=True)


def quiet(*command, cwd=HERE):
    """Run a command without showing what it says; whether it succeeded."""
    try:
        return subprocess.run(command, cwd=cwd, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


main(sys.argv[1:])

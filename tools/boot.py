"""Makes .venv once and hands over to it. Standard library only, so that a bare Debian with python3 and pip is enough.

A stamp in the environment names what was installed: the hash of the requirements file and of the interpreter. While it
fits, starting costs one small file read. A missing, half-made or outdated environment is made again under a lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}  # dev holds all of run
STAMP = "curricle-stamp.json"


class BootError(Exception):
    """The environment could not be made; the message says what to do."""


def refuse_old_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who have an older one
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            f"Curricle needs Python 3.11 or newer; {sys.executable} is {found}.\n"
            "Debian 12 and 13 and Ubuntu 24.04 bring a new enough python3. Where several are installed, name one: python3.12 run"
        )


def become(kind: str, *arguments: str) -> None:
    """Make sure of the environment, then turn this very process into it: no launcher stays in memory."""
    refuse_old_python()
    try:
        python = ensure(kind)
    except BootError as stop:
        sys.exit(f"Curricle could not make its environment.\n{stop}")
    except KeyboardInterrupt:
        sys.exit("Stopped. The next start makes the environment anew.")
    sys.stdout.flush()
    os.execve(python, [str(python), *arguments], environment())


def environment() -> dict[str, str]:
    """The variables of every process that runs our code: the package is not installed, it is found in src."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}


def ensure(kind: str, venv: Path = ROOT / ".venv", python: str = sys.executable) -> Path:
    """The python of an environment that holds the packages of `kind` (run or dev). Raises BootError."""
    inside = venv / "bin" / "python"
    if ready(kind, venv):
        return inside
    with locked(venv):
        if not ready(kind, venv):  # another start may have made it while this one waited
            make(kind, venv, python)
    return inside


def ready(kind: str, venv: Path) -> bool:
    """Whether the stamp fits: dev packages satisfy run as well."""
    stamp = read_stamp(venv)
    wanted = [kind] if kind == "dev" else ["run", "dev"]
    return any(stamp.get(each) == fingerprint(each, venv) for each in wanted)


def fingerprint(kind: str, venv: Path) -> str:
    """Hash of the requirements file and of the interpreter that the environment stands on; "" where there is none."""
    inside = venv / "bin" / "python"
    if not inside.exists():
        return "none"
    digest = hashlib.sha256((ROOT / REQUIREMENTS[kind]).read_bytes())
    digest.update(os.path.realpath(inside).encode())
    return digest.hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    try:
        stamp = json.loads((venv / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextmanager
def locked(venv: Path):
    """One start at a time may make the environment. The lock ends with its process, however that ends."""
    import fcntl

    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with open(folder / f"{venv.name.lstrip('.')}.lock", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another start is making the environment; waiting for it …", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make(kind: str, venv: Path, python: str) -> None:
    """Make or complete the environment. The stamp goes first and comes back last, so a broken run is redone."""
    import shutil
    import time

    started = time.monotonic()
    whole = bool(read_stamp(venv)) and (venv / "bin" / "python").exists() and fingerprint("run", venv) != "none"
    (venv / STAMP).unlink(missing_ok=True)
    print(f"Bringing the packages of {REQUIREMENTS[kind]} into {venv.name} (about half a minute, once) …", flush=True)
    uv = shutil.which("uv")
    if not (uv and with_uv(uv, kind, venv, python, whole=whole)):
        with_pip(kind, venv, python, whole=whole)
    stamp = {each: fingerprint(each, venv) for each in ("run", kind)}
    (venv / STAMP).write_text(json.dumps(stamp))
    print(f"Done in {time.monotonic() - started:.0f} s.", flush=True)


def with_uv(uv: str, kind: str, venv: Path, python: str, *, whole: bool) -> bool:
    """Quicker where uv happens to be there; never required. False lets pip try."""
    if not whole and call([uv, "venv", "--quiet", "--clear", "--python", python, str(venv)]):
        return False
    options = ["--quiet", "--require-hashes", "--compile-bytecode", "--python", str(venv / "bin" / "python")]
    said = call([uv, "pip", "install", *options, "-r", REQUIREMENTS[kind]])
    if said:
        print("uv could not install the packages; trying pip.", flush=True)
    return not said


def with_pip(kind: str, venv: Path, python: str, *, whole: bool) -> None:
    """Debian's python3 has no ensurepip and refuses to install outside an environment; its pip can fill one from outside."""
    outside = not call([python, "-m", "pip", "--python", python, "--version"])
    if not outside and call([python, "-c", "import ensurepip"]):
        raise BootError("Python has no pip here. As root, one line brings it:\n    apt-get install python3-pip")
    inside = str(venv / "bin" / "python")
    if not whole:
        said = call([python, "-m", "venv", "--clear", *(["--without-pip"] if outside else []), str(venv)])
        if said:
            raise BootError(f"`{python} -m venv` failed:\n{said}")
    pip = [python, "-m", "pip", "--python", inside] if outside else [inside, "-m", "pip"]
    said = call([*pip, "install", "--quiet", "--require-hashes", "--no-deps", "--prefer-binary", "-r", REQUIREMENTS[kind]])
    if said:
        raise BootError(f"pip could not install {REQUIREMENTS[kind]}:\n{said}\nIs the network, or PIP_INDEX_URL, as it should be?")


def call(command: list[str]) -> str:
    """Run quietly; "" when it went well, else the end of what it said."""
    import subprocess

    quiet = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    quiet.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout.strip()[-2000:] or f"exit code {done.returncode}")

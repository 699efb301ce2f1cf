"""An environment for each set of pinned needs, made once with uv in a folder git does not see."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.peers.catalogue import Peer

PLACE = Path(__file__).parent / ".venvs"


def python_of(peer: Peer) -> str:
    """Return the interpreter that runs `peer`; its environment is made where it is missing."""
    if not peer.needs:
        return sys.executable
    digest = hashlib.sha256(" ".join(peer.needs).encode()).hexdigest()[:12]
    place = PLACE / digest
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
        make = (uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(place))
        fill = (uv, "pip", "install", "--quiet", "--python", str(python), *peer.needs)
        for command in (make, fill):
            subprocess.run(command, check=True)
        (place / "ready").touch()
    return str(python)

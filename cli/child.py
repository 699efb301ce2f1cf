"""A program that `xuncheng up` keeps running: started, watched, started again, stopped.

Nothing here knows what the program is; a further one is one more `Child` in `cli/up.py`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from cli.log_file import LogFile
from kernel.words import Text

Say = Callable[[Text], None]

_LONGEST_PAUSE = 60.0
_STEADY_SECONDS = 60.0
_GRACE_SECONDS = 20.0


class Child:
    """One program in a process group of its own, on a leash, with its words in a log file.

    Args:
        label: What to call it.
        command: The module and its arguments.
        environment: The environment it runs in.
        log: The file its output is added to; its folder is the working directory.
        say: Tells the person what happens.
    """

    def __init__(
        self,
        label: Text,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: LogFile,
        say: Say,
    ) -> None:
        self.label = label
        self._command = [sys.executable, "-m", "cli.leash", *command]
        self._environment = dict(environment)
        self._log = log
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause = 0.0
        self._again_at: float | None = None

    def start(self) -> None:
        """Start it."""
        with self._log.open() as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
                self._command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self._log.path.parent,
                env=self._environment,
                process_group=0,  # Ctrl-C reaches `up` alone, which stops everything in order
            )
        self._started_at = time.monotonic()
        self._again_at = None
        pid = self._process.pid
        zh, en = self.label
        self._say(Text(f"{zh}已启动（进程 {pid}）。", f"{en} started (process {pid})."))

    def mind(self, *, may_start: Callable[[], bool] = lambda: True) -> None:
        """Notice when it has died, and start it again after a pause that grows with each death.

        Its log is cut when it is long.
        """
        self._log.cut()
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if self._again_at is None:
            self._process.communicate()  # closes the leash
            steady = now - self._started_at > _STEADY_SECONDS
            self._pause = 1.0 if steady or not self._pause else min(self._pause * 2, _LONGEST_PAUSE)
            self._again_at = now + self._pause
            zh, en = self.label
            self._say(
                Text(
                    f"{zh}意外退出，{self._pause:.0f} 秒后重新启动。"
                    f"数据不受影响；日志：{self._log.path}",
                    f"{en} ended by surprise and starts again in {self._pause:.0f} s."
                    f" No data is touched; its log: {self._log.path}",
                )
            )
        elif now >= self._again_at and may_start():
            self.start()

    def stop(self) -> None:
        """Stop it and whatever it started; by force when it does not go by itself."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        with suppress(ProcessLookupError):  # nothing of it was left
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

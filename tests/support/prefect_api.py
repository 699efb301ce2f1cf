"""Prefect's server, asked over HTTP as by any program; a further question is one more method."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any

from config.clockwork import LOOPBACK
from flows.schedules import NAME


@dataclass(frozen=True)
class PrefectApi:
    """The server at a port of loopback."""

    port: int

    def healthy(self) -> bool:
        """Say whether it answers."""
        try:
            return bool(self._ask("GET", "/health"))
        except OSError:
            return False

    def ring(self, flow: str) -> str:
        """Have a flow run now, besides its own times; return the run."""
        deployment = self._ask("GET", f"/deployments/name/{flow}/{NAME}")["id"]
        run = self._ask(
            "POST", f"/deployments/{deployment}/create_flow_run", state={"type": "SCHEDULED"}
        )
        return str(run["id"])

    def state(self, run: str) -> str:
        """Return what Prefect believes of a run."""
        return str(self._ask("GET", f"/flow_runs/{run}")["state_type"])

    def runs(self, flow: str = "", *states: str) -> list[dict[str, Any]]:
        """Return the runs of a flow, or of all, that are in one of `states`, or in any."""
        asked: dict[str, Any] = {}
        if flow:
            asked["flows"] = {"name": {"any_": [flow]}}
        if states:
            asked["flow_runs"] = {"state": {"type": {"any_": list(states)}}}
        found: list[dict[str, Any]] = self._ask("POST", "/flow_runs/filter", **asked)
        return found

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=10)
        try:
            connection.request(
                method, f"/api{path}", json.dumps(body), {"Content-Type": "application/json"}
            )
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

"""Runs that nobody will finish: those of a killed runner, and those that were missed meanwhile.

Prefect would show the first as running for ever and carry out each of the second, late. Only the
one runner of `xuncheng up` may clear them; a worker of a pool cannot know what runs elsewhere.
"""

from __future__ import annotations

from datetime import datetime

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelled, Crashed

_BEGUN = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


def clear_leftovers(deployment: str, now: datetime) -> int:
    """Close the runs of every deployment named `deployment` that nobody works on any more.

    Args:
        deployment: The name the deployments share.
        now: Runs that were to start before this moment were missed.

    Returns:
        How many were closed.
    """
    with get_client(sync_client=True) as client:
        begun = _runs(client, deployment, _BEGUN)
        missed = _runs(client, deployment, [StateType.SCHEDULED], before=now)
        for run in begun:
            client.set_flow_run_state(run.id, Crashed(message="Its runner was killed."))
        for run in missed:
            client.set_flow_run_state(run.id, Cancelled(message="Missed; the next run catches up."))
    return len(begun) + len(missed)


def _runs(
    client: SyncPrefectClient,
    deployment: str,
    states: list[StateType],
    before: datetime | None = None,
) -> list[FlowRun]:
    start = FlowRunFilterNextScheduledStartTime(before_=before) if before else None
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)),
            next_scheduled_start_time=start,
        ),
    )

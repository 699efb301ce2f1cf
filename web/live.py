"""The live feed: pages that are open learn within two seconds that a case has moved.

One watcher a process asks the database what moved, whoever moved it; each browser is told the
numbers of the cases its person may know of, and fetches the page again with its own rights.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from engine.accounts.signing import session_of
from engine.changes import known_to, moved_since
from engine.office import Office
from kernel.ids import case_number
from web.cookies import session_token
from web.visit import SignedIn

router = APIRouter()

_LOOK_SECONDS = 0.7
_PULSE_SECONDS = 20.0
_OVERLAP = timedelta(seconds=15)
"""A move that is committed late is still seen: what was told once is not told again."""
_HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}


class Feed:
    """What has moved, for every browser of this process."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._told: dict[int, int] = {}
        self._waiting: set[asyncio.Queue[frozenset[int]]] = set()

    async def watch(self) -> None:
        """Look for what moved until the site stops."""
        since = self.office.now() - _OVERLAP
        self._told = await run_in_threadpool(moved_since, self.office, since)
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if self._waiting:
                since = await self._look(since)

    async def _look(self, since: datetime) -> datetime:
        now = self.office.now()
        moved = await run_in_threadpool(moved_since, self.office, since)
        fresh = frozenset(one for one, rev in moved.items() if self._told.get(one) != rev)
        self._told = moved
        if fresh:
            for one in self._waiting:
                one.put_nowait(fresh)
        return now - _OVERLAP

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncio.Queue[frozenset[int]]]:
        """Yield a queue of what moves while the block runs."""
        queue: asyncio.Queue[frozenset[int]] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            yield queue
        finally:
            self._waiting.discard(queue)


@asynccontextmanager
async def watching(app: FastAPI) -> AsyncIterator[None]:
    """Keep the feed of a site going while the block runs."""
    app.state.feed = Feed(app.state.office)
    task = asyncio.create_task(app.state.feed.watch())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@router.get("/live")
async def live(visit: SignedIn) -> StreamingResponse:
    """Stream the numbers of cases that move, as server-sent events."""
    return StreamingResponse(
        _events(visit.request, visit.office, visit.person_id),
        media_type="text/event-stream", headers=_HEADERS,
    )  # fmt: skip


async def _events(request: Request, office: Office, person_id: int) -> AsyncIterator[str]:
    """Yield events until the browser leaves or the session ends."""
    token = session_token(request)
    feed: Feed = request.app.state.feed
    async with feed.listening() as queue:
        yield "retry: 2000\n\n"
        while await run_in_threadpool(session_of, office, token) is not None:
            try:
                moved = await asyncio.wait_for(queue.get(), _PULSE_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            known = await run_in_threadpool(known_to, office, moved, person_id)
            if known:
                numbers = json.dumps([case_number(one) for one in sorted(known)])
                yield f"event: moved\ndata: {numbers}\n\n"

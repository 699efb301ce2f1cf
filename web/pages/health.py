"""`GET /health`: whether the site and its database answer, for whoever watches the machine."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from web.visit import Anybody

router = APIRouter()


@router.get("/health")
def health(visit: Anybody) -> JSONResponse:
    """Answer once the database has answered."""
    with visit.office.database.reading() as tx:
        tx.row("SELECT version FROM directory WHERE id = 1")
    return JSONResponse({"status": "ok"})

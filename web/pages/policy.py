"""Policy 制度数字: what the office's files say, read-only, each number with its source."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from config.policy import FILES
from engine.policy_changes import versions_of
from kernel.errors import NotFound
from kernel.words import Text
from rules.policy import Policy
from rules.posts import Post
from web.visit import SignedIn

router = APIRouter()

_RELATIVE = {
    "owner": Text("承办人", "owner"),
    "leader": Text("承办人的上级", "leader"),
    "head": Text("主管领导", "head"),
}
"""Whom a step reaches in relation to the deadline; everybody else is a post."""


@router.get("/policy")
def policy(visit: SignedIn) -> Response:
    """Show every limit with its versions, the ladders, and the list of files."""
    said = visit.office.policy
    limits = {name: versions_of(said, name, visit.today) for name in sorted(said.deadlines)}
    return visit.page(
        "policy.html", limits=limits, ladders=said.ladders, routes=said.routing.routes,
        digest=said.digest, calendar=said.calendar, files=FILES, reached=_reached(said),
    )  # fmt: skip


@router.get("/policy/{file}")
def one_file(visit: SignedIn, file: str) -> Response:
    """Show one file as the office writes it.

    Raises:
        NotFound: it is none of the policy.
    """
    folder: Path = visit.request.app.state.policy_dir
    if file not in FILES:
        raise NotFound(Text("没有这个制度文件。", "There is no such policy file."))
    text = (folder / file).read_text(encoding="utf-8-sig")
    return visit.page("policy_file.html", file=file, text=text, files=FILES)


def _reached(said: Policy) -> dict[str, Text]:
    """Return whom a step can reach, by the word of the file."""
    posts = {one.value: said.label(one) for one in Post}
    return {**posts, **_RELATIVE}

"""Reads `posts.toml`, `routing.toml` and `channels.toml`: who, where clues go, how notices leave.

A new post or kind of clue is a member of its enumeration under `rules/`; the reader then asks every
office for it.
"""

from __future__ import annotations

import re

from config.reading import Sheet
from rules.pacing import Pacing
from rules.policy import Delivery, PostTerms, Service
from rules.posts import ADMIN_POSTS, GROUP_POSTS, Post, Scope
from rules.routing import BodyKind, ClueKind, HelpTopic, Routing

_POSTS = {post.value: post for post in Post if post is not Post.CLOCK}
_BODIES = {body.value: body for body in BodyKind}
_SERVICE = re.compile(r"[a-z][a-z0-9]{0,31}")
_DAY_OF_SECONDS = 86_400


def read_posts(sheet: Sheet) -> tuple[dict[Post, PostTerms], dict[Post, frozenset[Post]]]:
    """Return what the office calls each post, and which others its holder may act as."""
    terms: dict[Post, PostTerms] = {}
    also: dict[Post, frozenset[Post]] = {}
    sheets = {post: sheet.table(code) for code, post in _POSTS.items()}
    for post, one in sheets.items():
        terms[post] = PostTerms(one.label(), one.member("scope", Scope))
        also[post] = frozenset(_POSTS[code] for code in one.choices("also_holds", list(_POSTS)))
        one.close()
    sheet.close()
    for post, one in sheets.items():
        _check_scope(post, terms, also[post], one)
        _check_separation(post, also[post], one)
    return terms, {post: others for post, others in also.items() if others}


def _check_scope(
    post: Post, terms: dict[Post, PostTerms], others: frozenset[Post], sheet: Sheet
) -> None:
    if post in GROUP_POSTS and terms[post].scope is not Scope.GROUP:
        sheet.wrong(
            "scope",
            '巡察组的岗位只能在组内任职，签三项承诺后才能接触材料（B08）：应为 "group"。',
            'posts of a group are held in one group, behind the three pledges (B08): give "group".',
        )
    apart = sorted(other for other in others if terms[other].scope is not terms[post].scope)
    if apart:
        sheet.wrong(
            "also_holds",
            f"{'、'.join(apart)} 的任职范围不同，不能兼行其权；请删去，或给此人另行任职。",
            f"{', '.join(apart)}: held in another scope, so its powers cannot be lent; delete it, "
            "or give the person that post as well.",
        )


def _check_separation(post: Post, others: frozenset[Post], sheet: Sheet) -> None:
    if post in others:
        sheet.wrong("also_holds", "不必写岗位自己，请删去。", "a post holds itself: delete it.")
        return
    if others & ADMIN_POSTS or (post in ADMIN_POSTS and others):
        sheet.wrong(
            "also_holds",
            "系统、安全保密、审计三员分立，不得互兼，也不得兼其他岗位；请删去。",
            "the three administrators are separate from each other and from every other post: "
            "delete it.",
        )


def read_routing(sheet: Sheet) -> Routing:
    """Return the routing tables: for each kind of clue and each topic, who it goes to."""
    routes = sheet.table("routes")
    found = {
        kind: tuple(
            _BODIES[code] for code in routes.choices(kind.value, list(_BODIES), required=True)
        )
        for kind in ClueKind
    }
    routes.close()
    asked = sheet.table("departments")
    departments = {
        topic: tuple(
            _BODIES[code] for code in asked.choices(topic.value, list(_BODIES), required=True)
        )
        for topic in HelpTopic
    }
    if departments[HelpTopic.PERSONAL_MATTERS] not in {(BodyKind.ORGANISATION_DEPARTMENT,), ()}:
        asked.wrong(
            HelpTopic.PERSONAL_MATTERS.value,
            "个人有关事项只经组织部门核实（E04），不能改为其他单位。",
            "personal matters are checked by the organisation department alone (E04).",
        )
    asked.close()
    sheet.close()
    return Routing(found, departments)


def read_delivery(sheet: Sheet) -> tuple[Delivery, Pacing]:
    """Return through which services notices leave, how often each is tried, and at what pace."""
    retry = sheet.table("retry")
    attempts = retry.whole("attempts", 1, 100)
    base = retry.whole("base_seconds", 1, _DAY_OF_SECONDS)
    cap = retry.whole("cap_seconds", 1, _DAY_OF_SECONDS)
    timeout = retry.whole("timeout_seconds", 1, 600)
    if cap < base:
        retry.wrong(
            "cap_seconds",
            f"最长间隔 {cap} 秒不能短于首次间隔 {base} 秒。",
            f"the longest wait of {cap} s cannot be shorter than the first one of {base} s.",
        )
    retry.close()
    run = sheet.table("run")
    run_seconds = run.whole("seconds", 1, _DAY_OF_SECONDS)
    run.close()
    spread = sheet.table("pacing")
    pacing = Pacing(
        spread.hour("digest_at"),
        spread.hour("quiet_from"),
        spread.hour("quiet_to"),
        spread.whole("most_a_day", 1, 1000),
    )
    spread.close()
    listed = sheet.table("services")
    services = {name: _service(name, listed) for name in listed}
    sheet.close()
    return Delivery(services, attempts, base, cap, timeout, run_seconds), pacing


def _service(name: str, listed: Sheet) -> Service:
    if not _SERVICE.fullmatch(name):
        listed.wrong(
            name,
            "服务名称是 Apprise 地址开头的部分，只有小写字母和数字，如 mailto。",
            "a service is the first part of an Apprise address, small letters and digits: mailto.",
        )
    one = listed.table(name)
    service = Service(one.label(), one.yes_no("idempotent"))
    one.close()
    return service

"""The posts of the office: who a person is, in a scope.

A post is a role held in a scope (the whole office, a group, a unit or a receiving body) for a time.
The codes are fixed here, because life cycles name them; their labels and what an office lets each
of them stand for are in `config/posts.toml`. Source: domain §3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kernel.words import Labelled


class Scope(StrEnum):
    """What a post reaches."""

    OFFICE = "office"
    GROUP = "group"
    UNIT = "unit"
    BODY = "body"


class Post(Labelled):
    """A role that a person holds in a scope."""

    SECRETARY = "secretary", "党委书记", "Secretary of the Party committee"
    STANDING_COMMITTEE = "standing_committee", "常委会", "Standing committee"
    LG_LEADER = "lg_leader", "领导小组组长", "Leader of the leading group"
    LG_MEMBER = "lg_member", "领导小组成员", "Member of the leading group"
    DIRECTOR = "director", "巡察办主任", "Director of the inspection office"
    OFFICE_STAFF = "office_staff", "巡察办工作人员", "Office staff"
    GROUP_LEADER = "group_leader", "巡察组组长", "Group leader"
    GROUP_DEPUTY = "group_deputy", "巡察组副组长", "Deputy group leader"
    GROUP_MEMBER = "group_member", "巡察组成员", "Group member"
    GROUP_LIAISON = "group_liaison", "巡察组联络员", "Group liaison"
    UNIT_HEAD = "unit_head", "被巡察单位主要负责人", "Head of the inspected unit"
    UNIT_LEADER = "unit_leader", "被巡察单位班子成员", "Member of the unit's leadership"
    UNIT_LIAISON = "unit_liaison", "被巡察单位联络员", "Unit liaison"
    RECEIVER_LEADER = "receiver_leader", "承办单位负责人", "Leader of a receiving body"
    RECEIVER_CONTACT = "receiver_contact", "承办单位联系人", "Contact of a receiving body"
    SUPERVISOR = "supervisor", "整改监督人员", "Supervisor of rectification"
    SYSTEM_ADMIN = "system_admin", "系统管理员", "System administrator"
    SECURITY_ADMIN = "security_admin", "安全保密管理员", "Security administrator"
    AUDITOR = "auditor", "安全审计员", "Audit administrator"
    GRADE_AUTHORITY = "grade_authority", "定密责任人", "Grade authority"
    CLOCK = "clock", "系统计时", "The clock"


GROUP_POSTS = frozenset(
    {Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.GROUP_MEMBER, Post.GROUP_LIAISON}
)
"""Posts whose holders are seconded to a group and sign the three pledges first (B08)."""

LEADING = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)
"""Posts that the committee authorises for each round (B07)."""

OFFICE = (Post.DIRECTOR, Post.OFFICE_STAFF)
"""The inspection office itself."""

ADMIN_POSTS = frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDITOR})
"""The three separated administrators: none of them reads content (domain §7 row 7)."""


HOUSE = (*OFFICE, Post.LG_LEADER, Post.LG_MEMBER, *sorted(GROUP_POSTS))
"""The posts of those who inspect: the office, the leading group, and every group."""


def named_posts(words: str | None) -> tuple[Post, ...]:
    """Return the posts that a detail names, as `office_staff,group_member`.

    Example:
        >>> [post.value for post in named_posts("director,group_leader")], named_posts(None)
        (['director', 'group_leader'], ())
    """
    return tuple(Post(one) for one in (words or "").split(",") if one)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One person's post in one scope, as the directory knows it."""

    person_id: int
    post: Post
    scope: Scope
    scope_id: int
    """The group, unit or body; 0 for the whole office."""
    valid_from: date
    round_id: int | None = None
    """The round a group post belongs to."""
    valid_to: date | None = None
    pledged_at: datetime | None = None
    """When the third of the three pledges was signed; only group posts need it (B08)."""
    released_at: datetime | None = None
    """When the person was released or removed: from then on the post opens nothing (L07)."""

    def held_on(self, day: date) -> bool:
        """Say whether the post is held on `day`."""
        return (
            self.released_at is None
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )

    @property
    def dormant(self) -> bool:
        """Say whether the post still waits for its pledges, and so opens no round data (B08)."""
        return self.post in GROUP_POSTS and self.pledged_at is None


@dataclass(frozen=True, slots=True)
class CaseScope:
    """Where a case belongs: which group, unit and receiving body are inside it."""

    round_id: int | None = None
    group_id: int | None = None
    unit_id: int | None = None
    body_id: int | None = None
    house: bool = False
    """Whether every group is inside, whatever its round: the library of the office (C10)."""

    def contains(self, held: HeldPost) -> bool:
        """Say whether the holder of `held` is inside this case by the scope of the post."""
        match held.scope:
            case Scope.OFFICE:
                return True
            case Scope.GROUP:
                return (
                    self.house
                    or held.scope_id == self.group_id
                    or (self.group_id is None and held.round_id == self.round_id)
                )
            case Scope.UNIT:
                return held.scope_id == self.unit_id
            case Scope.BODY:
                return held.scope_id == self.body_id

"""Guards of clues: package, route, three signatures, balance. Rows J01 to J12, §4.4."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import GROUP_POSTS, OFFICE, HeldPost, Post
from rules.routing import BodyKind, ClueKind
from rules.rule import rule

PACKAGE = (
    ("pack_petitions", Text("信访举报", "petitions")),
    ("pack_interviews", Text("谈话记录", "interview records")),
    ("pack_accounts", Text("查账资料", "checked accounts")),
    ("pack_documents", Text("票据文件", "vouchers and documents")),
    ("pack_findings", Text("深入了解情况", "findings in depth")),
)
"""The five parts of a clue's package (J03): each is there, or marked as not applicable."""

PENALTIES = (
    ("disciplined", Text("给予处分（人）", "People disciplined")),
    ("admonished", Text("诫勉（人）", "People admonished")),
    ("criticised", Text("批评教育（人）", "People criticised and educated")),
)
"""What a receiver counts of the outcome of a clue (J15); only totals over clues are shown."""

SIGNATURES = ("handover_group", "handover_office", "handover_receiver")
"""The topics of the three signatures (J05)."""

SETTLED_CLUE = (
    "handed_over",
    "in_handling",
    "result_reported",
    "reconciled",
    "written_off",
    "out_of_scope_transferred",
    "parked",
    "expressed",
    "merged",
    "rejected",
)
"""States of a clue that count as balanced: handed over, or put aside with a reason (J12)."""


@rule(
    "问题资料包不完整，未注明的有：{missing}。",
    "The package is incomplete; not marked: {missing}.",
    row="J03",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.GROUP_MEMBER),
    form=True,
)
def package_is_complete(facts: Facts) -> tuple[Text, ...]:
    """Each of the five parts is supplied or marked not applicable."""
    return tuple(part for name, part in PACKAGE if not facts.fields.get(name))


@rule(
    "资料包至少要有一类材料，不能全部为“不适用”。",
    "At least one part of the package must be supplied.",
    row="J03",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
    form=True,
)
def package_has_evidence(facts: Facts) -> bool:
    """A clue rests on at least one kind of material."""
    return any(facts.fields.get(name) == "supplied" for name, _ in PACKAGE)


@rule(
    "缺少明确的处置建议。",
    "A clear suggestion is missing.",
    row="J03",
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def suggestion_is_given(facts: Facts) -> bool:
    """The clue carries a suggestion for its handling."""
    return bool(facts.fields.get("suggestion"))


@rule(
    "移送去向与分类处置规则不符，须写明改送理由。",
    "The route differs from the rule: give the reason for the override.",
    row="J01, J02",
    form=True,
)
def route_follows_the_rule(facts: Facts) -> bool:
    """The chosen body is the one the routing table names, or an override has its reason."""
    if facts.inputs.get("override_reason"):
        return True
    allowed = facts.routing.allowed(
        ClueKind(facts.fields["clue_kind"]),
        touches_leading_body=bool(facts.fields.get("touches_leading_body")),
    )
    return BodyKind(facts.inputs["route"]) in allowed


@rule(
    "涉及领导小组或纪委成员的线索，一律报上一级处理，不能改送。",
    "A clue about a member of the leading bodies goes one level up, without exception.",
    row="§4.4",
    form=True,
)
def a_leading_body_is_not_judged_here(facts: Facts) -> bool:
    """No reason overrides the way up for a clue about those who would decide on it."""
    if not facts.fields.get("touches_leading_body"):
        return True
    return bool(facts.inputs["route"] == BodyKind.UPPER_LEVEL)


@rule(
    "巡察组尚在，由本组办理；撤组之后才由巡察办或领导小组成员代办。",
    "The group is still there: it acts itself; others act only once it has been dissolved.",
    row="J13",
    needs=(Need.ROSTER,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
)
def the_group_acts_while_it_lasts(facts: Facts) -> bool:
    """What is the group's to do falls to others only when nobody of it is seconded any more."""
    if any(held.post in GROUP_POSTS for held in facts.actor.posts):
        return True
    return all(one.group_id != facts.scope.group_id for one in facts.roster.members)


@rule(
    "重要线索须有领导小组的处置意见。",
    "An important clue needs the leading group's opinion.",
    row="J16",
    form=True,
)
def an_important_clue_has_an_opinion(facts: Facts) -> bool:
    """A clue graded important carries the leading group's opinion."""
    return not facts.fields.get("important") or bool(facts.fields.get("opinion"))


@rule(
    "点穴式快办限于问题具体、群众反映强烈、影响大的线索。",
    "The fast track is for clues that are concrete, strongly reacted to and of great impact.",
    row="E17",
    form=True,
)
def it_fits_the_fast_track(facts: Facts) -> bool:
    """A clue on the fast track is concrete, strongly reacted to and of great impact."""
    return all(facts.inputs.get(name) for name in ("concrete", "strong_reaction", "impact"))


@rule(
    "三方签字须由三个不同的人分别签署，您（或您代理的人）已在这张交接单上签过字。",
    "Three different people sign the sheet: you, or the person you stand in for, already have.",
    row="J05",
    needs=(Need.SIGNOFFS,),
)
def the_signer_is_new(facts: Facts) -> bool:
    """No person signs the sheet twice, not even through a stand-in."""
    return all(
        facts.actor.persons.isdisjoint(sign.persons)
        for sign in facts.signoffs
        if sign.topic in SIGNATURES
    )


_SIDES = (
    frozenset(GROUP_POSTS),
    frozenset({*OFFICE, Post.LG_LEADER, Post.LG_MEMBER, Post.SECRETARY}),
    frozenset({Post.RECEIVER_CONTACT, Post.RECEIVER_LEADER}),
)
"""Who signs for the group, the office and the receiver (J05)."""


def _sides(posts: tuple[HeldPost, ...]) -> set[int]:
    return {side for side, of in enumerate(_SIDES) for held in posts if held.post in of}


@rule(
    "三方各由本方人员签字：代签人不能是另一签字方的人。",
    "Each side signs by its own people: a stand-in cannot belong to another side.",
    row="J05",
)
def the_signer_is_of_this_side(facts: Facts) -> bool:
    """A stand-in who signs for one side holds no post of another one."""
    return _sides(facts.actor.own_posts) <= _sides(facts.actor.posts)


@rule(
    "接收单位与移送去向不是同一类单位，请核对。",
    "The receiving body is not of the kind that the route names.",
    row="J01",
    form=True,
)
def the_receiver_fits_the_route(facts: Facts) -> bool:
    """The body that receives is of the kind that was decided."""
    return bool(facts.bodies.get(facts.inputs["body_id"]) == facts.inputs["route"])


@rule("尚未确定接收单位。", "No receiving body has been named.", row="J05", cured_by=OFFICE)
def the_receiver_is_named(facts: Facts) -> bool:
    """The clue is addressed to one receiving body."""
    return facts.scope.body_id is not None or facts.inputs.get("body_id") is not None


@rule(
    "尚无办理结果，不能对账或销号。",
    "There is no result yet to reconcile or write off.",
    row="§4.4",
    cured_by=(Post.RECEIVER_CONTACT, Post.RECEIVER_LEADER),
)
def the_result_is_known(facts: Facts) -> bool:
    """The receiver has reported a result code and its date."""
    return bool(facts.fields.get("result")) and facts.fields.get("result_on") is not None


@rule(
    "线索不平衡：还有线索未移交、未暂存、未合并也未说明理由。",
    "The clues do not balance: some are neither handed over nor put aside with a reason.",
    row="J12",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def clues_balance(facts: Facts) -> bool:
    """Found = handed over + merged + parked + transferred + rejected, each with its reason."""
    return facts.count_outside("clue", *SETTLED_CLUE) == 0

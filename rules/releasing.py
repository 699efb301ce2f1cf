"""Guards of publications: milestones, five questions, the approved text. Rows L01, L02, §7 row 5.

A further milestone is a member of `Milestone`; a further question a line of `QUESTIONS`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.facts import Facts, Line, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

TEXTS, CHECKS = "release_texts", "release_checks"
"""The books of the texts and of the answers to the five questions."""
ANSWERED = "release_answered"
"""The topic under which whoever answers the five questions signs."""


class Milestone(Labelled):
    """What a publication is about (L02)."""

    ENTRY = "entry", "进驻公开", "Entry"
    FEEDBACK = "feedback", "反馈公开", "Feedback"
    RECTIFICATION = "rectification", "整改公开", "Rectification"
    OTHER = "other", "其他", "Something else"


class Exception5(Labelled):
    """The five exceptions to publishing (§7 row 5)."""

    SECRETS = "secrets", "涉及党和国家秘密或工作秘密", "Secrets"
    OPEN_CASE = "open_case", "涉及初核或已立案未公布的案件", "A case not yet made public"
    HYPE = "hype", "可能引发负面炒作", "Likely to be hyped"
    MASS_PETITION = "mass_petition", "可能引发群体性上访", "Likely to cause a mass petition"
    SENSITIVE = "sensitive", "重大敏感事项", "A very sensitive matter"


QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("touches_secrets", "是否涉及工作秘密", "Does it touch secrets of the work"),
    ("touches_cases", "是否影响在办执纪审查", "Does it disturb cases under review"),
    ("tells_clues", "是否泄露问题线索", "Does it tell of clues"),
    ("invites_hype", "是否可能引发负面炒作", "May it be hyped"),
    ("invites_petition", "是否可能引发群体性上访", "May it cause a mass petition"),
)
"""三不两防: name, question in both languages; each is answered with yes or no and a note (L01)."""


def _last(facts: Facts, book: str) -> Line | None:
    lines = facts.lines.get(book, ())
    return lines[-1] if lines else None


@rule(
    "除进驻、反馈和整改公开外，一律不作新闻报道。",
    "Only entry, feedback and rectification are published, nothing else.",
    row="L02",
    form=True,
)
def it_is_a_milestone_that_may_be_published(facts: Facts) -> bool:
    """There are three milestones of which the public hears."""
    return facts.fields.get("milestone") != Milestone.OTHER


@rule(
    "还没有拟发布的文稿，请先起草。",
    "There is no text to be published yet: write it first.",
    row="§7 row 5",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def there_is_a_text_to_release(facts: Facts) -> bool:
    """A text was written."""
    return _last(facts, TEXTS) is not None


@rule(
    "“三不两防”五问还没有就最新文稿逐项回答。",
    "The five questions are not answered for the newest text.",
    row="L01",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def the_five_questions_are_answered(facts: Facts) -> bool:
    """The answers are younger than the text."""
    text, check = _last(facts, TEXTS), _last(facts, CHECKS)
    return check is not None and (text is None or check.seq > text.seq)


@rule(
    "“三不两防”有回答“是”的：{missing}。请修改文稿后重新回答，或提出不予公开。",
    "Answered with yes: {missing}. Change the text and answer anew, or propose to withhold it.",
    row="L01",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def no_question_is_answered_with_yes(facts: Facts) -> tuple[Text, ...]:
    """Nothing stands against the release."""
    check = _last(facts, CHECKS)
    values = check.values if check else {}
    return tuple(Text(zh, en) for name, zh, en in QUESTIONS if values.get(name) is True)


@rule(
    "回答五问的人不能审核同一文稿，请由另一人审核。",
    "Who answered the five questions cannot check the text: somebody else does.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=OFFICE,
)
def the_checker_did_not_answer(facts: Facts) -> bool:
    """Answering and checking are done by different people."""
    answered = [sign for sign in facts.signoffs if sign.topic == ANSWERED]
    return not any(sign.persons & facts.actor.persons for sign in answered)


@rule(
    "发布的文稿与审定的文稿不一致，请按审定稿发布。",
    "The published text differs from the approved one: publish what was approved.",
    row="§7 row 5",
    needs=(Need.LINES,),
    cured_by=(*OFFICE, Post.LG_LEADER),
    form=True,
)
def the_published_text_is_the_approved_one(facts: Facts) -> bool:
    """The digests of both texts are the same."""
    text = _last(facts, TEXTS)
    return text is not None and facts.inputs["published_text"] == text.values["release_text"]

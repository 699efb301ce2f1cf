"""Guards of the documents of the library: their codes, versions, readers and receipts.

Rows C10, L06, H13. A further guard is one function here and its name in
`states/library_document.py`.
"""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.library import READ, VERSIONS, versions_in
from rules.posts import HOUSE, named_posts
from rules.rule import rule


@rule(
    "制度库里已有这个编号或名称的文件；修订请出新版本，替代请先废止旧文件。",
    "The library has a document with this code or title: revise it, or repeal it first.",
    row="C10, L06",
    needs=(Need.LIBRARY,),
    form=True,
)
def the_document_is_new(facts: Facts) -> bool:
    """A code or a title leads to one document that holds."""
    names = (facts.inputs["document_code"], facts.inputs["title"])
    return not any(
        one.is_called(name) for one in facts.library.documents if not one.repealed for name in names
    )


@rule(
    "必读岗位只能是巡察办、领导小组和巡察组的岗位。",
    "Only posts of the office, the leading group and the groups can be asked to read.",
    row="C10",
    form=True,
)
def the_readers_are_of_the_house(facts: Facts) -> bool:
    """Documents are read by those who inspect; nobody else can see them."""
    return set(named_posts(facts.inputs.get("readers"))) <= set(HOUSE)


@rule(
    "阅读时限不能早于今天；没有必读岗位的文件不设时限。",
    "Reading cannot be due before today, and a document nobody must read has no date.",
    row="C10",
    form=True,
)
def the_readers_have_time(facts: Facts) -> bool:
    """A date for reading lies ahead and is for somebody."""
    due = facts.inputs.get("read_by")
    return due is None or (due >= facts.today and bool(facts.fields.get("readers")))


@rule(
    "新版本的施行日期不能早于上一版。",
    "A new version cannot take effect before the one it follows.",
    row="C10, H13",
    needs=(Need.LINES,),
    form=True,
)
def versions_follow_one_another(facts: Facts) -> bool:
    """Versions hold one after the other."""
    earlier = versions_in(facts.lines.get(VERSIONS, ()))
    return not earlier or facts.inputs["effective_from"] >= earlier[-1].effective_from


@rule(
    "签收的不是最新版本，请阅读最新版本后再签收。",
    "That is not the newest version: read the newest one and sign for it.",
    row="C10",
    form=True,
)
def the_newest_version_was_read(facts: Facts) -> bool:
    """A receipt is for a version, and it counts for the newest only."""
    return bool(facts.inputs["version_read"] == facts.fields.get("versions"))


@rule(
    "阅读须由本人签收，不能代签。",
    "Everybody signs for their own reading: nobody reads for somebody else.",
    row="C10",
)
def nobody_reads_for_others(facts: Facts) -> bool:
    """Whoever signs has read it, no stand-in."""
    return facts.actor.acting_for is None


@rule(
    "您已签收过这一版本。",
    "You have signed for this version already.",
    row="C10",
    needs=(Need.SIGNOFFS,),
)
def it_was_not_read_before(facts: Facts) -> bool:
    """There is one receipt for each person and version."""
    return facts.actor.person_id not in facts.signed(READ)

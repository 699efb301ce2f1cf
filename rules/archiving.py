"""Guards of files, clearing and retrospective: what must be there before a round is closed.

Rows M05, §7 rows 7, 11, 12. A further class of retention is a member of `Retention`, and a
limit where it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kernel.words import Labelled
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule
from rules.workdays import add_months

DOCUMENTS = "archive_documents"
ISSUED, RETURNED = "clearing_issued", "clearing_returned"
DESTRUCTION = "destruction"


class Retention(Labelled):
    """How long a document is kept (§7 row 12)."""

    PERMANENT = "permanent", "永久", "Permanent"
    LONG = "long", "长期（默认 30 年）", "Long (30 years unless changed)"
    SHORT = "short", "短期（默认 10 年）", "Short (10 years unless changed)"


class Document(Labelled):
    """What kind of document is filed."""

    REPORT = "report", "报告", "Report"
    SUPPORT = "support", "佐证材料", "Support"
    DECISION = "decision", "决定、批示", "Decision"
    SUGGESTION = "suggestion", "巡察建议", "Suggestion"
    OTHER = "other", "其他", "Other"


PERMANENT = frozenset({Document.DECISION.value, Document.SUGGESTION.value})
"""What is kept for good (§7 row 12)."""
_YEARS = {Retention.LONG.value: "retention_long_years", Retention.SHORT.value:
          "retention_short_years"}  # fmt: skip


class Cleared(Labelled):
    """What is counted back at the end of a round (§7 row 11)."""

    DEVICE = "device", "设备", "Device"
    PAPER = "paper", "纸质材料", "Paper"
    DATA = "data", "单机数据", "Data on stand-alone machines"
    COPY = "copy", "私存复制件", "Private copies"


def review_day(classes: Iterable[str], filed: date, limits: Mapping[str, int]) -> date | None:
    """Return until when a file is kept; None for good."""
    kept = set(classes)
    if Retention.PERMANENT.value in kept:
        return None
    return add_months(filed, 12 * max(limits[_YEARS[one]] for one in kept))


@rule(
    "决定、批示和巡察建议应永久保存，请改正保管期限：{missing}。",
    "Decisions and suggestions are kept for good; mend the retention of: {missing}.",
    row="§7 row 12",
    form=True,
)
def what_is_permanent_is_kept_for_good(facts: Facts) -> tuple[str, ...]:
    """Decisions and suggestions have the permanent class."""
    return tuple(
        row["title"]
        for row in facts.inputs["documents"]
        if row["document"] in PERMANENT and row["retention"] != Retention.PERMANENT
    )


@rule(
    "案卷里还没有登记任何文件。",
    "No document is listed in the file yet.",
    row="§7 row 12",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def documents_are_listed(facts: Facts) -> bool:
    """The file holds something."""
    return bool(facts.lines.get(DOCUMENTS))


@rule(
    "立卷人不能自己检查验收，请由另一人检查。",
    "Who filed it does not check it: somebody else does.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=OFFICE,
)
def the_file_is_checked_by_another(facts: Facts) -> bool:
    """Filing and checking are done by different people."""
    filed = [sign for sign in facts.signoffs if sign.topic == "filed"]
    return not any(sign.persons & facts.actor.persons for sign in filed)


@rule(
    "案卷被领导小组组长冻结保留，解除之前不得销毁。",
    "The file is on hold by the leader of the leading group: nothing is destroyed until released.",
    row="§7 row 12",
    cured_by=(Post.LG_LEADER,),
)
def the_file_is_not_on_hold(facts: Facts) -> bool:
    """No hold stops the destruction."""
    return facts.fields.get("held_since") is None


@rule(
    "案卷没有被冻结，无须解除。",
    "The file is not on hold: there is nothing to release.",
    row="§7 row 12",
)
def the_file_is_on_hold(facts: Facts) -> bool:
    """Only what is on hold is released."""
    return facts.fields.get("held_since") is not None


@rule(
    "您已经签过字，第二个签字须由另一人签。",
    "You have signed already: the second signature is somebody else's.",
    row="§7 row 12",
    needs=(Need.SIGNOFFS,),
    cured_by=OFFICE,
)
def the_second_signer_is_another(facts: Facts) -> bool:
    """Nobody signs a destruction twice."""
    given = [sign for sign in facts.signoffs if sign.topic == DESTRUCTION]
    return not any(sign.persons & facts.actor.persons for sign in given)


@rule(
    "销毁须有两名不同人员签字。",
    "A destruction needs the signatures of two different people.",
    row="§7 row 12",
    needs=(Need.SIGNOFFS,),
    cured_by=OFFICE,
)
def two_people_signed_the_destruction(facts: Facts) -> bool:
    """Two people have signed, each for themselves."""
    given = [sign for sign in facts.signoffs if sign.topic == DESTRUCTION]
    return len({sign.person_id for sign in given}) > 1


@rule(
    "新的保存日期须晚于今天。",
    "The new day of review lies after today.",
    row="§7 row 12",
    form=True,
)
def the_review_is_later(facts: Facts) -> bool:
    """Keeping longer means beyond today."""
    return bool(facts.inputs["review_on"] > facts.today)


@rule(
    "清退登记每一行须由两名不同人员经办：第 {missing} 行。",
    "Each line of the clearing is done by two different people: row {missing}.",
    row="§7 row 11",
    form=True,
)
def two_people_counted_each_line(facts: Facts) -> tuple[str, ...]:
    """Every line names two people at least."""
    listed = facts.inputs.get("issued") or facts.inputs.get("returned") or ()
    return tuple(
        str(number) for number, row in enumerate(listed, 1) if len(set(row["counted_by"])) < 2  # noqa: PLR2004 - four eyes
    )  # fmt: skip


def left_over(facts: Facts) -> Mapping[str, int]:
    """Return what was issued and not counted back or destroyed, by item; below 0 is too much."""
    left: dict[str, int] = {}
    for line in facts.lines.get(ISSUED, ()):
        left[line.values["item"]] = left.get(line.values["item"], 0) + line.values["count"]
    for line in facts.lines.get(RETURNED, ()):
        gone = line.values["given_back"] + line.values["destroyed"]
        left[line.values["item"]] = left.get(line.values["item"], 0) - gone
    return left


@rule(
    "还没有登记发出的设备、纸质材料、单机数据和复制件；没有发出的，也要登记 0。",
    "Nothing is listed as issued yet; where nothing was issued, list a 0.",
    row="§7 row 11",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def what_was_issued_is_listed(facts: Facts) -> bool:
    """The clearing has lines."""
    return bool(facts.lines.get(ISSUED))


@rule(
    "发出数与收回、销毁数对不上：{missing}。",
    "Issued, counted back and destroyed do not balance: {missing}.",
    row="§7 row 11",
    needs=(Need.LINES,),
    cured_by=OFFICE,
)
def every_line_is_settled(facts: Facts) -> tuple[str, ...]:
    """Everything that was issued came back or was destroyed."""
    return tuple(f"{item} {number:+d}" for item, number in left_over(facts).items() if number)


@rule(
    "本轮案卷还没有全部归档。",
    "The files of the round are not all in the archive.",
    row="§7 row 12",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def every_file_is_in_the_archive(facts: Facts) -> bool:
    """There is a file, and none is still being made."""
    making = facts.count("archive_file", "opened", "filed")
    return facts.count("archive_file") > 0 and making == 0


@rule(
    "轮次结束清退还没有办结。",
    "The clearing at the end of the round is not settled.",
    row="§7 row 11",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def everything_is_counted_back(facts: Facts) -> bool:
    """There is a clearing list, and it is settled."""
    return facts.count("clearing") > 0 and facts.count_outside("clearing", "settled") == 0


@rule(
    "本轮总结会还没有开。",
    "The retrospective of the round has not been held.",
    row="M05",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def the_retrospective_is_held(facts: Facts) -> bool:
    """The round has learned something."""
    return facts.count("retrospective", "held") > 0


WOUND_UP = (every_file_is_in_the_archive, everything_is_counted_back, the_retrospective_is_held)
"""What must be done before a round is closed."""

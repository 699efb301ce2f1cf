"""What the parts of a figure are called, for whoever shows them to people.

A further part is one line of `_WORDS` under the name of its figure; codes of bodies are shown with
their name by who knows the directory.
"""

from __future__ import annotations

from collections.abc import Mapping

from kernel.words import Text
from rules.petitions import Channel
from states.catalogue import NEWEST
from states.clue import Result
from states.rectification import Finding

_STAGES = {
    "on_site": Text("进驻至撤点", "entry to leaving"),
    "leaving_to_leading_group": Text("撤点至领导小组听取", "leaving to leading group"),
    "leading_group_to_secretary": Text("至书记专题会", "then to the Secretary"),
    "secretary_to_committee": Text("至常委会审定", "then to the committee"),
    "leaving_to_feedback": Text("撤点至反馈完毕", "leaving to feedback"),
    "feedback_to_hearing": Text("反馈至常委会听取整改", "feedback to hearing"),
    "feedback_to_closing": Text("反馈至办结", "feedback to closing"),
}
_CLUES = {
    "found": Text("发现", "found"), "handed_over": Text("移交", "handed over"),
    "merged": Text("并案", "merged"), "returned": Text("退回", "returned"),
    "parked": Text("暂存", "parked"), "rejected": Text("不予移交", "rejected"),
    "expressed": Text("直报", "expressed"), "transferred": Text("转办", "transferred"),
    "open": Text("在办", "open"), "on_the_way": Text("在途", "on the way"),
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, Text]] = {
    "clues": _CLUES,
    "handover": {
        "ever": Text("曾移交", "ever handed over"), "supplements": Text("补充", "supplements"),
        "returns": Text("退回（次）", "returns"),
    },
    "clue_results": {one.value: one.label for one in Result},
    "days_between_stages": _STAGES,
    "rectification": {
        "total": Text("总数", "total"), "done": Text("完成", "done"),
        "basically_done": Text("基本完成", "basically done"),
        "extended": Text("延期整改", "extended"), "not_done": Text("未完成", "not done"),
        "carried": Text("移交日常监督", "carried over"), "rate": Text("整改率（%）", "rate (%)"),
        "ever_extended": Text("曾延期", "ever extended"),
        "extension_share": Text("延期占比（%）", "extended share (%)"),
    },
    "extensions": {
        "asked": Text("申请", "asked for"), "granted": Text("批准", "granted"),
        "granted_partly": Text("其中部分批准", "of them in part"),
        "rejected": Text("未批准", "rejected"), "withdrawn": Text("撤回", "withdrawn"),
        "pending": Text("待定", "pending"), "late": Text("逾期后申请", "asked for when late"),
        "granted_share": Text("批准率（%）", "granted share (%)"),
    },
    "failed_rectification": {
        "returned": Text("核查退回", "returned by a check"),
        "found_failed": Text("认定不力或虚假", "found poor or false"),
        "accountability_proposed": Text("提出问责建议", "accountability proposed"),
        "accountability_carried_out": Text("问责已执行", "accountability carried out"),
        "reopened": Text("重新启动", "re-opened"),
        **{f"found_{one.value}": one.label for one in Finding},
    },
    "activities": {
        "talks": Text("个别谈话（人次）", "interviews"),
        "questionnaires": Text("问卷（份）", "questionnaires"),
        "documents": Text("调阅资料（份）", "documents"),
        "reports_heard": Text("听取汇报（次）", "reports heard"),
        "visits": Text("走访调研（次）", "visits"),
    },
    "letters": {one.value: one.label for one in Channel},
    "coverage": {
        "universe": Text("应巡", "universe"), "done": Text("已巡", "done"),
        "on_site": Text("在巡", "on site"), "planned": Text("已安排", "planned"),
        "left": Text("未安排", "left"), "extended": Text("延伸", "extended to"),
        "done_share": Text("完成率（%）", "done (%)"),
        "elapsed_share": Text("时间进度（%）", "time (%)"),
    },
}  # fmt: skip
"""Figure → part → its words."""


def part_words(figure: str, part: str, bodies: Mapping[str, str]) -> Text:
    """Return what a part of a figure is called.

    Args:
        figure: The name of the figure.
        part: The name of the part: of the table above, a body's code, or a kind of case.
        bodies: Code of a receiving body → its name.
    """
    known = _WORDS.get(figure, {}).get(part)
    if known is not None:
        return known
    first, _, kind = part.partition("_")
    if figure == "extensions" and kind in NEWEST:
        said, label = _WORDS[figure][first], NEWEST[kind].label
        return Text(f"{said.zh}：{label.zh}", f"{said.en}: {label.en}")
    code, _, account = part.partition(".")
    name = bodies.get(code, code)
    if account:
        return Text(f"{name}（{_CLUES[account].zh}）", f"{name} ({_CLUES[account].en})")
    return Text(name, name)

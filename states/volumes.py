"""What is counted of an assignment: the work on site, and what its rectification brought."""

from __future__ import annotations

from kernel.words import Labelled
from states.inputs import Field, choice, number
from states.values import LARGEST_NUMBER

_MOST_MONEY = 10**15


class Grade(Labelled):
    """The grade of an evaluation (domain §8, question 10)."""

    GOOD = "good", "好", "Good"
    FAIRLY_GOOD = "fairly_good", "较好", "Fairly good"
    FAIR = "fair", "一般", "Fair"
    POOR = "poor", "差", "Poor"


def _volume(name: str, zh: str, en: str, most: int = LARGEST_NUMBER) -> Field:
    """Ask for a number that adds to what was recorded before."""
    return number(name, zh, en, required=False, adds=True, most=most)


# fmt: off
ACTIVITY = (
    _volume("talks", "个别谈话", "Interviews"), _volume("questionnaires", "问卷", "Questionnaires"),
    _volume("documents", "调阅资料", "Documents"), _volume("reports_heard", "听取汇报", "Reports"),
    _volume("visits", "走访调研", "Visits"),
)
"""The volumes of work; the number of problems is counted from the papers."""
EVALUATION = (
    choice("evaluation", "评估等次", "Grade", Grade),
    number("satisfaction", "满意度（百分数）", "Satisfaction (per cent)", required=False),
    _volume("meetings_held", "民主生活会", "Democratic-life meetings"),
    _volume("rules_made", "建立制度", "Rules made"),
    _volume("money_returned", "清退资金（元）", "Money returned (yuan)", _MOST_MONEY),
    _volume("money_recovered", "挽回资金（元）", "Money recovered (yuan)", _MOST_MONEY),
)

"""The structure of the pool, or of the people of one round: ages, schooling, origins, skills (B06).

It counts, and names nobody. The quota of young cadres (B04) is a figure with a warning, never a
block. A further mix is one line of `_mixes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.office import Office
from engine.oversight import check_oversight
from kernel.clock import office_day
from kernel.words import Labelled, Text
from states.inspector import Education, Origin, Pool, Rank
from states.secondment import LIVE
from store.database import Row

_IN_POOL = (
    "SELECT d.* FROM cases c JOIN inspector_details d ON d.case_id = c.id"
    " WHERE c.state = 'in_pool' ORDER BY c.id"
)
_STATES = ", ".join(f"'{one.value}'" for one in (*LIVE,))
_IN_ROUND = (
    "SELECT d.* FROM cases s JOIN secondment_details sd ON sd.case_id = s.id"  # noqa: S608 - ours
    " LEFT JOIN (SELECT x.* FROM inspector_details x JOIN cases xc ON xc.id = x.case_id"
    " WHERE xc.state = 'in_pool') d ON d.person_id = sd.person_id"
    f" WHERE s.parent_id = :round AND s.state IN ({_STATES}, 'released') ORDER BY s.id"
)
_UNKNOWN = Text("未登记", "not recorded")
_AGES = ((35, Text("35 岁及以下", "up to 35")), (45, Text("36—45 岁", "36 to 45")),
         (55, Text("46—55 岁", "46 to 55")))  # fmt: skip
_OLDER = Text("56 岁及以上", "56 and above")
_ALL = 100


@dataclass(frozen=True, slots=True)
class Structure:
    """How people are made up, in counts."""

    people: int
    mixes: Mapping[str, Mapping[Text, int]]
    """Mix → its parts, each with how many people."""
    young: int
    young_percent: int
    quota_percent: int
    """What policy wants of young cadres; 0 asks for nothing."""

    @property
    def below_quota(self) -> bool:
        """Say whether there are fewer young cadres than policy wants: a warning, no block."""
        return self.young * _ALL < self.quota_percent * self.people


def structure(
    office: Office, person_id: int, round_id: int | None = None, acting_for: int | None = None
) -> Structure:
    """Return the structure of the pool, or of the people of a round.

    Raises:
        NotPermitted: it is not for who asks.
    """
    with office.database.reading() as tx:
        check_oversight(office, tx, person_id, acting_for)
        rows = tx.rows(_IN_POOL) if round_id is None else tx.rows(_IN_ROUND, round=round_id)
    year, terms = office_day(office.now()).year, office.policy.roster
    young = sum(bool(row["newly_promoted"]) or bool(row["to_be_promoted"]) for row in rows)
    mixes = {name: Counter(part(row) for row in rows) for name, part in _mixes(year).items()}
    mixes["skills"] = Counter(
        terms.skills.get(code, Text(code, code))
        for row in rows
        for code in terms.skill_codes(row["skills"])
    )
    share = young * _ALL // len(rows) if rows else 0
    return Structure(len(rows), mixes, young, share, terms.young_percent)


def _mixes(year: int) -> dict[str, Callable[[Row], Text]]:
    """Return the name of each mix, with what tells the part a person belongs to."""

    def age(row: Row) -> Text:
        if row["birth_year"] is None:
            return _UNKNOWN
        years = year - row["birth_year"]
        return next((label for most, label in _AGES if years <= most), _OLDER)

    def named(column: str, kind: type[Labelled]) -> Callable[[Row], Text]:
        return lambda row: _UNKNOWN if row[column] is None else kind(row[column]).label

    return {
        "ages": age, "education": named("education", Education), "rank": named("rank", Rank),
        "origin": named("origin", Origin), "pool": named("pool", Pool),
    }  # fmt: skip

"""Gates: named lists of what must be shown on a case, each line computed from what is recorded.

A gate is a `Gate` with its `Proof`s in a tuple of the module of its subject (`engine/six_gates.py`
shows how): a proof is an existing guard (`by_guard`), a signature (`by_signature`) or a function of
its own over a `Scene` (`Proof(...)`). `read_gates` reads any such tuple on any case; nobody ticks a
gate by hand. To add one, write a `Gate` into a tuple; to show it, call `read_gates` in a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from engine.facts import take_facts
from engine.loading import LoadedCase
from engine.office import Office
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import InvalidInput, NotPermitted
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor, Facts, Need
from rules.posts import HeldPost, Post, Scope
from rules.rule import Rule

ANYBODY = Actor(0, (HeldPost(0, Post.OFFICE_STAFF, Scope.OFFICE, 0, date.min),))
"""Whoever looks: what is shown does not depend on who asks."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a proof may look at: the case, its facts, and the transaction for everything else."""

    work: Work
    case: LoadedCase
    facts: Facts


@dataclass(frozen=True, slots=True)
class Finding:
    """What a proof found."""

    met: bool
    told: tuple[Text, ...] = ()
    """What shows it, or what is missing; numbers and names of posts and groups, no content."""
    rule: str = ""
    """The guard that said no."""
    missing: tuple[Text, ...] = ()
    """The names it came back with."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that must be shown."""

    label: Text
    look: Callable[[Scene], Finding]
    needs: frozenset[Need] = frozenset()
    cured_by: tuple[Post, ...] = ()
    """Whose holders can bring it about."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A named list of proofs."""

    name: str
    label: Text
    row: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of a gate as it stands now."""

    label: Text
    met: bool
    told: tuple[Text, ...]
    by: tuple[Post, ...]
    """Who can mend it; empty once it is met."""
    people: tuple[str, ...]
    rule: str = ""
    missing: tuple[Text, ...] = ()
    """What it waits for; `engine/remedies.py` says in which case each of it is mended."""


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate as it stands now."""

    name: str
    label: Text
    row: str
    met: bool
    evidence: tuple[Evidence, ...]


def by_guard(zh: str, en: str, guard: Rule) -> Proof:
    """Return the proof that a guard of a life cycle says yes; its refusal tells what is missing."""

    def look(scene: Scene) -> Finding:
        no = guard.check(scene.facts)
        if no is None:
            return Finding(met=True)
        return Finding(met=False, told=(no.text,), rule=no.rule, missing=no.missing)

    return Proof(Text(zh, en), look, guard.needs, guard.cured_by)


def by_signature(zh: str, en: str, topic: str, *posts: Post) -> Proof:
    """Return the proof that a topic has been signed on the case."""

    def look(scene: Scene) -> Finding:
        return Finding(bool(scene.facts.signed(topic)))

    return Proof(Text(zh, en), look, frozenset({Need.SIGNOFFS}), posts)


def read_gates(
    office: Office,
    case_id: int,
    person_id: int,
    gates: Iterable[Gate],
    kind: str = "round",
    *,
    acting_for: int | None = None,
) -> tuple[GateView, ...]:
    """Return how the gates of a case stand now.

    Args:
        office: The office.
        case_id: The case.
        person_id: Who asks: the office and those above it, because a gate tells of every group.
        gates: Which gates.
        kind: The kind of case they are about.
        acting_for: The person stood in for, if any.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        NotPermitted: the person may see only a part of the case.
        InvalidInput: the case is of another kind.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        if case.row["kind"] != kind:
            raise _another_kind(case)
        if not sight.whole:
            raise NotPermitted(
                Text(
                    "关口清单涉及全部巡察组，只供巡察办和领导小组查看。",
                    "The gates tell of every group: they are for the office and the leading group.",
                )
            )
        return tuple(gate_view(work, case, gate) for gate in gates)


def gate_view(work: Work, case: LoadedCase, gate: Gate) -> GateView:
    """Return how one gate of a loaded case stands now."""
    evidence = tuple(_evidence(work, case, proof) for proof in gate.proofs)
    return GateView(
        gate.name, gate.label, gate.row, all(one.met for one in evidence), evidence
    )  # fmt: skip


def _evidence(work: Work, case: LoadedCase, proof: Proof) -> Evidence:
    work.load(case.id, proof.needs)
    facts = take_facts(work, case, ANYBODY, {}, case.row, proof.needs)
    found = proof.look(Scene(work, case, facts))
    if found.met:
        return Evidence(proof.label, found.met, found.told, (), ())
    holders = work.directory.holders(proof.cured_by, case.scope, work.today)
    names = tuple(work.directory.people[person].name for person in holders)
    return Evidence(
        proof.label, found.met, found.told, proof.cured_by, names, found.rule, found.missing
    )  # fmt: skip


def _another_kind(case: LoadedCase) -> InvalidInput:
    return InvalidInput(
        Text(
            f"{case_number(case.id)} 是“{case.cycle.label.zh}”，没有这组关口。",
            f"{case_number(case.id)} has no such gates: it is another kind of case.",
        )
    )

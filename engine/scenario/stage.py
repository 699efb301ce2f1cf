"""Takes the steps of a script: each kind of step is one function that calls the engine.

Whatever comes of a step against its `expect` ends the play and names the line. A new kind of step
is a method filed in `_TAKE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

from engine import people, suspend
from engine.advance import advance
from engine.commands import Advance, Open, Outcome
from engine.office import Office
from engine.opening import open_case
from engine.receipts import acknowledge
from engine.scenario.choosing import Chooser, Target
from engine.scenario.entering import asked_by
from engine.scenario.filling import Choice, fill_in
from engine.scenario.patterns import numbered
from engine.scenario.reading import Place, Sheet
from engine.scenario.records import Teller
from engine.scenario.script import EVERYBODY, ROUND, Appointment, Verb
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import Conflict, InvalidInput, NotFound, Refused, TextError
from kernel.words import Text
from states.catalogue import NEWEST

_OPEN_NOTICES = (
    "SELECT key, person_id, notice FROM notices WHERE case_id = :case AND acknowledged_at IS NULL"
    " ORDER BY created_at, seq, key"
)


@dataclass(frozen=True, slots=True)
class Task:
    """One step, ready to be taken."""

    place: Place
    """Where it stands in the file."""
    verb: Verb
    choice: Choice
    targets: tuple[Target, ...]
    """The cases it is about at this moment, some of the choice or all."""


class Stage:
    """Takes steps on the real engine and tells what came of them."""

    def __init__(self, office: Office, chooser: Chooser, teller: Teller, sheet: Sheet) -> None:
        self.office = office
        self.chooser = chooser
        self.teller = teller
        self.sheet = sheet

    def take(self, task: Task) -> None:
        """Take one step.

        Raises:
            InvalidInput: what came of it was not expected; the sentence names the line.
        """
        _TAKE[task.verb.kind_of_step](self, task)

    def fail(self, place: Place, zh: str, en: str) -> NoReturn:
        """End the play at a line.

        Raises:
            InvalidInput: always.
        """
        where = self.sheet.where(place)
        raise InvalidInput(Text(f"{where.zh}：{zh}", f"{where.en}: {en}"))

    def choose(self, place: Place, verb: Verb) -> tuple[Target, ...]:
        """Return the cases a step is about now.

        Raises:
            InvalidInput: there are none; the sentence names the line.
        """
        try:
            return tuple(self.chooser.cases(verb.case or ROUND))
        except InvalidInput as error:
            reason = error.reasons[0]
            self.fail((*place, "case"), reason.zh, reason.en)

    def _who(self, task: Task, target: Target) -> tuple[int, ...]:
        try:
            return self.chooser.people(task.verb.who or "", target, office_day(self.office.now()))
        except InvalidInput as error:
            reason = error.reasons[0]
            self.fail((*task.place, "who"), reason.zh, reason.en)

    def _acting_for(self, task: Task, target: Target) -> int | None:
        if task.verb.acting_for is None:
            return None
        today = office_day(self.office.now())
        return self.chooser.people(task.verb.acting_for, target, today)[0]

    def _try(
        self, task: Task, target: Target, event: str, person: int, act: Callable[[], Outcome]
    ) -> Outcome | None:
        """Do `act` and hold what comes of it against what was expected."""
        verb = task.verb
        try:
            outcome = act()
        except (Refused, InvalidInput, NotFound) as refused:
            self._check_refusal(task, refused)
            self.teller.refused(self.office.now(), target.id, event, person, refused.reasons)
            return None
        except Conflict as error:
            self.fail(task.place, "；".join(r.zh for r in error.reasons), str(error))
        if verb.expect == "refused":
            self.fail(
                (*task.place, "expect"),
                f"本应被退回，却办成了：{event}。",
                f"should have been refused, but was accepted: {event}.",
            )
        self.teller.entries(outcome.entries)
        return outcome

    def _check_refusal(self, task: Task, refused: TextError) -> None:
        zh, en = "；".join(r.zh for r in refused.reasons), str(refused)
        if task.verb.expect != "refused":
            self.fail(task.place, f"未料到被退回：{zh}", f"was refused unexpectedly: {en}")
        because = task.verb.because
        if because is not None and because not in zh and because not in en:
            self.fail(
                (*task.place, "because"),
                f"退回理由中没有“{because}”：{zh}",
                f'no reason of the refusal holds "{because}": {en}',
            )

    def event(self, task: Task) -> None:
        """Give an event to each case."""
        event = task.verb.do or ""
        for target in task.targets:
            acting_for = self._acting_for(task, target)
            asked = asked_by(target.row["kind"], event)
            for inputs in fill_in(self.chooser, task.choice, task.verb, target, asked):
                for person in self._who(task, target):
                    command = Advance(target.id, event, person, inputs, acting_for=acting_for)
                    self._try(task, target, event, person, partial(advance, self.office, command))

    def opening(self, task: Task) -> None:
        """Open cases below each case."""
        counts = task.choice.portions(task.verb.count)
        for parent in task.targets:
            index = task.choice.index[parent.id]
            before = sum(counts[:index])
            for n in range(before + 1, before + counts[index] + 1):
                self._open_one(task, parent, task.verb.open or "", n)

    def _open_one(self, task: Task, parent: Target, kind: str, n: int) -> None:
        label = task.verb.label
        person = self._who(task, parent)[0]
        for inputs in fill_in(
            self.chooser, task.choice, task.verb, parent, NEWEST[kind].details, n
        ):
            command = Open(kind, person, inputs, parent.id, self._acting_for(task, parent))
            opened = self._try(
                task, parent, f"open {kind}", person, partial(open_case, self.office, command)
            )
            if opened is None or label is None:
                continue
            name = numbered(label, n)
            if name in self.chooser.named:
                self.fail(
                    (*task.place, "as"),
                    f"名称“{name}”已用过；同一步新建多项时，写成 {label}-{{n}}。",
                    f'the name "{name}" is taken: write {label}-{{n}} where a step opens several.',
                )
            self.chooser.named[name] = opened.case_id

    def suspension(self, task: Task) -> None:
        """Stop or start the clocks of each case and of what is below it."""
        verb = task.verb
        change = suspend.suspend if verb.suspend else suspend.resume
        reason = verb.suspend or verb.resume or ""
        for target in task.targets:
            person, acting_for = self._who(task, target)[0], self._acting_for(task, target)
            self._try(
                task, target, verb.kind_of_step, person,
                partial(change, self.office, target.id, person, reason, acting_for=acting_for),
            )  # fmt: skip

    def receipt(self, task: Task) -> None:
        """Have recipients acknowledge what they were told."""
        verb, done = task.verb, 0
        for target in task.targets:
            who = None if verb.who is None else frozenset(self._who(task, target))
            with self.office.database.reading() as tx:
                waiting = tx.rows(_OPEN_NOTICES, case=target.id)
            for row in waiting:
                named = verb.acknowledge in (EVERYBODY, row["notice"])
                if named and (who is None or row["person_id"] in who):
                    acknowledge(self.office, key=row["key"], person_id=row["person_id"])
                    self.teller.received(
                        self.office.now(), target.id, row["person_id"], row["notice"]
                    )
                    done += 1
        if not done:
            self.fail(
                (*task.place, "acknowledge"),
                "此时没有待签收的这种通知。",
                "no such notice waits for a receipt at this moment.",
            )

    def substitution(self, task: Task) -> None:
        """Have somebody stand in for somebody else."""
        plan = task.verb.stand_in
        assert plan is not None  # noqa: S101 - filed under this key
        ids = self.chooser.person_ids(self.chooser.directory())
        try:
            with self.office.database.writing() as tx:
                work = Work(self.office, tx, self.office.now())
                people.add_stand_in(
                    work, ids[plan.person], ids[plan.by], valid_from=plan.first,
                    valid_to=plan.last, reason=plan.reason,
                )  # fmt: skip
                work.finish()
        except InvalidInput as refused:
            self._check_refusal(task, refused)
            return
        told = {"person": plan.person, "by": plan.by, "from": plan.first, "to": plan.last}
        self.teller.noted_in_register("stand_in", self.office.now(), told)

    def appointment(self, task: Task) -> None:
        """Give a post, or take one away."""
        verb = task.verb
        plan = verb.appoint or verb.release
        assert plan is not None  # noqa: S101 - filed under these keys
        ids = self.chooser.person_ids(self.chooser.directory())
        place = self._scope_id(plan)
        in_round = self.chooser.round_id if plan.group else None
        now = self.office.now()
        with self.office.database.writing() as tx:
            work = Work(self.office, tx, now)
            if verb.appoint is not None:
                people.give_post(
                    work, ids[plan.person], plan.post, scope=plan.scope, scope_id=place,
                    valid_from=office_day(now), round_id=in_round,
                )  # fmt: skip
            else:
                people.release_post(
                    work, ids[plan.person], plan.post, scope=plan.scope, scope_id=place
                )
            work.finish()
        self.teller.entries([one for one in work.told if one["what"] != "register"])
        told = {"person": plan.person, "post": plan.post.value}
        self.teller.noted_in_register(verb.kind_of_step, now, told)

    def _scope_id(self, plan: Appointment) -> int:
        directory = self.chooser.directory()
        for code, listed in (
            (plan.group, directory.groups),
            (plan.unit, directory.units),
            (plan.body, directory.bodies),
        ):
            if code is not None:
                return next(one.id for one in listed.values() if one.code == code)
        return 0


_TAKE: Mapping[str, Callable[[Stage, Task], Any]] = {
    "do": Stage.event,
    "open": Stage.opening,
    "suspend": Stage.suspension,
    "resume": Stage.suspension,
    "stand_in": Stage.substitution,
    "acknowledge": Stage.receipt,
    "appoint": Stage.appointment,
    "release": Stage.appointment,
}

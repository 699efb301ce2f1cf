"""An office with people, channels and one case, whose notices are owed by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from cryptography.fernet import Fernet
from sqlmodel import SQLModel

from engine.deliver import deliver
from engine.office import Office
from kernel.canonical import GENESIS
from kernel.clock import ManualClock
from kernel.words import Text
from notifications.render import Message
from notifications.sealing import Keyring
from notifications.senders import Delivery, Outcome, RecordingSender, Sender
from rules.ladder import Ladder, Step, Tone
from rules.policy import Delivery as Trying
from rules.policy import Policy, Service
from rules.routing import Routing
from rules.workdays import Calendar
from store.database import Database, Row
from store.details.action_item import ActionItemDetail
from store.tables import (
    Case,
    Channel,
    DeliveryRow,
    DirectoryVersion,
    NoticeRow,
    Person,
    PostRow,
    Timer,
)

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Nine o'clock in the office."""
LADDER = Ladder(
    "E-GRP",
    Text("内部阶梯", "Inside ladder"),
    (
        Step(0, ("owner",), Tone.OVERDUE, Text("超期", "Overdue"), repeat_days=2),
        Step(10, ("director",), Tone.ESCALATION, Text("升级", "Escalation")),
    ),
    hour=time(9),
)
POLICY = Policy(
    deadlines={},
    ladders={"E-GRP": LADDER},
    calendar=Calendar(frozenset(), frozenset(), date(2026, 12, 31), "weekends"),
    routing=Routing({}),
    delivery=Trying({"json": Service(Text("接口", "Webhook"), idempotent=False)}, attempts=3),
)
REPEATABLE = replace(
    POLICY,
    delivery=replace(
        POLICY.delivery, services={"json": Service(Text("接口", "Webhook"), idempotent=True)}
    ),
)


class Power(BaseException):
    """The plug is pulled."""


class Dying:
    """Hands the message over and dies before it can tell; some go well before."""

    parallel = 1

    def __init__(self, after: int = 0) -> None:
        self.sent = 0
        self._after = after

    def send(self, message: Message, url: str, key: str) -> Delivery:
        del message, url, key
        self.sent += 1
        if self.sent > self._after:
            raise Power
        return Delivery(Outcome.SENT)


@dataclass
class Desk:
    """The office and shorthand to fill and read its outbox."""

    office: Office
    clock: ManualClock
    case_id: int = 0

    def person(self, code: str, *urls: str, post: str | None = None) -> int:
        """Add a person with channels in this order, and a post in the office."""
        with self.office.database.session() as session:
            person = Person(code=code, name=code)
            session.add(person)
            session.flush()
            assert person.id is not None
            for position, url in enumerate(urls):
                session.add(
                    Channel(
                        person_id=person.id,
                        position=position,
                        service=url.partition(":")[0],
                        sealed_url=self.office.keyring.seal(url),
                    )
                )
            if post:
                session.add(
                    PostRow(
                        person_id=person.id, post=post, scope="office", valid_from=date(2021, 1, 1)
                    )
                )
            return person.id

    def owe(self, key: str, person_id: int, notice: str = "report_submitted") -> str:
        """Owe a notice through the first channel of a person, and return its key."""
        now = self.clock.now()
        with self.office.database.session() as session:
            session.add(
                NoticeRow(
                    key=key,
                    case_id=self.case_id,
                    seq=1,
                    notice=notice,
                    person_id=person_id,
                    wants_receipt=notice.startswith("deadline"),
                    tone=notice.removeprefix("deadline_") if notice.startswith("deadline") else "",
                    created_at=now,
                )
            )
            session.flush()
            for channel in self.channels(person_id)[:1]:
                session.add(
                    DeliveryRow(notice_key=key, channel_id=channel, status="owed", next_try_at=now)
                )
        return key

    def arm(self, key: str) -> None:
        """Arm a timer whose first step has spoken the notice `key`."""
        with self.office.database.session() as session:
            session.add(
                Timer(
                    case_id=self.case_id,
                    deadline="action_item",
                    armed_seq=1,
                    status="armed",
                    anchor_on=date(2026, 2, 1),
                    nominal_on=date(2026, 3, 2),
                    due_on=date(2026, 3, 2),
                    due_at=MONDAY,
                    original_on=date(2026, 3, 2),
                    ladder="E-GRP",
                    policy="",
                    effective_from=date(2021, 1, 1),
                    step=1,
                    spoken=0,
                    spoken_at=MONDAY,
                    next_at=datetime(2026, 3, 4, 1, tzinfo=UTC),
                )
            )
            notice = session.get_one(NoticeRow, key)
            notice.deadline, notice.armed_seq, notice.step = "action_item", 1, 0

    def answering(self, **answers: list[Delivery]) -> RecordingSender:
        """Have the targets `json://<name>` answer in turn as told, and return who records it."""
        sender = RecordingSender({f"json://{name}": given for name, given in answers.items()})
        self.office.sender = sender
        return sender

    def exhaust(self) -> None:
        """Deliver until nothing is owed any more, setting the clock forward to each next try."""
        while (next_try_at := deliver(self.office).next_try_at) is not None:
            self.clock.set(max(next_try_at, self.clock.now()))

    def channels(self, person_id: int) -> list[int]:
        """Return the channels of a person, first first."""
        sql = "SELECT id FROM channels WHERE person_id = :person ORDER BY position"
        return [row["id"] for row in self.rows(sql, person=person_id)]

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the rows of a query."""
        with self.office.database.reading() as tx:
            return tx.rows(sql, **values)

    def told(self, key: str) -> list[tuple[str, int, str]]:
        """Return status, attempts and reason of each delivery of a notice, in the order owed."""
        rows = self.rows(
            "SELECT d.status, d.attempts, d.reason FROM deliveries d"
            " JOIN channels c ON c.id = d.channel_id"
            " WHERE d.notice_key = :key ORDER BY c.position",
            key=key,
        )
        return [(row["status"], row["attempts"], row["reason"]) for row in rows]


def targets(sender: RecordingSender) -> list[str]:
    """Return the names of the targets that were sent to, in order."""
    return [sent.url.removeprefix("json://") for sent in sender.sent]


def make_desk(url: str, sender: Sender, policy: Policy = POLICY) -> Desk:
    """Return an office on an empty database with one open case."""
    clock = ManualClock(MONDAY)
    database = Database(url, durable=False)
    SQLModel.metadata.create_all(database.engine())
    office = Office(database, clock, policy, sender, Keyring([Fernet.generate_key()]))
    with database.session() as session:
        session.add(DirectoryVersion(id=1, version=1))
        case = Case(
            kind="action_item", version=1, state="assigned", revision=1, seq=1, head=GENESIS,
            opened_at=MONDAY, moved_at=MONDAY,
        )  # fmt: skip
        session.add(case)
        session.flush()
        assert case.id is not None
        session.add(
            ActionItemDetail(case_id=case.id, comment="task", task="演练", due_on=date(2026, 3, 2))
        )
    return Desk(office, clock, case.id)

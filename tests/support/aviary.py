"""An office full of canaries: every place of content, personal facts and secrets holds one.

What its doors say aside is kept with `aside`; a further place is one more canary in `fill`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from config.tracing import tracer_to
from engine import people
from engine.complainants import ReadIdentity, SealIdentity, read_identity, seal_identity
from engine.library.issuing import NewVersion, issue_version
from engine.suspend import suspend
from engine.work import Work
from notifications.senders import AppriseSender
from tests.support.canaries import Canaries
from tests.support.collector import Collector
from tests.support.office import SmallOffice
from tests.support.targets import WebServer
from tests.support.terminal import Answer, call


class Aviary:
    """An office full of canaries, its processes, and all that they have said aside."""

    def __init__(self, desk: SmallOffice, home: Path, web: WebServer, traces: Collector) -> None:
        self.desk, self.home, self.web, self.traces = desk, home, web, traces
        self.canaries = Canaries()
        self.said: list[tuple[str, str]] = []
        self.variables = {
            "XUNCHENG_DATABASE_URL": desk.office.database.url,
            "XUNCHENG_OTLP_ENDPOINT": traces.address,
            "XUNCHENG_OIDC_ISSUER": "https://id.example",
            "XUNCHENG_OIDC_CLIENT_ID": "office",
            "XUNCHENG_OIDC_CLIENT_SECRET": self.secret("client secret"),
        }

    def secret(self, place: str) -> str:
        """Plant a secret."""
        return self.canaries.plant(place, secret=True)

    def content(self, place: str) -> str:
        """Plant something that only who may read it is shown."""
        return self.canaries.plant(place)

    def aside(self, where: str, said: str) -> None:
        """Keep what was said at a place where nothing of this may stand."""
        self.said.append((where, said))

    def terminal(self, *words: object) -> Answer:
        """Run a command as a process of its own."""
        return call(self.home, *words, **self.variables)

    def leaks(self) -> set[tuple[str, str]]:
        """Return each place where a value was found, and which."""
        return {
            (where, place) for where, said in self.said for place in self.canaries.found_in(said)
        }


def fill(aviary: Aviary) -> None:
    """Put canaries into cases, people, units, channels, letters and the library."""
    desk, office, content, secret = aviary.desk, aviary.desk.office, aviary.content, aviary.secret
    office.home, office.tracer = aviary.home, tracer_to(aviary.traces.address)
    office.sender = AppriseSender(read_timeout=3, parallel=4)
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        people.add_person(work, "new", content("name of a person"))
        people.add_unit(work, "u9", content("name of a unit"), "department")
        for name, behaviour in (("liaison", "ok"), ("staff", "500"), ("leader", "cut")):
            address = aviary.web.url(f"{behaviour}/{secret(f'address of {name}')}")
            people.add_channel(work, desk.who[name], address)
        work.finish()
    desk.to("on_site")
    letter = desk.open("letter", "member", desk.assignment, channel="call")
    desk.give(letter, "register", "member", letter_number="信1", gist=content("gist"), named=True)
    who = desk.who["member"]
    seal_identity(office, SealIdentity(letter, who, secret("complainant")))
    desk.give(
        letter, "name_readers", "leader", readers=[desk.who["leader"]], reason=content("reason")
    )
    read_identity(office, ReadIdentity(letter, desk.who["leader"], content("reading")))
    for event, who_gives, inputs in (
        ("screen", "member", {"tier": "leadership", "matter": "integrity", "mass_incident": False}),
        ("accept", "leader", {}),
        ("assign", "leader", {"handlers": [who, desk.who["leader"]]}),
        ("look_into", "member", {"found": content("found")}),
        ("find_nothing", "leader", {"reason": content("no finding")}),
        ("conclude", "leader", {"outcome": content("outcome")}),
    ):
        desk.give(letter, event, who_gives, **inputs)
    desk.to("rectifying", after="on_site")
    desk.open(
        "library_document", "staff", document_code="N-1", title=content("title"),
        category="internal", readers="office_staff",
    )  # fmt: skip
    issue_version(office, "N-1", NewVersion(content("text"), date(2022, 1, 28)), desk.who["staff"])


def item_of(aviary: Aviary) -> int:
    """Return an item to rectify, beside which another is suspended."""
    desk = aviary.desk
    made, held = (
        desk.open("rectification", "staff", desk.assignment, problem=aviary.content(name))
        for name in ("problem", "another problem")
    )
    suspend(desk.office, held, desk.who["chief"], aviary.content("why suspended"))
    return made


@contextmanager
def faulty(aviary: Aviary) -> Iterator[None]:
    """Have the database refuse entries and ticks, in words of content, while the block runs."""
    database, words = aviary.desk.office.database, aviary.content("words of the database")
    tables = ("entries", "ticks")
    with database.writing() as tx:
        if not database.is_sqlite:
            tx.write(
                "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$BEGIN RAISE EXCEPTION '{words}'; END$$"
            )
        for table in tables:
            tx.write(
                f"CREATE TRIGGER fault_{table} BEFORE INSERT ON {table} "
                + (
                    f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
                    if database.is_sqlite
                    else "FOR EACH ROW EXECUTE FUNCTION fault()"
                )
            )
    yield
    with database.writing() as tx:
        for table in tables:
            tx.write(f"DROP TRIGGER fault_{table}" + ("" if database.is_sqlite else f" ON {table}"))

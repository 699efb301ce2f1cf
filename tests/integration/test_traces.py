"""Traces, where an office asks for them: what ran and how it ended, at a real collector."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from config.settings import Settings
from config.tracing import tracer_to
from config.wiring import build_office
from engine.backups.make import make_backup
from engine.deliver import deliver
from engine.seal import seal
from kernel.errors import Conflict, DefinitionError, OfficeError
from kernel.ids import case_number
from kernel.tracing import FACTS
from tests.support.browsing import Site
from tests.support.collector import PROMPTLY, Collector, Span, collector
from tests.support.office import PLAN, SmallOffice
from tests.support.terminal import call

CANARY = "canary 金丝雀"
SILENT = "http://127.0.0.1:9"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Return a collector to which this process sends promptly."""
    for name, value in PROMPTLY.items():
        monkeypatch.setenv(name, value)
    with collector() as made:
        yield made


@pytest.fixture
def traced(desk: SmallOffice, heard: Collector, tmp_path: Path) -> SmallOffice:
    """Return an office with an item to rectify that tells a collector of what it does."""
    desk.to("rectifying")
    desk.office.tracer, desk.office.home = tracer_to(heard.address), tmp_path / "home"
    return desk


def told(span: Span) -> tuple[str, dict[str, str | int]]:
    """Return the name of a span and its facts without their prefix."""
    return span.name, {name.removeprefix("xuncheng."): value for name, value in span.facts.items()}


def test_each_use_case_tells_its_kind_its_event_and_how_it_ended(
    traced: SmallOffice, heard: Collector
) -> None:
    item = traced.item()
    traced.give(item, "claim", "liaison")
    traced.no(item, "approve_plan", "liaison")
    with pytest.raises(Conflict):
        traced.give(item, "plan", "liaison", revision=99, **PLAN)
    traced.sweep()
    deliver(traced.office)
    seal(traced.office)
    make_backup(traced.office)

    about = {"kind": "rectification"}
    assert [told(one) for one in heard.await_spans(7)][-7:] == [
        ("advance", {**about, "event": "claim", "outcome": "done"}),
        ("advance", {**about, "event": "approve_plan", "outcome": "NotPermitted"}),
        ("advance", {**about, "event": "plan", "outcome": "Conflict"}),
        ("sweep", {"outcome": "done"}),
        ("deliver", {"outcome": "done"}),
        ("seal", {"outcome": "done"}),
        ("backup", {"outcome": "done"}),
    ]
    assert not any(one.failed for one in heard.spans)


def test_a_request_tells_its_route_and_holds_what_it_brought_about(
    traced: SmallOffice, heard: Collector
) -> None:
    site = Site(traced)
    item = traced.item()
    program = site.program("liaison")
    before = len(heard.spans)

    program.post(f"/cases/{case_number(item)}/events", {"event": "claim"}, If_Match='"1"')
    program.get(f"/cases/{item}/{CANARY}")
    move, moved, lost = heard.await_spans(before + 3)[before:]
    site.close()

    assert told(moved) == (
        "request", {"method": "POST", "route": "/cases/{number}/events", "status": 200},
    )  # fmt: skip
    assert (move.name, move.above) == ("advance", moved.number)
    assert told(lost)[1] == {"method": "GET", "route": "none", "status": 404}


def test_no_span_says_what_anybody_entered(traced: SmallOffice, heard: Collector) -> None:
    item = traced.item()
    for event, inputs in (("claim", {}), ("plan", {**PLAN, "measures": CANARY}), (CANARY, {})):
        with suppress(OfficeError):
            traced.give(item, event, "liaison", key=f"{CANARY} {event}", **inputs)
    with traced.office.database.writing() as tx:
        tx.write("ALTER TABLE seals RENAME TO gone")
    with pytest.raises(Exception, match="seals"):
        seal(traced.office)
    with traced.office.database.writing() as tx:
        tx.write("ALTER TABLE gone RENAME TO seals")

    failed = heard.await_spans(4)[-1]
    assert (failed.name, failed.failed, failed.said) == ("seal", True, "")
    assert CANARY.encode() not in heard.raw
    assert "金丝雀".encode() not in heard.raw
    assert {name for one in heard.spans for name in one.facts} <= {f"xuncheng.{x}" for x in FACTS}
    assert {one for one in heard.origins if not one.startswith("telemetry.")} == {
        "/v1/traces", "service.name", "service.instance.id",
    }  # fmt: skip


def test_a_command_sends_before_it_ends(heard: Collector, tmp_path: Path) -> None:
    call(tmp_path, "init")

    answer = call(tmp_path, "deliver", XUNCHENG_OTLP_ENDPOINT=f"{heard.address}/")

    assert answer.code == 0, answer.err
    assert [told(one) for one in heard.spans] == [("deliver", {"outcome": "done"})]


def test_a_collector_that_is_gone_ends_no_command(tmp_path: Path) -> None:
    call(tmp_path, "init")

    began = monotonic()
    answer = call(tmp_path, "deliver", "--json", XUNCHENG_OTLP_ENDPOINT=SILENT)

    assert answer.code == 0
    assert answer.document["sent"] == 0
    assert monotonic() - began < 20


def test_an_office_that_is_not_traced_loads_nothing_of_it(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.support.office import found\n"
        f"desk = found('sqlite:///{tmp_path / 'office.db'}', Path('{tmp_path}'), durable=False)\n"
        "from config.settings import Settings\n"
        "from config.wiring import build_office\n"
        f"build_office(Settings(home='{tmp_path / 'home'}'))\n"
        "desk.to('preparing'); desk.sweep()\n"
        "print([one for one in sys.modules if one.startswith('opentelemetry')])"
    )

    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines()[-1] == "[]"


def test_without_the_library_the_setting_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "config.tracing", None)

    with pytest.raises(DefinitionError, match="otel"):
        build_office(Settings(home=tmp_path, otlp_endpoint=SILENT))

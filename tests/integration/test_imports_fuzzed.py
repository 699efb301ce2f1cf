"""Whatever is in a file that is imported: a sentence comes back, or all of it is taken in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.policy import FILES, load_policy
from config.settings import SHIPPED_POLICY
from engine.checklists import NewList, import_list
from engine.material_templates import NewTemplate, import_template
from engine.office import Office
from engine.people_import import import_people
from engine.scenario.loading import load_scenario
from engine.unit_tree import import_units
from kernel.errors import OfficeError
from tests.support.office import SmallOffice, found
from tests.support.repository import ROOT

Noise = tuple[int, bytes] | None
Import = Callable[[Office, Path, int], object]


@dataclass(frozen=True)
class Door:
    """A way for a file to come in."""

    suffix: str
    good: str
    take: Import


def _checklist(office: Office, path: Path, who: int) -> object:
    return import_list(office, NewList("清单", date(2021, 1, 1), ("department",)), path, who)


def _materials(office: Office, path: Path, who: int) -> object:
    wanted = NewTemplate("department", date(2021, 1, 1), "修改")
    return import_template(office, wanted, path, who)


def _scenario(_: Office, path: Path, __: int) -> object:
    return load_scenario(path)


DOORS = {
    "people": Door(
        ".csv",
        "代码,姓名,单位,职务,范围\nz1,组长一,办,office_staff,\nz2,组员一,局,unit_liaison,u1\n",
        import_people,
    ),
    "units": Door(
        ".csv",
        "代码,名称,类别,上级代码,应巡\nx1,局,department,,是\nx2,站,village,x1,否\n",
        import_units,
    ),
    "checklist": Door(
        ".csv",
        "序号,类别,检查内容,依据\n1,选人,是否集体研究,条例\n2,财务,是否公开,规定\n",
        _checklist,
    ),
    "materials": Door(
        ".csv", "材料名称,份数,原件或复印件,密级\n会议纪要,2,复印件,内部\n", _materials
    ),
    "scenario": Door(".yaml", (ROOT / "scenarios" / "rc1.yaml").read_text()[:5000], _scenario),
}  # fmt: skip
ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        "\0", '"', ",", "\n", "\ud800", "=cmd()", "９９", "-1", "1e309", "[", "{a: &a [*a]}",
        "!!python/object:os.system", "2021-02-30", "\t", "'", "：", "json://", "\ufeff",
    ]),
)  # fmt: skip
FUZZED = settings(
    max_examples=120, print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
COUNTED = (
    "people", "units", "posts", "channels", "checklists", "checklist_items", "book_lines",
    "entries",
)  # fmt: skip


PLACES = st.integers(0, 9_999)
CHANGES = st.lists(st.tuples(PLACES, st.integers(0, 30), st.none() | ODD), min_size=1, max_size=4)
NOISE = st.none() | st.tuples(PLACES, st.binary(max_size=6))


def spoil(good: str, changes: list[tuple[int, int, str | None]], noise: Noise) -> bytes:
    """Return a file that was good once: words put in, cut out, doubled, and bytes changed."""
    words = good
    for place, length, put in changes:
        start = place % (len(words) + 1)
        cut = words[start : start + length]
        words = words[:start] + (cut * 2 if put is None else put) + words[start + length :]
    raw = words.encode(errors="surrogatepass")
    if noise is None or not raw:
        return raw
    place = noise[0] % len(raw)
    return raw[:place] + noise[1] + raw[place + 1 :]


@pytest.fixture(scope="module")
def desk() -> Iterator[SmallOffice]:
    """Return one office for all files."""
    home = Path(tempfile.mkdtemp(prefix="xuncheng-fuzz-"))
    made = found(f"sqlite:///{home / 'office.db'}", home, durable=False)
    yield made
    made.close()
    shutil.rmtree(home)


def counted(desk: SmallOffice) -> list[int]:
    """Return how many rows there are of all that an import writes; a refusal is told, too."""
    counts = [desk.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in COUNTED]  # noqa: S608
    [refused] = desk.rows("SELECT count(*) AS n FROM entries WHERE body LIKE '%\"refusal\"%'")
    return [*counts[:-1], counts[-1] - refused["n"]]


def refusal(act: Callable[[], object]) -> tuple[str, ...]:
    """Return what the office says to a file; nothing when it takes it in."""
    try:
        act()
    except OfficeError as no:
        return no.sentences("zh")
    return ()


@pytest.mark.parametrize("name", DOORS)
@FUZZED
@given(changes=CHANGES, noise=NOISE)
def test_a_file_is_taken_in_whole_or_refused_with_a_sentence(
    desk: SmallOffice, name: str, changes: list[tuple[int, int, str | None]], noise: Noise
) -> None:
    door = DOORS[name]
    path = desk.home / f"file{door.suffix}"
    path.write_bytes(spoil(door.good, changes, noise))
    before = counted(desk)

    if said := refusal(lambda: door.take(desk.office, path, desk.who["director"])):
        assert all(sentence.strip() for sentence in said)
        assert counted(desk) == before


@pytest.mark.parametrize("name", ["people", "units", "checklist", "materials"])
def test_the_files_that_are_spoilt_were_good(desk: SmallOffice, name: str) -> None:
    door = DOORS[name]
    path = desk.home / f"good{door.suffix}"
    path.write_text(door.good)

    door.take(desk.office, path, desk.who["director"])


@FUZZED
@given(name=st.sampled_from(FILES), changes=CHANGES, noise=NOISE)
def test_a_policy_is_read_whole_or_refused_with_a_sentence(
    desk: SmallOffice, name: str, changes: list[tuple[int, int, str | None]], noise: Noise
) -> None:
    folder = desk.home / "policy"
    folder.mkdir(exist_ok=True)
    for one in FILES:
        shutil.copy(SHIPPED_POLICY / one, folder / one)
    good = (SHIPPED_POLICY / name).read_text()
    (folder / name).write_bytes(spoil(good, changes, noise))

    assert all(sentence.strip() for sentence in refusal(lambda: load_policy(folder)))

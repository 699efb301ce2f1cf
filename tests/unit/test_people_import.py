"""A sheet of people is taken in as a whole or not at all, and a second time changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from engine.audit import verify
from engine.people_import import ImportReport, import_people
from engine.people_list import list_people
from engine.people_sheet import COLUMNS, write_template
from engine.registrar import Substitution, register_stand_in
from kernel.errors import InvalidInput, NotFound, NotPermitted
from rules.posts import Post
from tests.support.office import SINCE, UNTIL, SmallOffice, found

HEADER = ["代码", "姓名", "单位", "职务", "范围", "范围名称", "范围类别", "渠道", "语言"]
CLERK = ["new-clerk", "工作人员九", "巡察办", "office_staff", "", "", "", "", ""]
HEAD = [
    "new-head",
    "局长九",
    "单位09",
    "被巡察单位主要负责人",
    "u9",
    "单位09",
    "department",
    "",
    "en",
]
MEMBER = ["new-member", "组员九", "县直", "", "", "", "", "json://127.0.0.1:9/a", ""]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallOffice]:
    made = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    yield made
    made.close()


def sheet(tmp_path: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def workbook(tmp_path: Path, *rows: list[object]) -> Path:
    path = tmp_path / "people.xlsx"
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append([column.label.en for column in COLUMNS])
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def take(small: SmallOffice, path: Path, who: str = "staff") -> ImportReport:
    return import_people(small.office, path, small.who[who])


def mistakes(small: SmallOffice, path: Path) -> tuple[str, ...]:
    before = small.rows("SELECT version FROM directory")
    with pytest.raises(InvalidInput) as caught:
        take(small, path)
    assert small.rows("SELECT version FROM directory") == before
    return caught.value.sentences("en")


def test_people_posts_units_and_channels_are_taken_in(small: SmallOffice, tmp_path: Path) -> None:
    report = take(small, sheet(tmp_path, CLERK, HEAD, MEMBER))

    assert report.added == ["new-clerk", "new-head", "new-member"]
    assert (report.places, report.posts_given, report.channels_added) == (["u9"], 2, 1)
    people = {one.code: one for one in list_people(small.office)}
    assert people["new-clerk"].posts[0].post == Post.OFFICE_STAFF
    assert (people["new-head"].posts[0].place, people["new-head"].language) == ("单位09", "en")
    assert people["new-member"].channels == ("json",)


def test_a_second_import_of_the_same_sheet_changes_nothing(
    small: SmallOffice, tmp_path: Path
) -> None:
    path = sheet(tmp_path, CLERK, HEAD, MEMBER)
    take(small, path)
    before = small.rows("SELECT version FROM directory")

    report = take(small, path)

    assert (report.changed, len(report.left)) == (False, 3)
    assert small.rows("SELECT version FROM directory") == before


def test_a_changed_line_updates_the_person_and_the_rest_is_left(
    small: SmallOffice, tmp_path: Path
) -> None:
    take(small, sheet(tmp_path, CLERK, HEAD))
    renamed = [CLERK[0], "工作人员十", *CLERK[2:]]

    report = take(small, sheet(tmp_path, renamed, HEAD))

    assert (report.added, report.updated, report.left) == ([], ["new-clerk"], ["new-head"])
    assert {one.name for one in list_people(small.office) if one.code == "new-clerk"} == {
        "工作人员十"
    }


def test_a_person_is_reached_through_exactly_the_channels_of_the_sheet(
    small: SmallOffice, tmp_path: Path
) -> None:
    take(small, sheet(tmp_path, MEMBER))
    moved = [
        *MEMBER[:7],
        "json://127.0.0.1:9/b；mailto://127.0.0.1:25?from=o@example.cn&to=a@example.cn",
        "",
    ]

    report = take(small, sheet(tmp_path, moved))
    unlisted = take(small, sheet(tmp_path, [*MEMBER[:7], "", ""]))

    assert (report.channels_added, report.channels_ended) == (2, 1)
    assert not unlisted.changed
    person = next(one for one in list_people(small.office) if one.code == "new-member")
    assert person.channels == ("json", "mailto")


def test_every_mistake_is_told_by_row_and_column_and_nothing_is_imported(
    small: SmallOffice, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path,
        CLERK,
        ["", "无代码", "", "boss", "", "", "", "", "fr"],
        ["x1", "", "", "office_staff", "u1", "", "", "nonsense secret://", ""],
        ["x2", "某人", "", "unit_head", "u8", "", "", "", ""],
        ["x3", "某人", "", "unit_head", "", "", "", "", ""],
        ["x4", "某人", "", "group_leader", "", "", "", "", ""],
        ["x5", "某人", "", "receiver_contact", "b8", "某机关", "court", "", ""],
        [CLERK[0], "另一个名字", "巡察办", "director", "", "", "", "", ""],
        ["x6", "长" * 101, "", "", "", "", "", "slack://a/b/c", ""],
    )

    told = mistakes(small, path)

    places = [
        'Row 3, "code" (column A)', 'Row 3, "language" (column I)', 'Row 3, "post" (column D)',
        'Row 4, "name" (column B)', 'Row 4, "channels" (column H)', 'Row 4, "scope" (column E)',
        'Row 5, "scope" (column E)', 'Row 6, "scope" (column E)', 'Row 7, "post" (column D)',
        'Row 8, "scope type" (column G)', 'Row 9, "name" (column B)', 'Row 10, "name" (column B)',
        'Row 10, "channels" (column H)',
    ]  # fmt: skip
    assert [one for one in places if not any(words.startswith(one) for words in told)] == []
    assert not any("secret://" in words for words in told)
    assert all(not one.code.startswith(("x", "new")) for one in list_people(small.office))


def test_a_wrong_header_names_the_column_and_what_is_missing(
    small: SmallOffice, tmp_path: Path
) -> None:
    path = sheet(tmp_path, ["a", "b", "c"], header=["代码", "工资", "代码"])

    told = mistakes(small, path)

    assert [one.partition(":")[0] for one in told] == [
        "Row 1, column B", "Row 1, column C", "Row 1", "Row 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("odd.csv", b"\xff\xfe\x00\x81\xff"),
        ("quote.csv", '代码,姓名,职务\n"a,b'.encode()),
        ("people.xlsx", b"not a workbook"),
        ("people.pdf", b"%PDF"),
        ("only-header.csv", "代码,姓名,职务\n\n".encode()),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    small: SmallOffice, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert mistakes(small, path)


def test_a_missing_file_is_not_found(small: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        take(small, tmp_path / "nowhere.csv")


def test_a_csv_as_chinese_excel_writes_it_is_read(small: SmallOffice, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = [HEADER, CLERK]
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))

    assert take(small, path).added == ["new-clerk"]


def test_a_workbook_is_read_and_a_number_is_a_code(small: SmallOffice, tmp_path: Path) -> None:
    path = workbook(tmp_path, [1001.0, "某人", "", None], [None] * 9, ["b", "某人二", "", ""])

    assert take(small, path).added == ["1001", "b"]


def test_one_person_holds_several_posts_on_several_lines(
    small: SmallOffice, tmp_path: Path
) -> None:
    also = [*CLERK[:3], "supervisor", *CLERK[4:]]

    report = take(small, sheet(tmp_path, CLERK, also))

    assert (report.added, report.posts_given) == (["new-clerk"], 2)


def test_the_empty_form_can_be_filled_in_and_taken_in(small: SmallOffice, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(CLERK)
    book.save(path)

    assert take(small, path).added == ["new-clerk"]
    with pytest.raises(InvalidInput):
        write_template(path)


def test_importing_is_for_those_who_keep_the_register(small: SmallOffice, tmp_path: Path) -> None:
    path = sheet(tmp_path, CLERK)

    for who in ("leader", "head", "stranger", "secretary"):
        with pytest.raises(NotPermitted):
            take(small, path, who)

    [register] = small.rows("SELECT id FROM cases WHERE kind = 'register'")
    assert [one["what"] for one in small.entries(register["id"])][-4:] == ["refusal"] * 4


def test_nobody_needs_no_name_only_while_nobody_is_registered(
    small: SmallOffice, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput):
        import_people(small.office, sheet(tmp_path, CLERK), None)


def test_the_record_fits_the_tables_after_imports(small: SmallOffice, tmp_path: Path) -> None:
    take(small, sheet(tmp_path, CLERK, HEAD, MEMBER))
    take(small, sheet(tmp_path, [CLERK[0], "工作人员十", *CLERK[2:]], MEMBER))

    assert verify(small.office.database).reasons == ()


def test_a_person_may_appoint_their_own_stand_in_but_not_that_of_others(
    small: SmallOffice,
) -> None:
    who = small.who
    own = Substitution(who["secretary"], who["deputy"], SINCE, UNTIL, "出差")
    other = Substitution(who["chief"], who["stranger"], SINCE, UNTIL, "出差")

    register_stand_in(small.office, own, who["secretary"])
    with pytest.raises(NotPermitted):
        register_stand_in(small.office, other, who["secretary"])
    register_stand_in(small.office, other, who["director"])

    stand_ins = {one.code: one.stand_ins for one in list_people(small.office)}
    assert (stand_ins["secretary"], stand_ins["chief"]) == (("deputy",), ("stranger",))


def test_a_new_body_is_told_once_and_its_kind_by_name(small: SmallOffice, tmp_path: Path) -> None:
    leader = ["r1", "负责人", "某部", "receiver_leader", "b9", "某部", "组织部门", "", ""]
    contact = ["r2", "联系人", "某部", "receiver_contact", "b9", "", "", "", ""]

    report = take(small, sheet(tmp_path, contact, leader))

    assert (report.places, report.posts_given) == (["b9"], 2)
    [kind] = small.rows("SELECT body_kind FROM bodies WHERE code = 'b9'")
    assert kind["body_kind"] == "organisation_department"


def test_mistakes_come_in_the_order_of_the_rows(small: SmallOffice, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["x1", "某人", "", "unit_head", "u8", "", "", "", ""],
        ["x2", "", "", "", "", "", "", "", "fr"],
        ["x3", "某人", "", "unit_head", "", "", "", "", ""],
        ["x4", "", "", "", "", "", "", "", ""],
    )

    rows = [one.partition(",")[0] for one in mistakes(small, path)]

    assert rows == ["Row 2", "Row 3", "Row 3", "Row 4", "Row 5"]

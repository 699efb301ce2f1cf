"""Reads a scenario file: every value as it was typed, every mistake with its line and key.

Nothing is guessed from how a value looks: a scalar is text until the model says what it is, so the
code `01` keeps its nought. A new wording for a kind of mistake is a line in `_WORDS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kernel.errors import InvalidInput, system_said
from kernel.words import Text

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]

_DEEPEST = 40


@dataclass
class Sheet:
    """A file or a form as typed: its content, where each key stands, and the mistakes found."""

    file: str
    content: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    named: Mapping[str, Text] = field(default_factory=dict)
    """Key → what a form calls it; a file is read by its lines and keys instead."""
    _mistakes: list[tuple[int, Text]] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def where(self, place: Place) -> Text:
        """Return the line and key of `place` in words; of a form, what stands beside the field."""
        if self.named:
            return self._field(place)
        key, line = _path(place), self.line(place)
        at = f" {key}" if key else ""
        return Text(f"{self.file}，第 {line} 行{at}", f"{self.file}, line {line}{at}")

    def _field(self, place: Place) -> Text:
        parts = [
            Text(f"第 {one + 1} 行", f"row {one + 1}")
            if isinstance(one, int)
            else self.named.get(one, Text(one, one))
            for one in place
        ]
        parts = [one for one in parts if one.zh]
        return Text("".join(one.zh for one in parts), ", ".join(one.en for one in parts))

    def wrong(self, place: Place, zh: str, en: str) -> None:
        """Note a mistake at `place`; one sentence for the same place is enough."""
        where = self.where(place)
        mistake = Text(f"{where.zh}：{zh}", f"{where.en}: {en}")
        noted = (self.line(place), mistake)
        if noted not in self._mistakes:
            self._mistakes.append(noted)

    def stop_if_wrong(self) -> None:
        """End the reading when something is wrong.

        Raises:
            InvalidInput: every mistake at once, in the order of the file.
        """
        if self._mistakes:
            in_order = sorted(self._mistakes, key=itemgetter(0))
            raise InvalidInput(*(mistake for _, mistake in in_order))


def read_sheet(path: Path, name: str | None = None) -> Sheet:
    """Return the content of a YAML file as text, with the line of every key.

    Raises:
        InvalidInput: the file cannot be read, or is no YAML.
    """
    sheet = Sheet(name or path.name)
    try:
        words = path.read_text(encoding="utf-8-sig")
        root = YAML(typ="safe", pure=True).compose(words)
    except OSError as error:
        said = system_said(error)
        sheet.wrong((), f"读不出来（{said.zh}）。", f"cannot be read ({said.en}).")
    except UnicodeDecodeError:
        sheet.wrong((), "不是 UTF-8 编码，请另存为 UTF-8。", "is not UTF-8: save it as UTF-8.")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sheet.lines[()] = mark.line + 1 if mark else 1
        told = str(error.problem or error.context or "")
        sheet.wrong(
            (),
            f"写法有误，请检查缩进、冒号和引号（{told}）。",
            f"is not written rightly: check indentation, colons and quotes ({told}).",
        )
    except YAMLError:
        sheet.wrong((), "含有控制字符，请删除。", "holds control characters: remove them.")
    except RecursionError:
        sheet.wrong((), "层次太深。", "is nested too deeply.")
    else:
        sheet.content = {} if root is None else _typed(root, (), sheet)
    sheet.stop_if_wrong()
    return sheet


def _typed(node: Node, place: Place, sheet: Sheet) -> Any:
    sheet.lines.setdefault(place, node.start_mark.line + 1)
    if len(place) > _DEEPEST:
        sheet.wrong(place, "层次太深。", "is nested too deeply.")
        return None
    if isinstance(node, SequenceNode):
        return [_typed(one, (*place, index), sheet) for index, one in enumerate(node.value)]
    if isinstance(node, MappingNode):
        found: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            sheet.lines[(*place, key)] = key_node.start_mark.line + 1
            if key in found:
                sheet.wrong((*place, key), "这个键写了两次。", "this key is there twice.")
            found[key] = _typed(value, (*place, key), sheet)
        return found
    empty = isinstance(node, ScalarNode) and str(node.tag) == "tag:yaml.org,2002:null"
    return None if empty else str(node.value)


def validate(model: type[M], sheet: Sheet, content: Any, place: Place = ()) -> M | None:
    """Return `content` as a `model`; None when it is none, with every mistake on the sheet."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        _note(sheet, error, content, place)
        return None


def _note(sheet: Sheet, error: ValidationError, content: Any, place: Place) -> None:
    """Note each mistake once, at the key it is about.

    Where a value may be one of several things, pydantic tells why it is none of them; a deeper
    mistake is the one the writer made.
    """
    told: dict[Place, list[Mapping[str, Any]]] = {}
    for one in error.errors(include_url=False, include_context=True):
        key = _typed_place(one["loc"], content, keyed=one["type"] in _KEYED)
        told.setdefault(key, []).append({**one})
    deepest = [
        key for key in told if not any(other != key and other[: len(key)] == key for other in told)
    ]
    for key in deepest:
        value = _value(content, key)
        nested = isinstance(value, (dict, list))
        choice = next((one for one in told[key] if (one["type"] in _PLAIN) != nested), told[key][0])
        words = _WORDS.get(choice["type"])
        if choice["type"] == "value_error":
            words = _RULES.get(str(choice["ctx"]["error"]), _WORDS["value_error"])
        if words is None:
            words = _WORDS["value_error"]
        context = choice.get("ctx", {})
        filled = {"value": _short(value), "expected": context.get("expected", "")}
        sheet.wrong((*place, *key), words.zh.format(**filled), words.en.format(**filled))


def _typed_place(loc: Sequence[str | int], content: Any, *, keyed: bool) -> Place:
    """Return the part of a location that stands in the file, without the names of alternatives.

    With `keyed`, its last part is a key that is missing or unknown.
    """
    place: list[str | int] = []
    for index, one in enumerate(loc):
        if isinstance(content, dict) and one in content:
            content = content[str(one)]
        elif isinstance(content, list) and isinstance(one, int) and one < len(content):
            content = content[one]
        elif keyed and isinstance(content, dict) and index == len(loc) - 1:
            return (*place, one)
        else:
            continue
        place.append(one)
    return tuple(place)


def _value(content: Any, place: Place) -> Any:
    for one in place:
        try:
            content = content[one]
        except (KeyError, IndexError, TypeError):
            return None
    return content


_LONGEST = 40


def _short(value: Any) -> str:
    words = str(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _path(place: Place) -> str:
    words = ""
    for one in place:
        words += f"[{one + 1}]" if isinstance(one, int) else f".{one}" if words else one
    return words


_KEYED = frozenset({"missing", "extra_forbidden"})
_PLAIN = frozenset(
    {"string_type", "int_type", "int_parsing", "float_parsing", "enum", "literal_error"}
)
"""Mistakes of a plain value; of the ways to read keys or a list, the others tell more."""
_WORDS = {
    "missing": Text("这一项必须填写。", "this key is required."),
    "extra_forbidden": Text(
        "没有这个键，请核对拼写。", "there is no such key: check its spelling."
    ),
    "value_error": Text("“{value}”不对。", '"{value}" is wrong.'),
    "literal_error": Text("“{value}”不对；可填：{expected}。", '"{value}": one of {expected}.'),
    "enum": Text("“{value}”不对；可填：{expected}。", '"{value}": one of {expected}.'),
    "int_parsing": Text("“{value}”不是整数。", '"{value}" is no whole number.'),
    "float_parsing": Text("“{value}”不是数字。", '"{value}" is no number.'),
    "greater_than_equal": Text("“{value}”太小。", '"{value}" is too small.'),
    "less_than_equal": Text("“{value}”太大。", '"{value}" is too large.'),
    "string_type": Text("这里要填文字，不能留空。", "words are wanted here."),
    "string_too_short": Text("不能留空。", "must not be empty."),
    "too_short": Text("至少要有一项。", "at least one is wanted."),
    "tuple_type": Text("这里要填一个列表。", "a list is wanted here."),
    "model_type": Text("这里要填下级的键。", "keys are wanted here."),
    "dict_type": Text("这里要填下级的键。", "keys are wanted here."),
    "model_attributes_type": Text("这里要填下级的键。", "keys are wanted here."),
}
_RULES = {
    "office_wide": Text(
        "这里只写全办的岗位；巡察组的岗位写在 round.groups。",
        "only posts held office-wide stand here; those of a group belong to `round.groups`.",
    ),
    "day": Text("“{value}”不是日期，写成 2021-11-08。", '"{value}" is no date: write 2021-11-08.'),
    "moment": Text(
        "“{value}”不是日期，写成 2021-11-08 或 2021-11-08 14:30。",
        '"{value}" is no date: write 2021-11-08 or 2021-11-08 14:30.',
    ),
    "hour": Text("“{value}”不是钟点，写成 14:30。", '"{value}" is no hour: write 14:30.'),
    "numbered": Text(
        "count 大于 1 时，code 里要有 {{n}}，例如 u{{n:02}}。",
        "with a count above 1 the code holds {{n}}, for example u{{n:02}}.",
    ),
    "one_way": Text("只能选一种写法，也必须选一种。", "exactly one of its ways is wanted."),
    "one_verb": Text(
        "每一步只做一件事：do、open、play、suspend、resume、stand_in、acknowledge、appoint、"
        "release 中须有且只有一个。",
        "a step does one thing: exactly one of do, open, play, suspend, resume, stand_in, "
        "acknowledge, appoint, release.",
    ),
    "only_open": Text("count 和 as 只与 open 连用。", "`count` and `as` go with `open` only."),
    "no_fields": Text(
        "with 只与 do、open、play 连用。", "`with` goes with `do`, `open` and `play` only."
    ),
    "no_refusal": Text(
        "这种步骤不能 expect: refused；请单写要退回的那一步。",
        "such a step cannot expect a refusal: write the step that is refused by itself.",
    ),
    "every": Text(
        "every 要有 to（做到哪天）和 case: {{ all: … }}。",
        "`every` wants `to`, its last day, and `case: {{ all: … }}`.",
    ),
    "because": Text(
        "because 只与 expect: refused 连用。", "because goes with expect: refused only."
    ),
}

"""Loads the office's policy from its folder and checks all of it before anything runs.

A new file is a name in `FILES` and its reader; every mistake of every file is reported at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

from config.calendars import read_calendar, read_duty_hours
from config.evaluation import read_evaluation
from config.goals import read_goals
from config.limits import read_limits
from config.modes import read_modes
from config.parties import read_delivery, read_posts, read_routing
from config.reading import Sheet
from config.roster import read_roster
from config.routines import read_routines
from config.settings import SHIPPED_POLICY
from config.taxonomy import read_taxonomies
from config.timing import read_deadlines, read_ladders
from kernel.canonical import canonical, digest
from kernel.errors import DefinitionError
from kernel.words import Text
from rules.policy import Policy

FILES = (
    "deadlines.toml",
    "ladders.toml",
    "calendars.toml",
    "routing.toml",
    "posts.toml",
    "channels.toml",
    "limits.toml",
    "roster.toml",
    "modes.toml",
    "routines.toml",
    "taxonomy.toml",
    "evaluation.toml",
    "goals.toml",
)
"""The policy is these files of one folder, all of them."""

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_DIGEST = 16


def load_policy(folder: Path | None = None) -> Policy:
    """Return the policy of the office.

    Args:
        folder: Where the files are; the shipped ones when None.

    Raises:
        DefinitionError: every mistake of all files, each with file, key and remedy.
    """
    mistakes: list[Text] = []
    contents = {name: _parse(folder or SHIPPED_POLICY, name, mistakes) for name in FILES}
    sheets = {
        name: Sheet(name, content or {}, [] if content is None else mistakes)
        for name, content in contents.items()
    }
    ladders = read_ladders(sheets["ladders.toml"])
    known = None if contents["ladders.toml"] is None else ladders
    deadlines = read_deadlines(sheets["deadlines.toml"], known, _needed(folder))
    calendars = sheets["calendars.toml"]
    calendar, duty_hours = read_calendar(calendars), read_duty_hours(calendars)
    calendars.close()
    routing = read_routing(sheets["routing.toml"])
    posts, also_holds = read_posts(sheets["posts.toml"])
    delivery, pacing = read_delivery(sheets["channels.toml"])
    limits = read_limits(sheets["limits.toml"])
    roster = read_roster(sheets["roster.toml"])
    modes = read_modes(sheets["modes.toml"], deadlines)
    routines = read_routines(sheets["routines.toml"])
    taxonomies = read_taxonomies(sheets["taxonomy.toml"])
    evaluation = read_evaluation(sheets["evaluation.toml"])
    goals = read_goals(sheets["goals.toml"])
    if mistakes:
        raise DefinitionError(*mistakes)
    return Policy(
        deadlines=deadlines,
        ladders=ladders,
        calendar=calendar,
        routing=routing,
        also_holds=also_holds,
        digest=_digest(contents),
        posts=posts,
        delivery=delivery,
        pacing=pacing,
        duty_hours=duty_hours,
        roster=roster,
        modes=modes,
        routines=routines,
        taxonomies=taxonomies,
        limits=limits,
        evaluation=evaluation,
        goals=goals,
    )


def _needed(folder: Path | None) -> Collection[str]:
    """Return the deadlines that the office's own file must have: those of the shipped one.

    A test proves that the shipped file has all that any life cycle runs, so none is loaded for it.
    """
    if folder in {None, SHIPPED_POLICY}:
        return ()
    return tuple(tomllib.loads((SHIPPED_POLICY / "deadlines.toml").read_text(encoding="utf-8")))


def _digest(contents: Mapping[str, object]) -> str:
    """Return the same text for the same settings, however they are ordered or commented."""
    return digest(canonical(contents)).hex()[:_DIGEST]


def _parse(folder: Path, name: str, mistakes: list[Text]) -> dict[str, object] | None:
    """Return the content of one file; None, with the mistake noted, when it cannot be read."""
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        mistakes.append(
            Text(
                f"{name}：在 {folder} 里没有这个文件；请从程序自带的 config 目录复制一份。",
                f"{name}: not in {folder}; copy it there from the shipped config folder.",
            )
        )
    except OSError as error:
        mistakes.append(
            Text(
                f"{name}：读不出来（{error.strerror}）；请检查文件和权限。",
                f"{name}: cannot be read ({error.strerror}); check the file and its permissions.",
            )
        )
    except UnicodeDecodeError:
        mistakes.append(
            Text(
                f"{name}：不是 UTF-8 编码；请用编辑器另存为 UTF-8。",
                f"{name}: is not UTF-8; save it again as UTF-8.",
            )
        )
    except tomllib.TOMLDecodeError as error:
        mistakes.append(_syntax(name, str(error)))
    return None


def _syntax(name: str, words: str) -> Text:
    place = _PLACE.search(words)
    if place is None:
        return Text(
            f"{name}，文件末尾：语法有误，请检查引号和括号是否成对（{words}）。",
            f"{name}, end of the file: syntax error, check quotes and brackets ({words}).",
        )
    line, column = place.groups()
    words = words[: place.start()]
    return Text(
        f"{name}，第 {line} 行第 {column} 列：语法有误，请检查引号、括号，以及同一个键是否写了两次"
        f"（{words}）。",
        f"{name}, line {line}, column {column}: syntax error, check quotes, brackets and whether a "
        f"key is there twice ({words}).",
    )

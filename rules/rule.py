"""What a rule is: a named yes-or-no question with its refusal in both languages and its source.

A new rule is one function under `rules/` with `@rule(...)`, then its name in a `guards=`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import Post

Answer = bool | tuple[str, ...] | tuple[Text, ...]
"""True or an empty tuple is a yes; False or the names of what is missing is a no."""

RULES: dict[str, Rule] = {}
"""Every rule by name, for the catalogue in the docs and the checks over all life cycles."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason for a no: which rule, in which words, and who can remove it."""

    rule: str
    text: Text
    cured_by: tuple[Post, ...] = ()
    """The posts whose holders can remove the reason."""
    row: str = ""
    """The row of the domain catalogue the rule comes from."""
    missing: tuple[Text, ...] = ()
    """The names the question came back with."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pure question about `Facts`, and what to say when the answer is no."""

    name: str
    ask: Callable[[Facts], Answer]
    refusal: Text
    """May hold `{missing}`: the names the question came back with."""
    row: str
    needs: frozenset[Need]
    cured_by: tuple[Post, ...]
    form: bool
    """Whether it is about what is entered with the event, so unknown before the form is filled."""

    def check(self, facts: Facts) -> Refusal | None:
        """Return None for a yes, else the reason for the no."""
        answer = self.ask(facts)
        if answer is True or (answer is not False and not answer):
            return None
        missing = () if answer is False else tuple(_both(name) for name in answer)
        text = Text(
            self.refusal.zh.replace("{missing}", "、".join(name.zh for name in missing)),
            self.refusal.en.replace("{missing}", ", ".join(name.en for name in missing)),
        )
        return Refusal(self.name, text, self.cured_by, self.row, missing)


def _both(name: str | Text) -> Text:
    return name if isinstance(name, Text) else Text(name, name)


def rule(
    zh: str,
    en: str,
    *,
    row: str,
    needs: tuple[Need, ...] = (),
    cured_by: tuple[Post, ...] = (),
    form: bool = False,
) -> Callable[[Callable[[Facts], Answer]], Rule]:
    """Make a rule of a pure function whose name is a sentence that can be true.

    Args:
        zh: The refusal in Chinese: what is missing and how to mend it.
        en: The same in English.
        row: Its row in `docs/domain.md`, for example `B08`.
        needs: The facts from outside the case that the function reads.
        cured_by: The posts whose holders can remove the reason.
        form: Whether it is about what is entered with the event itself.
    """

    def make(ask: Callable[[Facts], Answer]) -> Rule:
        made = Rule(ask.__name__, ask, Text(zh, en), row, frozenset(needs), cured_by, form)
        RULES[made.name] = made
        return made

    return make

"""Every error, arranged by what the caller should do about it.

    OfficeError
      DefinitionError   mend the code or the configuration; raised at start-up, never at midnight
      InvalidInput      mend what was typed; carries every mistake
      Refused           tell the person; carries every reason
        NotPermitted    ... because of who asks
      NotFound          tell the person
      Conflict          load the case again and retry

A new error is added here, beside the ones that ask the same of the caller.
"""

from __future__ import annotations

from kernel.words import Language, Text


class OfficeError(Exception):
    """The root of all errors that a door translates for a person."""

    def sentences(self, language: Language) -> tuple[str, ...]:
        """Return what to tell the person, one sentence a reason, in `language`."""
        del language
        return (str(self),)


class TextError(OfficeError):
    """An error whose words exist in both languages."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = reasons

    def sentences(self, language: Language) -> tuple[str, ...]:
        """Return the reasons in `language`."""
        return tuple(reason.say(language) for reason in self.reasons)


class DefinitionError(TextError):
    """A life cycle or a policy file is wrong; every mistake of the file is in `reasons`."""


class InvalidInput(TextError):
    """What was typed or imported is wrong; every mistake is in `reasons`."""


class Refused(TextError):
    """The event is not possible now; every reason is in `reasons`, the rules behind in `rules`."""

    def __init__(self, *reasons: Text, rules: tuple[str, ...] = ()) -> None:
        super().__init__(*reasons)
        self.rules = rules


class NotPermitted(Refused):
    """The event is possible, but not for this person."""


class NotFound(TextError):
    """There is no such case, person or file, or the person may not know of it."""


class Conflict(TextError):
    """Somebody else moved the case first: load it again and decide anew."""


_SYSTEM: tuple[tuple[type[OSError], Text], ...] = (
    (FileNotFoundError, Text("没有这个文件或文件夹", "no such file or folder")),
    (PermissionError, Text("没有权限", "permission denied")),
    (IsADirectoryError, Text("这是文件夹，不是文件", "it is a folder, not a file")),
    (NotADirectoryError, Text("路径中有一段不是文件夹", "a part of the path is no folder")),
    (FileExistsError, Text("已经存在", "it exists already")),
)


def system_said(error: OSError) -> Text:
    """Return in both languages why the system refused to touch a file."""
    other = error.strerror or type(error).__name__
    return next((said for kind, said in _SYSTEM if isinstance(error, kind)), Text(other, other))

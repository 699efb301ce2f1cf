"""Under which licences the locked dependencies may be used: `make licences` writes the page.

What a distribution says of itself is read from its metadata, without the internet. A licence that
may be used is one more line of `ALLOWED`; words that are no SPDX name one more of `_MEANS`; a
distribution that says nothing, or is installed on other machines only, one more of `_LOOKED_UP`.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata

from packaging.requirements import Requirement

from tests.support.repository import ROOT

PAGE = ROOT / "docs/licences.md"
ALLOWED = {
    "Apache-2.0": "notices are kept",
    "Artistic-1.0-Perl": "used unchanged",
    "BSD": "notices are kept; which of its forms is not said",
    "BSD-2-Clause": "notices are kept",
    "BSD-3-Clause": "notices are kept",
    "CNRI-Python": "notices are kept",
    "ISC": "notices are kept",
    "LGPL-3.0-only": "used unchanged, as a library of its own that can be exchanged",
    "MIT": "notices are kept",
    "MIT-0": "nothing",
    "MIT-CMU": "notices are kept",
    "MPL-2.0": "used unchanged",
    "PSF-2.0": "notices are kept",
}
"""Licence → on what it lets us use the program as a whole."""
_MEANS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT Licence": "MIT",
    "MIT License": "MIT",
    "MIT OR Apache-2.0": "MIT OR Apache-2.0",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The MIT License (MIT)": "MIT",
}
_LOOKED_UP = {
    "async-timeout": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
}
_TOP = """\
# 依赖许可证 · Licences of the dependencies

由 `make licences` 根据各发行包自带的元数据写成，测试核对其内容和允许的范围。 · Written by `make \
licences` from what each distribution says of itself; a test compares it and knows what is allowed.

| licence | on condition that |
|---|---|
"""
_TABLE = """
| package | version | licence |
|---|---|---|
"""


def locked() -> list[Requirement]:
    """Return what `requirements.lock` names, in its order, each name once."""
    lock = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    lines = [line.split("--hash")[0] for line in lock.splitlines() if line.strip()]
    found = [Requirement(line.strip()) for line in lines if not line.lstrip().startswith("#")]
    return list({one.name: one for one in found}.values())


def licence_of(name: str) -> str:
    """Return the licence of a distribution as an SPDX expression, or its own words for it."""
    if name in _LOOKED_UP:
        return _LOOKED_UP[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    if "License-Expression" in said:
        return said["License-Expression"]
    words = said["License"].strip() if "License" in said else ""
    if words in ALLOWED or words in _MEANS:
        return _MEANS.get(words, words)
    classifiers = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or ()]
    known = [_MEANS[one] for one in classifiers if one in _MEANS]
    return " OR ".join(known) or words[:40] or "not said"


def is_allowed(expression: str) -> bool:
    """Say whether a licence may be used: of alternatives one, of several parts each.

    Example:
        >>> is_allowed("MPL-2.0 AND (Apache-2.0 OR GPL-3.0-only)"), is_allowed("GPL-3.0-only")
        (True, False)
    """
    return all(
        any(one in ALLOWED for one in re.split(r" OR ", part.strip("() ")))
        for part in expression.split(" AND ")
    )


def page() -> str:
    """Return the page."""
    conditions = "".join(f"| {name} | {words} |\n" for name, words in ALLOWED.items())
    lines = (
        f"| {one.name} | {str(one.specifier).removeprefix('==')} | {licence_of(one.name)} |\n"
        for one in locked()
    )
    return _TOP + conditions + _TABLE + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page())
    refused = [f"{one.name}: {licence_of(one.name)}" for one in locked()
               if not is_allowed(licence_of(one.name))]  # fmt: skip
    if refused:
        sys.stderr.write("不在允许之列 · not allowed:\n  " + "\n  ".join(refused) + "\n")
    sys.exit(bool(refused))

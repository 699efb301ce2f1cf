"""What every drawing is made of: words, boxes, lines, and the frame with its title.

Words are escaped here and nowhere else; a further shape is one function.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from states.layout import width_of

__all__ = ["box", "drawing", "fitted", "mark", "stroke", "words"]


def drawing(width: int, height: int, title: str, parts: Iterable[Markup], told: str = "") -> Markup:
    """Return a drawing that screen readers announce by its title.

    Args:
        width: Its width in its own units; a page may show it smaller.
        height: Its height.
        title: What it shows.
        parts: What is on it, from the back to the front.
        told: What it tells, in a sentence; a table beside it tells all of it.
    """
    return Markup(
        '<svg class="drawing" xmlns="http://www.w3.org/2000/svg" role="img"'
        ' width="{w}" height="{h}" viewBox="0 0 {w} {h}"><title>{title}</title>'
        "<desc>{told}</desc>{parts}</svg>"
    ).format(w=width, h=height, title=title, told=told, parts=Markup("\n").join(parts))


def words(x: float, y: float, said: str, look: str = "", anchor: str = "start") -> Markup:
    """Return words that stand on the line `y`."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        look, round(x, 1), round(y, 1), anchor, said
    )


def fitted(said: str, width: int, size: int = 13) -> str:
    """Return words as far as they fit, with an ellipsis where they do not.

    Example:
        >>> fitted("第一巡察组", 65), fitted("第一巡察组", 45)
        ('第一巡察组', '第一…')
    """
    if width_of(said, size) <= width:
        return said
    while said and width_of(said + "…", size) > width:
        said = said[:-1]
    return said + "…"


def box(x: float, y: float, width: float, height: float, look: str, hint: str = "") -> Markup:
    """Return a box; its hint appears under the pointer."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2">{}</rect>').format(
        look, round(x, 1), round(y, 1), round(max(width, 1.5), 1), height, _hint(hint)
    )


def stroke(path: str, look: str) -> Markup:
    """Return a line along a path."""
    return Markup('<path class="{}" d="{}"/>').format(look, path)


def mark(x: float, y: float, look: str, hint: str = "", size: int = 5) -> Markup:
    """Return a diamond around a point."""
    path = f"M{x:.1f} {y - size:.1f}l{size} {size}l{-size} {size}l{-size} {-size}z"
    return Markup('<path class="{}" d="{}">{}</path>').format(look, path, _hint(hint))


def _hint(said: str) -> Markup:
    return Markup("<title>{}</title>").format(said) if said else Markup("")

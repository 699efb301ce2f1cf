"""Drawings made at the server: a pure function each, from plain values to SVG.

Looks are classes of `web/static/drawing.css`, because a page allows no style of its own. A further
drawing is one module that puts `Parts` into `drawing`.
"""

"""Who is measured: the program, what it needs, how much it moves, and what it leaves undone.

A further peer is a module of `programs` and one entry of `PEERS`. Versions are pinned here
and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

_PSYCOPG = "psycopg[binary]==3.3.9"
_DJANGO = "django==5.2.19"
_SPIFF = ("spiffworkflow==3.2.0", _PSYCOPG)
_VIEWFLOW = ("django-viewflow==2.4.0", _DJANGO, _PSYCOPG)


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to do the work.

    Attributes:
        program: The module in `programs`.
        items: How many instances one run moves: the slower, the fewer.
        needs: What its environment holds; empty for what runs in the project's own.
        note: What of the work it has no words for, so that it is written by hand.
    """

    program: str
    items: int
    needs: tuple[str, ...]
    note: str


FLOOR = Peer("raw", 60, (), "A table of transitions and SQL, all by hand.")
PEERS: dict[str, Peer] = {
    "xuncheng": Peer(
        "with_xuncheng", 50, (),
        "Does more: finds out who may act, gathers facts, answers with every reason, chains the"
        " record, arms the policy's deadlines, finds recipients; 13 events of an item.",
    ),
    "transitions": Peer(
        "with_transitions", 75, ("transitions==0.9.3", _PSYCOPG),
        "States and guards; storage, history, timers and messages are SQL by hand.",
    ),
    "python-statemachine": Peer(
        "with_statemachine", 60, ("python-statemachine==3.2.2", _PSYCOPG),
        "States and guards; storage, history, timers and messages are SQL by hand.",
    ),
    "SQLModel": Peer(
        "with_sqlmodel", 50, ("sqlmodel==0.0.50", "sqlalchemy==2.1.9", _PSYCOPG),
        "Rows; states and guards are a table by hand, nothing fires a timer or sends a message.",
    ),
    "django-fsm-2": Peer(
        "with_django_fsm", 50, ("django-fsm-2==4.2.4", _DJANGO, _PSYCOPG),
        "States and guards; history, timers and messages are rows of the application.",
    ),
    "Viewflow fsm": Peer(
        "with_viewflow_fsm", 50, _VIEWFLOW,
        "States and guards; history, timers and messages are rows of the application.",
    ),
    "Viewflow Flow": Peer(
        "with_viewflow_flow", 20, _VIEWFLOW,
        "Its tasks are the history, its timers are its own; the message is a row of the"
        " application. Takes no lock unless told (here: select for update).",
    ),
    "SpiffWorkflow": Peer(
        "with_spiff", 30, _SPIFF,
        "No storage, no locks; its timers live inside what it serialises, so that a row by hand"
        " is needed to find what is due. History and messages are rows by hand too.",
    ),
    "SpiffWorkflow, lean": Peer(
        "with_spiff_lean", 50, _SPIFF,
        "The same without timers inside and with one specification for all, the versions of"
        " which are the application's to keep.",
    ),
    "DBOS": Peer(
        "with_dbos", 20, ("dbos==3.4.0", "sqlalchemy==2.1.9", _PSYCOPG),
        "No states, no guards; its timers are workflows that sleep or are delayed: here, like"
        " history and message, a row by hand.",
    ),
}  # fmt: skip
"""Name → peer, in the order of the table."""

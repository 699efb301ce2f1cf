"""SQLModel as it is usually written: a session for each transition, objects loaded and changed."""

import json

import by_hand
import work
from sqlalchemy import event as events
from sqlmodel import Field, Session, SQLModel, create_engine


class Instance(SQLModel, table=True):
    """What has a state."""

    id: int | None = Field(default=None, primary_key=True)
    state: str
    version: int
    data: str


class History(SQLModel, table=True):
    """What happened."""

    id: int | None = Field(default=None, primary_key=True)
    instance_id: int
    seq: int
    event: str
    source: str
    target: str


class Timer(SQLModel, table=True):
    """When it is due."""

    instance_id: int | None = Field(default=None, primary_key=True)
    due_at: int


class Outbox(SQLModel, table=True):
    """What is owed."""

    id: int | None = Field(default=None, primary_key=True)
    instance_id: int
    payload: str


def make(url, _):
    """Return the program."""
    engine = create_engine(by_hand.with_driver(url))
    if engine.dialect.name == "sqlite":

        @events.listens_for(engine, "connect")
        def durable(raw, _):
            raw.execute("PRAGMA synchronous=FULL")

    def fire(instance, event):
        with Session(engine) as session:
            row = session.get(Instance, instance, with_for_update=True)
            source, target = row.state, work.decide(row.state, event, json.loads(row.data))
            row.state, row.version = target, row.version + 1
            timer = session.get(Timer, instance) or Timer(instance_id=instance, due_at=0)
            timer.due_at = work.due(instance, row.version)
            session.add_all([
                row, timer, Outbox(instance_id=instance, payload=work.message(instance, event)),
                History(instance_id=instance, seq=row.version, event=event, source=source,
                        target=target),
            ])  # fmt: skip
            session.commit()

    return fire


by_hand.run(make)

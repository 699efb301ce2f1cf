"""DBOS: each transition is a durable workflow with one step, in the transaction of its rows.

One file in write-ahead mode, or one PostgreSQL database, holds the rows and what DBOS remembers.
"""

import json

import by_hand
import work
from dbos import DBOS, SQLAlchemyDatasource


def make(url, _):
    """Return the program."""
    address = by_hand.with_driver(url)
    source = SQLAlchemyDatasource.create(address)
    DBOS(config={"name": "peer", "system_database_url": address, "log_level": "ERROR"})

    def execute(sql, values):
        return source.sql_session().connection().exec_driver_sql(sql, values)

    hand = by_hand.ByHand(execute, url)

    def step(instance, event):
        state, version, data = hand.load(instance)
        target = work.decide(state, event, json.loads(data))
        hand.write(instance, version, event, state, target)

    @DBOS.workflow()
    def move(instance, event):
        source.run_tx_step(None, step, instance, event)

    DBOS.launch()
    return move


by_hand.run(make)
DBOS.destroy()

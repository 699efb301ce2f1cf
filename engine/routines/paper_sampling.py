"""Draws the sample of working papers of each round that is being evaluated (G05).

The draw is an entry of the round with seed, share and what was drawn; it is made once a round.
"""

from __future__ import annotations

from datetime import date

from engine.advance import advance
from engine.commands import Advance
from engine.office import Office
from engine.paper_sample import draw, seed_of
from engine.routines.routine import Figures, routine
from kernel.ids import case_number
from store import papers


@routine("paper_sampling")
def paper_sampling(office: Office, day: date) -> Figures:
    """Draw a sample in every round at its end that has filed papers and no draw yet."""
    with office.database.reading() as tx:
        waiting = tx.rows(papers.ROUNDS_TO_DRAW)
        filed = {
            one["id"]: [row["id"] for row in tx.rows(papers.TO_DRAW, id=one["id"])]
            for one in waiting
        }
    drawn = 0
    for one in waiting:
        ids = filed[one["id"]]
        if not ids:
            continue
        share = office.policy.limit("paper_sample_share")
        seed = seed_of(one["id"], day, bytes(one["head"]))
        chosen = draw(seed, ids, share)
        inputs = {
            "seed": seed, "head": bytes(one["head"]).hex(), "share": share, "drawn_from": len(ids),
            "drawn_papers": [{"paper": case_number(each)} for each in chosen],
        }  # fmt: skip
        advance(office, Advance(one["id"], "draw_papers", 0, inputs, one["revision"]))
        drawn += len(chosen)
    return {"rounds": len([one for one in filed.values() if one]), "drawn": drawn}

"""Peer and floor in turns, each on a database of its own."""

import pytest

from benchmarks.peers.catalogue import FLOOR, Peer
from benchmarks.peers.turns import take


def test_the_floor_against_itself_moves_every_instance_to_its_end() -> None:
    told: list[str] = []

    made = take({"again": FLOOR}, "", rounds=2, share=0.02, tell=told.append)

    assert told[:2] == ["1/2 again", "2/2 again"]
    assert [(len(one.engine), len(one.floor)) for one in made["again"]] == [(110, 110)] * 2


def test_a_peer_whose_program_fails_is_no_result() -> None:
    broken = Peer("work", 1, (), "A module that is no program.")

    with pytest.raises(RuntimeError, match="ended too early"):
        take({"broken": broken}, "", rounds=1, share=1.0, tell=print)

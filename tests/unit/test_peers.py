"""The peers of the benchmark: pinned, written, and led by the same table of transitions."""

from pathlib import Path

import pytest

import benchmarks.peers
from benchmarks.peers.catalogue import FLOOR, PEERS, Peer
from benchmarks.rounds import Round, most_disturbed

PROGRAMS = Path(benchmarks.peers.__file__).parent / "programs"


@pytest.mark.parametrize("peer", PEERS.values(), ids=list(PEERS))
def test_each_thing_a_peer_needs_has_one_version(peer: Peer) -> None:
    assert [need for need in peer.needs if need.count("==") != 1] == []


def test_each_peer_has_a_program_and_each_program_a_peer() -> None:
    programs = {path.stem for path in PROGRAMS.glob("with_*.py")} | {"raw"}

    assert {peer.program for peer in (FLOOR, *PEERS.values())} == programs


def test_the_round_with_the_slowest_floor_is_taken_again() -> None:
    taken = [Round(floor=[1.0, 1.1]), Round(floor=[1.0, 3.0]), Round(floor=[1.0, 1.0])]

    assert most_disturbed(taken) == 1


def test_rounds_that_were_all_alike_stand() -> None:
    assert most_disturbed([Round(floor=[1.0]), Round(floor=[1.2])]) is None

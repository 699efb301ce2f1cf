"""A play does the recurring duties as its clock passes their hour, always the same."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.playing import play

WRITTEN = """title: 岁末
start: 2026-11-16 10:00
until: 2026-12-02 09:00
office:
  people:
    - {code: dir, name: 主任, posts: [director]}
    - {code: lg, name: 领导小组组长, posts: [lg_leader]}
    - {code: gl, name: 组长一}
round:
  name: 一轮
  on_site_start: 2026-12-07
  on_site_end: 2026-12-21
  focus: 聚焦
  groups: [{code: g1, name: 第一组, leader: gl}]
  units: [{code: u1, name: 单位01, type: department, group: g1}]
script: []
"""


def test_a_play_does_what_comes_round_meanwhile_with_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "winter.yaml"
    file.write_text(WRITTEN)

    first, second = play(file).lines, play(file).lines

    records = [json.loads(line) for line in first]
    duties = [one for one in records if one.get("routine") == "calendar_horizon"]
    told = [one for one in records if one.get("notice") == "calendar_ends"]
    assert [one["at"] for one in duties] == ["2026-11-17T08:30+08:00", "2026-12-01T08:30+08:00"]
    assert [one["to"] for one in told] == ["dir", "dir"]
    assert first == second

"""The JSON Schema of a scenario file, made from the models: an editor helps while one writes.

`python -m engine.scenario.schema` prints it; a test compares it with the file under `scenarios/`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from engine.scenario.script import EVENTFUL
from engine.scenario.whole import ScenarioPlan


def scenario_schema() -> dict[str, Any]:
    """Return the schema of a whole scenario."""
    schema = ScenarioPlan.model_json_schema(by_alias=True)
    one_verb = [{"required": [key]} for key in EVENTFUL]
    for name in ("Step", "Beat"):
        schema["$defs"][name]["oneOf"] = one_verb
    _drop_titles(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Xuncheng scenario",
        **schema,
    }


def schema_text() -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=2) + "\n"


def _drop_titles(node: Any) -> None:
    """Take away the titles that repeat the name of a key."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            del node["title"]
        for value in node.values():
            _drop_titles(value)
    elif isinstance(node, list):
        for value in node:
            _drop_titles(value)


if __name__ == "__main__":
    sys.stdout.write(schema_text())

"""Every call with whatever may be sent to it: never a failure of ours, and answers as described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kernel.ids import case_number
from rules.posts import Post
from tests.support.browsing import ADDRESS, Site
from tests.support.calling import Program
from tests.support.office import POLICY, SINCE, found
from web.api.router import description

SCHEMA = schemathesis.openapi.from_dict(dict(description()))
PEOPLE = ("director", "member", "liaison", "stranger")
"""Oversight, a group, a unit, and a system administrator, who reads no content."""
_KNOWN = [case_number(one) for one in range(1, 32)]
"""The numbers of the first cases: half of all calls are about one of them."""
_UNLIMITED = 1_000_000
_CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip
"""What is asked of every answer; who may call at all is tested in `test_api_tokens.py`."""


@SCHEMA.hook
def map_path_parameters(_: Any, values: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Have every other call name a case that there is."""
    length = len(str((values or {}).get("number", "")))
    if values and "number" in values and length % 2 == 0:
        return {**values, "number": _KNOWN[length % len(_KNOWN)]}
    return values


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Program]]:
    """Return programs of several people on a site whose round is on site."""
    home = tmp_path_factory.mktemp("office")
    desk = found(f"sqlite:///{home / 'office.db'}", home, durable=False)
    limits = {name: _UNLIMITED if name.startswith("requests_") else n
              for name, n in POLICY.limits.items()}  # fmt: skip
    desk.office.policy = replace(POLICY, limits=limits)
    desk.to("fieldwork")
    desk.appoint("stranger", Post.SYSTEM_ADMIN, since=SINCE)
    desk.clue()
    site = Site(desk)
    yield {name: site.program(name) for name in PEOPLE}
    site.close()
    desk.close()


@SCHEMA.parametrize()
@settings(
    max_examples=5, phases=[Phase.generate], deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_a_call_never_fails_and_answers_as_described(
    case: schemathesis.Case[Any], programs: Mapping[str, Program]
) -> None:
    for program in programs.values():
        sent = case.as_transport_kwargs(
            base_url=ADDRESS, headers={"Authorization": f"Bearer {program.token}"}
        )
        sent.pop("cookies", None)
        if "data" in sent:
            sent["content"] = sent.pop("data")
        case.validate_response(program.client.request(**sent), checks=_CHECKS)

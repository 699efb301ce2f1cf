"""What is read of an immediate-rectification notice: by the unit, once it is issued.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

IMMEDIATE_RECTIFICATION: Mapping[Party, View] = {
    Party.UNIT: View(
        states=as_they_are("issued acknowledged fixing reported verified closed carried"),
        details=names("problem rule_broken on_site_end leader_post measures evidence verified_on"),
        events={
            **plain("issue acknowledge start_fixing report_fixed verify close"),
            **dict.fromkeys(("return_fix", "carry_over"), REASON),
        },
        deadlines=names("fix_receipt immediate_rectification"),
        begins="issue",
    ),
}
"""Who reads what of it; who is not here, reads nothing."""

"""What is read of the library: by every group all documents, never who else has read them.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

_VERSION = names("document_text effective_from")

LIBRARY_DOCUMENT: Mapping[Party, View] = {
    Party.GROUP: View(
        states=as_they_are("issued repealed"),
        details=names("category document_code title readers read_by versions"),
        events={
            "issue": _VERSION,
            "revise": _VERSION | names("changed"),
            "repeal": REASON,
            **plain("assign_readers"),
        },
        deadlines=names("document_reading"),
        books=names("document_versions"),
        sealed=True,
    ),
}
"""Who reads what of it; who is not here, reads nothing."""

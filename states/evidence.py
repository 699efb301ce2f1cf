"""What is recorded of a piece of evidence, on a working paper or on an assignment (E18)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from states.field_types import FieldType
from states.grades import OWN_GRADE
from states.inputs import Field, day, reference, text


class EvidenceKind(Labelled):
    """What a piece of evidence is (E18)."""

    DOCUMENT = "document", "文件资料", "Document"
    MINUTES = "minutes", "会议记录", "Minutes"
    ACCOUNTS = "accounts", "财务凭证", "Accounts"
    STATEMENT = "statement", "谈话笔录", "Statement"
    PHOTO = "photo", "照片", "Photograph"
    RECORDING = "recording", "录音录像", "Recording"
    MEASUREMENT = "measurement", "测量记录", "Measurement"


# fmt: off
EVIDENCE = (
    Field(
        "evidence_kind", FieldType.CHOICE, Text("证据种类", "Kind of evidence"),
        choices=EvidenceKind, stored=False,
    ),
    text("sha256", "文件指纹（SHA-256）", "Hash of the file (SHA-256)", stored=False),
    day("taken_on", "取证日期", "Taken on", stored=False, today=True),
    text("taken_at", "取证地点", "Taken where", stored=False),
    reference("taken_by", FieldType.PEOPLE, "取证人（两人以上）", "Taken by", stored=False),
    *OWN_GRADE,
    text("note", "说明", "Note", required=False, stored=False),
)
"""What is recorded of a piece of evidence; the file itself stays with the group."""

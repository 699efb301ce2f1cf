"""Verifies an export of the audit chains: `python verifier.py EXPORT`, on any machine with Python.

What that proves: docs/audit.md. A new check is its sentence in `FAULTS` and the line that finds it.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

GENESIS = "00" * 32
FAULTS = {
    "missing": ("第 {seq} 条记录缺失。", "Entry {seq} is missing."),
    "altered": ("第 {seq} 条记录的内容与哈希值不符。", "Entry {seq} is not what its hash says."),
    "misplaced": ("第 {seq} 条记录不该在此处。", "Entry {seq} does not belong here."),
    "replaced": ("第 {seq} 条记录被换过。", "Entry {seq} was replaced."),
    "head": ("链尾与第 {seq} 条记录不符。", "The chain does not end with entry {seq} as it is."),
    "resealed": ("第 {seq} 条起有记录在封存后被改。", "From entry {seq} on, changed once sealed."),
    "seal": ("第 {seq} 号封存与所封记录或其哈希值不符。", "Seal {seq} does not fit what it seals."),
    "seal_missing": ("第 {seq} 号封存缺失。", "Seal {seq} is missing."),
    "damaged": ("文件在第 {seq} 行损坏或中断。", "The file is damaged or cut off at line {seq}."),
    "replay": ("第 {seq} 条记录与表不符：{about}。", "The tables contradict entry {seq}: {about}."),
    "asleep": ("第 {seq} 条记录的期限 {about} 不响。", "{about}, armed by {seq}, does not wake."),
}


class Fault(NamedTuple):
    """The first thing wrong with one chain; without a `number` it is the chain of the seals."""

    code: str
    seq: int
    number: str = ""
    about: str = ""

    def say(self, language: str) -> str:
        """Return the sentence in `language`: `zh` or `en`."""
        words = FAULTS[self.code][language != "zh"].format(seq=self.seq, about=self.about)
        return f"{self.number} {words}".strip()


def _sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def seal_hash(seal: int, at: str, entries: int, root: str, prev: str, more: Any = ()) -> str:
    """Return the hash of a seal: over everything it says and the hash of the seal before."""
    told = dict(more) | {"at": at, "entries": entries, "prev": prev, "root": root, "seal": seal}
    return _sha(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hex()


def grow(peaks: list[tuple[int, bytes]], leaf: str) -> None:
    """Add a leaf to a Merkle tree (RFC 6962), of which only the peaks are kept."""
    size, node = 1, _sha(b"\0", bytes.fromhex(leaf))
    while peaks and peaks[-1][0] == size:
        size, node = 2 * size, _sha(b"\1", peaks.pop()[1], node)
    peaks.append((size, node))


def root_of(peaks: list[tuple[int, bytes]]) -> tuple[int, str]:
    """Return how many leaves a tree has, and its root."""
    root = peaks[-1][1] if peaks else _sha()
    for _, left in peaks[-2::-1]:
        root = _sha(b"\1", left, root)
    return sum(size for size, _ in peaks), root.hex()


class Chain:
    """The chain of one case; `sealed` has (seal, last entry it covers, the hash of that one)."""

    def __init__(self, case: int, number: str, end: int, head: str, sealed: Any) -> None:
        self.case, self.number, self.sealed = case, number, sealed
        self.fault: Fault | None = None
        self._end, self._head, self._seq, self._hash = end, head, 0, GENESIS
        self._unlinked = False  # the last entry does not continue the one before: one is wrong
        self._resealed, firsts = (0, 0), [1, *(last + 1 for _, last, _ in sealed)]
        self._heads = {one[1]: (first, one[2]) for first, one in zip(firsts, sealed, strict=False)}

    def wrong(self, code: str, seq: int, about: str = "") -> None:
        """Note what is wrong, unless something was wrong before."""
        if self._unlinked and code != "replaced":
            code, seq = "replaced", self._seq
        self.fault = self.fault or Fault(code, seq, self.number, about)

    def take(self, seq: int, body: str, claimed: str) -> Any:
        """Check the next entry and return what it tells; None once something is wrong."""
        if seq > self._end or seq <= self._seq:
            return self.wrong("misplaced", seq)
        if seq > self._seq + 1:
            return self.wrong("missing", self._seq + 1)
        if _sha(body.encode(errors="surrogatepass")).hex() != claimed:
            return self.wrong("altered", seq)
        try:
            told = json.loads(body)
            here, fits = (told["case"], told["seq"]) == (self.case, seq), told["prev"] == self._hash
        except (ValueError, TypeError, LookupError):
            here = fits = False
        if not here:
            return self.wrong("misplaced", seq)
        if self._unlinked or (seq == 1 and not fits):  # an entry vouches for the one before, or not
            self.wrong("replaced", max(1, seq - 2 if fits else seq - 1))
        self._unlinked, self._seq, self._hash = not fits, seq, claimed
        first, head = self._heads.get(seq, (0, claimed))
        if head != claimed and not self._resealed[0]:
            self._resealed = first, seq
        return None if self.fault else told

    def close(self) -> Fault | None:
        """Check how the chain ends, and return what is wrong first."""
        if self._seq < max(self._end, *self._heads, 0):
            self.wrong("missing", self._seq + 1)
        elif self._unlinked:
            self.wrong("replaced", self._seq - (self._hash == self._head))
        elif self._hash != self._head:
            self.wrong("head", self._seq)
        first, last = self._resealed
        if first and (self.fault is None or self.fault.seq > last):
            self.fault = Fault("resealed", first, self.number)
        return self.fault


class Ledger:
    """Every chain one after the other, then the seals; `faults` holds one fault a chain."""

    def __init__(self) -> None:
        self.counts = {"cases": 0, "entries": 0, "seals": 0}
        self.faults: list[Fault] = []
        self.last_seal = GENESIS
        self._chain, self._seals = Chain(0, "", 0, GENESIS, ()), Chain(0, "", 0, GENESIS, ())
        self._trees: dict[int, list[tuple[int, bytes]]] = {}  # by seal; 0 is not sealed yet
        self._explained: set[int] = set()  # seals that cannot fit, because a chain is wrong

    def open(self, chain: Chain) -> None:
        """Close the chain before, and go on to the next case."""
        if fault := self._chain.close():
            self.faults.append(fault)
            self._explained |= {seal for seal, last, _ in self._chain.sealed if last >= fault.seq}
        self.counts["cases"] += bool(chain.case)
        self._chain = chain

    def entry(self, case: int, seq: int, body: str, claimed: str) -> Any:
        """Check the next entry and return what it tells; None once its chain is wrong."""
        self.counts["entries"] += 1
        if case != self._chain.case:
            return self._chain.wrong("misplaced", seq)
        covering = next((seal for seal, last, _ in self._chain.sealed if seq <= last), 0)
        grow(self._trees.setdefault(covering, []), claimed)
        return self._chain.take(seq, body, claimed)

    def seal(self, seal: int, at: str, entries: int, root: str, claimed: str, more: Any) -> None:
        """Check the next seal against the one before and against what it seals."""
        self.open(Chain(0, "", 0, GENESIS, ()))
        self.counts["seals"] = number = self.counts["seals"] + 1
        fits = root_of(self._trees.pop(seal, [])) == (entries, root) or seal in self._explained
        if seal != number:
            self._seals.wrong("seal_missing", number)
        elif not fits or seal_hash(seal, at, entries, root, self.last_seal, more) != claimed:
            self._seals.wrong("seal", seal)
        self.last_seal = claimed

    def finish(self) -> None:
        """Check that nothing is missing at the end."""
        if lost := sorted(seal for seal in self._trees if seal):
            self._seals.wrong("seal_missing", lost[0])
        self.open(self._seals)
        self.open(Chain(0, "", 0, GENESIS, ()))


def check(export: Iterable[str]) -> Ledger:
    """Check the lines of an export, up to the first that cannot be read."""
    ledger, number, whole = Ledger(), 0, False
    try:
        for number, line in enumerate(export, 1):  # noqa: B007 - told when a line cannot be read
            match json.loads(line):
                case {"body": body, "case": case, "seq": seq, "hash": claimed}:
                    ledger.entry(case, seq, body, claimed)
                case {"head": head, "case": case, "number": name, "seq": end, "sealed": sealed}:
                    ledger.open(Chain(case, name, end, head, sealed))
                case {"root": root, "seal": seal, "at": at, "entries": n, "hash": claimed, **more}:
                    ledger.seal(seal, at, n, root, claimed, more)
                case last:
                    whole = last == ledger.counts
    except (ValueError, TypeError, LookupError):
        whole = False
    ledger.finish()
    ledger.faults += () if whole else (Fault("damaged", number),)
    return ledger


if __name__ == "__main__":
    try:
        with Path(*sys.argv[1:]).open(encoding="utf-8") as lines:
            checked = check(lines)
    except OSError:
        sys.exit(sys.stderr.write("没有这个文件 No such file: python verifier.py EXPORT\n") and 2)
    sys.stdout.writelines(f"{one.say('zh')}\n{one.say('en')}\n" for one in checked.faults)
    sys.stdout.write(f"{json.dumps(checked.counts)} {checked.last_seal}\n")
    sys.exit(bool(checked.faults))

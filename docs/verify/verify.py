#!/usr/bin/env python3
"""Check a bundle of an Almoner ledger, with Python's standard library and the package `cryptography`.

    python3 verify.py BUNDLE [--public-key KEY]... [--checkpoint FILE]... [--statement FILE]... [--witness-policy FILE]

BUNDLE is a directory or a .zip file that `almoner export --bundle` wrote. README.md beside this file says what is in it,
which checks are made and in which order. The last line is the verdict; the exit code is 0 when the bundle holds, 1 when
it is broken, 2 when there is nothing to check.
"""
import argparse, base64, binascii, gzip, hashlib, json, os, re, sys, zipfile, zlib
from collections import deque
from decimal import Decimal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# The first format has no refusals, the first two have no statements.
FORMATS = {"almoner-bundle/1": 3, "almoner-bundle/2": 4, "almoner-bundle/3": 4}
STATEMENTS = {"almoner-bundle/3": "statements.jsonl.gz"}
PARTS = ("records/%06d.jsonl.gz", "checkpoints/%06d.jsonl.gz", "hashes/%06d.bin", "refusals/%06d.jsonl.gz")
LINE_MAX = 65535
WITHHELD = b'{"withheld":'
FIELDS = ["position", "aggregate_type", "aggregate_id", "sequence", "event_type", "event_version",
          "recorded_at", "metadata", "payload"]
METADATA = ["command_id", "command", "fingerprint", "actor", "role", "organization", "correlation",
            "causation", "request", "program"]
NAMED = re.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})")
REFUSAL = re.compile(rb'\{"refusal":([1-9][0-9]{0,17}),')
REFUSAL_WITHHELD = re.compile(rb'\{"withheld_refusal":([1-9][0-9]{0,17}),"digest":"([0-9a-f]{64})"\}')
COUNTED = r"(?:0|[1-9][0-9]{0,17}) [^ \n]+"
STATEMENT = re.compile(r"almoner read statement v1\nledger (?P<ledger>[^\n]*)\nposition (?P<position>0|[1-9][0-9]{0,17})\n"
                       r"root (?P<root>[^ \n]+)\nprogram [^\n]*\nbinary [0-9a-f]{64}\nshape [0-9a-f]{64}\n"
                       rf"streams (?P<streams>{COUNTED})\nrows (?P<rows>{COUNTED})\nprevious (?P<previous>none|{COUNTED})\n")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class Broken(Exception):
    """The first thing that is wrong."""

    def __init__(self, position, code, reason="", by=None):
        self.position, self.code, self.reason, self.by = position, code, reason, by


def sha256(data):
    return hashlib.sha256(data).digest()


def decode64(text):
    """Standard base64 in its one spelling."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 in another spelling")
    return data


class Tree:
    """RFC 6962: leaves are SHA-256(0x00 || line), nodes SHA-256(0x01 || left || right)."""

    def __init__(self):
        self.size, self.edge = 0, []

    def append(self, leaf):
        node, size = leaf, self.size
        while size & 1:
            node, size = sha256(b"\x01" + self.edge.pop() + node), size >> 1
        self.edge.append(node)
        self.size += 1

    def root(self):
        root = None
        for node in reversed(self.edge):
            root = node if root is None else sha256(b"\x01" + node + root)
        return root or sha256(b"")


class StreamMap:
    """The map of streams, grown record by record: a node is (key hash, leaf), or [left, right, hash where it is known]."""

    def __init__(self):
        self.changed, self.top, self.count = {}, None, 0

    def take(self, record, line):
        stream = (record["aggregate_type"], record["aggregate_id"])
        self.changed[stream] = (record["sequence"], record["position"], sha256(b"\x05" + line))

    def stated(self):
        """How many streams there are, and the root over them, as a statement spells it."""
        for stream, (version, position, seed) in self.changed.items():
            spelled = json.dumps(list(stream), separators=(",", ":"), ensure_ascii=False)
            key = sha256(b"\x03streams\n" + spelled.encode())
            value = f'{{"version":"{version}","position":"{position}"}}'.encode()
            value = sha256(b"\x04" + sha256(b"\x06" + key + seed) + value)
            self.top = self.put(self.top, key, sha256(b"\x00" + key + value), 0)
        self.changed = {}
        return f"{self.count} {base64.b64encode(self.root(self.top)).decode()}"

    def put(self, node, key, leaf, depth):
        if node is None or (type(node) is tuple and node[0] == key):
            self.count += node is None
            return key, leaf
        if type(node) is tuple:
            fork = [None, None, None]
            fork[node[0][depth >> 3] >> (7 - (depth & 7)) & 1] = node
            node = fork
        side = key[depth >> 3] >> (7 - (depth & 7)) & 1
        node[side], node[2] = self.put(node[side], key, leaf, depth + 1), None
        return node

    def root(self, node):
        if node is None:
            return sha256(b"\x02")
        if type(node) is tuple:
            return node[1]
        if node[2] is None:
            node[2] = sha256(b"\x01" + self.root(node[0]) + self.root(node[1]))
        return node[2]


class Key:
    """A verifier key, name+id+base64(0x01 || Ed25519 public key), as C2SP signed-note has it."""

    def __init__(self, text):
        self.text = text
        self.name, identity, data = text.split("+", 2)
        data = decode64(data)
        if len(data) != 33 or data[0] != 1:
            raise ValueError("not an Ed25519 key")
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        if self.id.hex() != identity:
            raise ValueError("the key's id is not its own")
        self.key = Ed25519PublicKey.from_public_bytes(data[1:])

    def signed(self, note):
        """Whether this key signed the note; an invalid signature by it is an error."""
        end = note.rindex("\n\n")
        body, lines, found = note[:end + 1].encode(), note[end + 2:], False
        if not lines.endswith("\n"):
            raise ValueError("the note has no end")
        for line in lines[:-1].split("\n"):
            dash, name, signature = line.split(" ", 2)
            signature = decode64(signature)
            if dash != "\u2014":
                raise ValueError("not a signature line")
            if name == self.name and signature[:4] == self.id:
                self.key.verify(signature[4:], body)
                found = True
        return found


class Witness:
    """A witness, name+id+base64(0x04 || Ed25519 public key): C2SP tlog-cosignature."""

    def __init__(self, text):
        self.name, identity, data = text.split("+", 2)
        data = decode64(data)
        if len(data) != 33 or data[0] != 4:
            raise ValueError("not the key of a witness")
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        if self.id.hex() != identity:
            raise ValueError("the key's id is not its own")
        self.key = Ed25519PublicKey.from_public_bytes(data[1:])

    def cosigned(self, note):
        """Whether the witness cosigned the note; a cosignature by it that does not hold is an error."""
        end = note.rindex("\n\n")
        for line in note[end + 2:].splitlines():
            _, name, signed = line.split(" ", 2)
            signed = decode64(signed)
            if name == self.name and signed[:4] == self.id:
                if len(signed) != 76:
                    raise ValueError("the cosignature of " + name + " is malformed")
                time = b"cosignature/v1\ntime %d\n" % int.from_bytes(signed[4:12], "big")
                try:
                    self.key.verify(signed[12:], time + note[:end + 1].encode())
                except InvalidSignature:
                    raise ValueError("the cosignature of " + name + " does not hold")
                return True
        return False


def read_policy(path):
    """The witnesses of a policy file, and how many of them are enough; none without a file."""
    witnesses, threshold = [], 0
    if path:
        with open(path, encoding="utf-8") as file:
            for words in map(str.split, file):
                if not words or words[0].startswith("#"):
                    continue
                if words[0] == "witness" and len(words) == 3:
                    witnesses.append(Witness(words[1]))
                elif words[0] == "threshold" and len(words) == 2 and not threshold:
                    threshold = int(words[1])
                else:
                    raise ValueError("a line of the policy says nothing that a policy says")
        if not 1 <= threshold <= len(witnesses):
            raise ValueError("a policy has one threshold, from 1 to the number of its witnesses")
    return witnesses, threshold


def read_note(note):
    """Origin, size and root of a checkpoint: the body of a signed note, in three lines."""
    lines = note[:note.rindex("\n\n") + 1].split("\n")
    if len(lines) != 4 or not lines[0] or lines[3] or not re.fullmatch("0|[1-9][0-9]*", lines[1]):
        raise ValueError("a checkpoint is three lines")
    root = decode64(lines[2])
    if len(root) != 32:
        raise ValueError("a root is 32 bytes")
    return lines[0], int(lines[1]), root


def read_statement(note, keys, origin):
    """What a statement of the read side says, line by line, its digest, and which keys have signed it."""
    signed = signers(note, keys)
    body = note[:note.rindex("\n\n") + 1]
    found = STATEMENT.fullmatch(body)
    if not found:
        raise ValueError("the note is not a statement of a read side")
    said = found.groupdict()
    for name in ("root", "streams", "rows", "previous"):
        if said[name] != "none" and len(decode64(said[name].split(" ")[-1])) != 32:
            raise ValueError("a root is 32 bytes")
    if said["ledger"] != origin:
        raise ValueError("it is of another ledger")
    return int(said["position"]), said, sha256(body.encode()), signed


def refusal(line):
    """Number and digest of the line of a refusal, or of one that is withheld; nothing where it is neither."""
    if withheld := REFUSAL_WITHHELD.fullmatch(line):
        return int(withheld[1]), bytes.fromhex(withheld[2].decode())
    found = REFUSAL.match(line)
    try:
        line.decode()
    except UnicodeDecodeError:
        return None
    return (int(found[1]), sha256(b"\x02" + line)) if found else None


def signers(note, keys):
    """The keys that signed the note; none is an error."""
    found, refused = set(), "there is no key"
    for key in keys:
        try:
            if key.signed(note):
                found.add(key.text)
            else:
                refused = "it is not signed by " + key.name
        except InvalidSignature:
            refused = "the signature by " + key.name + " does not hold"
    if not found:
        raise ValueError(refused)
    return found


UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, binascii.Error, RecursionError,
              ArithmeticError)


class Digested:
    """A file that is hashed while it is read."""

    def __init__(self, file):
        self.file, self.sha, self.length = file, hashlib.sha256(), 0

    def read(self, size=-1):
        data = self.file.read(size)
        self.sha.update(data)
        self.length += len(data)
        return data


class Bundle:
    """The files, in a directory or a ZIP archive."""

    def __init__(self, path):
        self.path = path
        self.zip = None if os.path.isdir(path) else zipfile.ZipFile(path)

    def open(self, name):
        return self.zip.open(name) if self.zip else open(os.path.join(self.path, name), "rb")

    def lines(self, name, listed, longest):
        """Every line of a compressed file; at its end the file must be the one that the manifest lists."""
        with self.open(name) as stored:
            file = Digested(stored)
            with gzip.GzipFile(fileobj=file, mode="rb") as lines:
                while line := lines.readline(longest + 1):
                    if not line.endswith(b"\n"):
                        raise OSError("a line is too long, or has no end")
                    yield line[:-1]
            check_listed(name, file, listed)


class FileDiffers(Exception):
    pass


def check_listed(name, file, listed):
    if listed is None or (file.length, file.sha.hexdigest()) != (listed["bytes"], listed["sha256"]):
        raise FileDiffers(name + " is not as the manifest lists it")


class Walk:
    """Everything that a line owes to those before it, and to the checkpoints."""

    def __init__(self, manifest, keys, held, policy):
        self.manifest, self.keys, self.held = manifest, keys, held
        (self.witnesses, self.threshold), self.cosignatures, self.cosigned = policy, 0, -1
        self.tree, self.last, self.last_at, self.seen = Tree(), 0, "", False
        self.records = self.withheld = self.missing = self.checkpoints = 0
        self.streams, self.commands, self.command = {}, set(), None
        self.checkpoint, self.notes, self.agreed = 0, deque(), 0
        self.noted, self.settling, self.late = -1, False, None
        # Where each key came into force; the lines of refusals, the last one that was met and the chain so far.
        self.since, self.refusals, self.refused, self.chain, self.refusal_count = [0], deque(), 0, bytes(32), 0
        # The statements to come, the next of them, position and digest of the last one, and the map of streams.
        self.stating, self.stated, self.statement, self.map = iter(()), None, None, StreamMap()
        self.statements, self.unmapped, self.kept = 0, 0, {}

    def take(self, line, listed_leaf):
        """The order is part of the format: every verifier names the same first bad position."""
        place, is_withheld = self.last + 1, line.startswith(WITHHELD)
        leaf = leaf_of(line)
        self.tree.append(leaf)
        if is_withheld:
            self.withheld += 1
        else:
            self.records += 1
        if leaf != listed_leaf:
            raise Broken(place, "LEAF_DIFFERS")
        try:
            record = read_withheld(line) if is_withheld else read_record(line)
        except UNREADABLE as error:
            raise Broken(place, "RECORD_UNREADABLE", str(error))
        if not is_withheld and self.checkpoint < self.last and self.seen and self.last_at != record["recorded_at"]:
            raise Broken(self.last, "CHECKPOINT_MISSING")
        if record["position"] != place:
            raise Broken(place, "POSITION_GAP")
        self.last, self.seen = place, not is_withheld
        if not is_withheld:
            self.check_record(record)
            if self.stated and not self.withheld:
                self.map.take(record, line)
        self.check_notes()

    def check_record(self, record):
        position = record["position"]
        if record["recorded_at"] < self.last_at:
            raise Broken(position, "TIME_RUNS_BACKWARDS")
        # A stream may lack as many records as lines were withheld since its last one.
        stream = (record["aggregate_type"], record["aggregate_id"])
        sequence, withheld = self.streams.get(stream, (0, 0))
        skipped = record["sequence"] - sequence - 1
        if skipped < 0 or skipped > self.withheld - withheld or self.missing + skipped > self.withheld:
            raise Broken(position, "SEQUENCE_BROKEN", f"expected {sequence + 1}, found {record['sequence']}")
        self.missing += skipped
        self.streams[stream] = (record["sequence"], self.withheld)
        # All records of a command stand together, under one metadata and one instant.
        metadata = record["metadata"]
        if self.command and self.command[0] == metadata:
            if self.command[1] != record["recorded_at"]:
                raise Broken(position, "COMMAND_DIFFERS", "recorded at another instant")
        else:
            key = sha256(f"{metadata['organization']}\n{metadata['command_id']}".encode())[:16]
            if key in self.commands or not re.fullmatch("[0-9a-f]{64}", metadata["fingerprint"]):
                raise Broken(position, "COMMAND_DIFFERS", "it has other records elsewhere, or no fingerprint")
            if "refusals" in metadata and not NAMED.fullmatch(metadata["refusals"]):
                raise Broken(position, "COMMAND_DIFFERS", "what it says of refusals is malformed")
            self.commands.add(key)
            self.command = (metadata, record["recorded_at"])
            if "refusals" in metadata and FORMATS[self.manifest["format"]] > 3:
                self.check_refusals(position, NAMED.fullmatch(metadata["refusals"]))
        self.last_at = record["recorded_at"]
        if record["aggregate_type"] == "Signing":
            self.check_key(position, record["payload"])
        try:
            self.check_money(record["payload"])
        except UNREADABLE as error:
            raise Broken(position, "BOOKS_DIFFER", str(error))

    def check_refusals(self, position, named):
        """A record names how far the refused commands before it go, and the chain over them."""
        def wrong(reason):
            raise Broken(position, "REFUSAL_DIFFERS", reason)
        last, begin = int(named[1]), self.refused + 1
        if last < begin:
            wrong(f"refusal {last} was named before")
        while self.refused < last:
            if not self.refusals:
                wrong(f"refusal {self.refused + 1} is missing")
            found = refusal(self.refusals.popleft())
            if found is None or found[0] != self.refused + 1:
                wrong(f"another line stands where refusal {self.refused + 1} should")
            self.refused, self.chain = found[0], sha256(b"\x03" + self.chain + found[1])
        if self.chain.hex() != named[2]:
            wrong(f"refusal {last} was edited" if begin == last else f"one of the refusals {begin} to {last} was edited")

    def check_key(self, position, event):
        """Another key may come into force: the next that the manifest lists, in place of the one that is."""
        if event.get("type") != "SigningKeyRotated":
            return
        at = len(self.since)
        texts = [key.text for key in self.keys]
        if event.get("from") != texts[at - 1] or event.get("to") not in texts[at:at + 1]:
            raise Broken(position, "SIGNING_KEY_DIFFERS", "it is not the next key that the manifest lists")
        self.since.append(position)

    def in_force(self, size):
        """The keys that were in force at some place after the checkpoint before, up to this size."""
        until = self.since[1:] + [None]
        return {key.text for key, since, until in zip(self.keys, self.since, until)
                if since <= size and (until is None or until > self.checkpoint)}

    def check_money(self, event):
        """What can be told from the lines alone; the postings and the trial balance are almoner's to recompute."""
        kind = event["type"]
        if kind in ("ClaimAdjudicated", "ClaimReadjudicated"):
            billed = adjusted = allowed = Decimal(0)
            for line in event["lines"]:
                taken = sum((Decimal(a["amount"]) for a in line["adjustments"]), Decimal(0))
                if Decimal(line["billed"]) - taken != Decimal(line["allowed"]):
                    raise ValueError("billed less adjustments is not what is allowed")
                billed += Decimal(line["billed"])
                adjusted += taken
                allowed += Decimal(line["allowed"])
            said = (Decimal(event["billed"]), Decimal(event["adjusted"]), Decimal(event["payable"]))
            if said != (billed, adjusted, allowed):
                raise ValueError("the lines of the claim do not add up")

    def check_notes(self):
        """Holds the root against the checkpoints of this size, the issued and the held ones."""
        size = self.tree.size
        while self.notes and self.notes[0][0] <= size:
            at, root, reason, signed, cosigned = self.notes[0]
            if not reason and not self.in_force(at) <= signed:
                reason = "a key that was in force has not signed it"
            if reason:
                raise Broken(at, "CHECKPOINT_NOTE_INVALID", reason)
            if at != size or root != self.tree.root():
                raise Broken(min(self.checkpoint + 1, at), "CHECKPOINT_ROOT_DIFFERS")
            if isinstance(cosigned, str):
                raise Broken(at, "COSIGNATURE_INVALID", cosigned)
            self.notes.popleft()
            self.cosignatures += cosigned
            if self.threshold and cosigned >= self.threshold:
                self.cosigned = at
            self.checkpoints += 1
            self.checkpoint = at
        if size in self.held:
            self.check_retired(size, self.held[size][1])
            if self.held[size][0] != self.tree.root():
                raise Broken(min(self.agreed + 1, size), "HELD_CHECKPOINT_DIFFERS")
            self.agreed = size
        while self.stated and self.stated[0] <= size:
            self.check_statement(*self.stated)
            self.stated = next(self.stating, None)
        self.check_kept(size)

    def check_statement(self, at, reason, said, digest, signed):
        """A statement of this size: by a key in force, after the one before it, of this root and of these streams."""
        def wrong(reason, by="no checkpoint"):
            raise Broken(at, "STATEMENT_DIFFERS", reason, by)
        self.statements += 1
        if reason:
            wrong(reason)
        before = f"{self.statement[0]} {base64.b64encode(self.statement[1]).decode()}" if self.statement else "none"
        self.statement = (at, digest)
        self.check_retired(at, signed)
        if said["previous"] != before:
            wrong("it does not follow the statement before it: one was changed, taken away or put in")
        if self.checkpoint != at or self.tree.size != at:
            wrong("there is no checkpoint of its position")
        if decode64(said["root"]) != self.tree.root():
            wrong("it names another root than the checkpoint of its position", f"the checkpoint of size {at}")
        if self.withheld:
            self.unmapped += 1
        elif said["streams"] != self.map.stated():
            wrong("the records make other streams than it states", f"the checkpoint of size {at}")

    def check_kept(self, until):
        """What the verifier has kept of positions up to this one must be what the bundle shows there."""
        for at in sorted(at for at in self.kept if at <= until):
            digests, signed = self.kept.pop(at)
            for keys in signed:
                self.check_retired(at, keys)
            found = self.statement[1] if self.statement and self.statement[0] == at else None
            for digest, kept in digests:
                if digest != found:
                    by = f"the held statement of position {kept}"
                    if found or self.stated:
                        raise Broken(at, "HELD_STATEMENT_DIFFERS", "it is another one" if found else "there is none", by)
                    raise Broken(at, "HELD_STATEMENT_BEYOND_CHAIN", "", by)

    def keep(self, note):
        """A statement that the verifier holds, and the one before it, which it names."""
        at, said, digest, signed = read_statement(note, self.keys, self.manifest["origin"])
        if said["previous"] != "none":
            before, other = said["previous"].split(" ")
            self.kept.setdefault(int(before), ([], []))[0].append((decode64(other), at))
        digests, known = self.kept.setdefault(at, ([], []))
        digests.append((digest, at))
        known.append(signed)

    def read_statements(self, lines):
        """The statements of the bundle, each of a later position than the one before."""
        last = -1
        for line in lines:
            at, reason, said, digest, signed = last + 1, None, None, None, set()
            try:
                text = json.loads(line)
                if list(text) != ["note"]:
                    raise ValueError("it is not spelled as a statement is")
                position, said, digest, signed = read_statement(text["note"], self.keys, self.manifest["origin"])
                if position < at:
                    raise ValueError("its position is out of order")
                at = position
            except UNREADABLE as error:
                reason = str(error) or "it is malformed"
            last = at
            yield at, reason, said, digest, signed

    def check_retired(self, position, signed):
        """One of the keys that signed must be in force at the position that is spoken of, or have come later."""
        if not signed & {key.text for key in self.keys[len(self.since) - 1:]}:
            raise Broken(position, "SIGNED_WITH_RETIRED_KEY", "its key had been replaced by then", "no checkpoint")

    def read_notes(self, lines):
        """The checkpoints of a segment, each of a later size than the one before."""
        for line in lines:
            at, root, reason, signed, cosigned = self.noted + 1, None, None, set(), 0
            try:
                text = json.loads(line)
                if list(text) != ["note"]:
                    raise ValueError("it is not spelled as a checkpoint is")
                origin, size, root = read_note(text["note"])
                if size < at:
                    raise ValueError("its size is out of order")
                at = size
                if origin != self.manifest["origin"]:
                    raise ValueError("it is of the log " + origin)
                signed = signers(text["note"], self.keys)
                try:
                    cosigned = sum(witness.cosigned(text["note"]) for witness in self.witnesses)
                except UNREADABLE as error:
                    cosigned = str(error)
            except UNREADABLE as error:
                reason = str(error) or "it is malformed"
            self.notes.append((at, root, reason, signed, cosigned))
            self.noted = at


def leaf_of(line):
    """The leaf of a line; of a withheld one it stands in it."""
    if line.startswith(WITHHELD):
        try:
            return bytes.fromhex(json.loads(line)["leaf"])
        except UNREADABLE:
            pass
    return sha256(b"\x00" + line)


def read_withheld(line):
    text = json.loads(line)
    leaf = bytes.fromhex(text["leaf"])
    if line != WITHHELD + b'%d,"leaf":"%s"}' % (text["withheld"], leaf.hex().encode()) or len(leaf) != 32:
        raise ValueError("it is not spelled as a withheld line is")
    return {"position": text["withheld"]}


def read_record(line):
    record = json.loads(line, object_pairs_hook=pairs)
    if list(record) != FIELDS or list(record["metadata"]) not in (METADATA, METADATA + ["refusals"]):
        raise ValueError("its fields are others")
    if not all(isinstance(value, str) for value in record["metadata"].values()):
        raise ValueError("metadata is texts")
    if not all(type(record[name]) is int and record[name] >= 0 for name in ("position", "sequence")):
        raise ValueError("it has no place")
    if not INSTANT.fullmatch(record["recorded_at"]):
        raise ValueError("it has no instant")
    # Metadata and payload are spliced into the line as they are; the rest has one spelling.
    start = "{"
    for name in FIELDS[:7]:
        start += f'"{name}":' + json.dumps(record[name], ensure_ascii=False) + ","
    if not line.startswith(start.encode() + b'"metadata":{') or not line.endswith(b"}}"):
        raise ValueError("it is spelled otherwise")
    return record


def pairs(items):
    found = dict(items)
    if len(found) != len(items):
        raise ValueError("a key comes twice")
    return found


def frame(manifest, trusted):
    """What the manifest says of itself, and the keys to go by."""
    def wrong(reason):
        raise Broken(0, "MANIFEST_DIFFERS", reason)
    try:
        listed = [Key(text) for text in manifest["keys"]]
    except UNREADABLE as error:
        wrong(str(error))
    if not listed:
        wrong("it lists no key")
    if not {key.text for key in trusted} <= {key.text for key in listed}:
        wrong("it does not list the verifier's key")
    if manifest["format"] not in FORMATS:
        wrong("its format is another")
    if manifest["origin"].rpartition("/")[2] != manifest["ledger"]:
        wrong("the ledger is not the one that the origin names")
    lines, size = manifest["segment_lines"], manifest["size"]
    if type(lines) is not int or type(size) is not int or lines < 1 or size < 0:
        wrong("its size is none")
    count = max(1, -(-size // lines))
    parts = PARTS[:FORMATS[manifest["format"]]]
    names = [name % number for number in range(min(count, len(manifest["files"]))) for name in parts]
    names += [name for form, name in STATEMENTS.items() if form == manifest["format"]]
    if [file["name"] for file in manifest["files"]] != names:
        wrong("the files are not those of its size")
    return listed, count


def statements(bundle, manifest, walk):
    """Yields the lines of the file of statements; what is wrong with it is told at the end of the records."""
    name = STATEMENTS.get(manifest["format"])
    listed = {file["name"]: file for file in manifest["files"]}.get(name)
    try:
        yield from bundle.lines(name, listed, 1 << 16) if name else ()
    except FileDiffers as error:
        walk.late = str(error)


def segments(bundle, manifest, count, walk):
    """Yields every line with the leaf that the bundle lists for it."""
    files = {file["name"]: file for file in manifest["files"]}
    for number in range(count):
        names = [name % number for name in PARTS[:FORMATS[manifest["format"]]]]
        late = None
        try:
            walk.read_notes(bundle.lines(names[1], files.get(names[1]), 1 << 16))
        except FileDiffers as error:
            late = str(error)
        with bundle.open(names[2]) as stored:
            file = Digested(stored)
            leaves = file.read()
        try:
            check_listed(names[2], file, files.get(names[2]))
        except FileDiffers as error:
            late = str(error)
        try:
            for name in names[3:]:
                for line in bundle.lines(name, files.get(name), 1 << 16):
                    walk.refusals.append(line)
                    walk.refusal_count += 1
        except FileDiffers as error:
            late = str(error)
        if number == 0:
            yield None, None
        lines = 0
        try:
            for line in bundle.lines(names[0], files.get(names[0]), LINE_MAX + 1):
                yield line, leaves[32 * lines:32 * lines + 32]
                lines += 1
        except FileDiffers as error:
            late = str(error)
        if walk.settling:
            continue
        if walk.notes:
            raise Broken(walk.notes[0][0], "CHECKPOINT_BEYOND_RECORDS")
        if late or len(leaves) != 32 * lines:
            raise Broken(walk.tree.size, "FILE_DIFFERS", late or "there are more or fewer leaf hashes than lines")


def finish(walk, manifest):
    size = walk.tree.size
    if walk.stated:
        raise Broken(walk.stated[0], "STATEMENT_DIFFERS", "it is of a position past the records", "no checkpoint")
    if walk.late:
        raise Broken(size, "FILE_DIFFERS", walk.late)
    if walk.checkpoint != size:
        raise Broken(size, "CHECKPOINT_MISSING")
    counts = {"records": walk.records, "withheld": walk.withheld, "checkpoints": walk.checkpoints,
              "refusals": walk.refusal_count}
    if manifest["format"] in STATEMENTS:
        counts["statements"] = walk.statements
    if FORMATS[manifest["format"]] < 4:
        manifest["counts"].setdefault("refusals", 0)
    root = base64.b64encode(walk.tree.root()).decode()
    if (manifest["size"], manifest["root"], manifest["counts"]) != (size, root, counts):
        raise Broken(size, "MANIFEST_DIFFERS", "its size, root or counts are others")
    if len(walk.since) != len(walk.keys):
        raise Broken(size, "MANIFEST_DIFFERS", "it lists a key that has never come into force")
    if walk.refusals and not walk.withheld:
        raise Broken(size, "REFUSAL_DIFFERS", "there are refusals that no record names")
    if walk.threshold and walk.cosigned < 0:
        raise Broken(size, "COSIGNATURES_MISSING")
    for beyond in sorted(walk.held):
        if beyond > size:
            walk.check_retired(beyond, walk.held[beyond][1])
            raise Broken(size + 1, "HELD_CHECKPOINT_BEYOND_RECORDS")
    walk.check_kept(1 << 63)


def contradiction(walk, lines, position, code):
    """Goes on to the first checkpoint over the bad position: does it say so too? Refusals are in no line: a checkpoint that
    holds vouches for the record that contradicts them."""
    walk.settling = True
    while position > 0:
        size = walk.tree.size
        for at, root, reason, signed, _ in walk.notes:
            if position <= at <= size:
                holds = not reason and at == size and root == walk.tree.root() and walk.in_force(at) <= signed
                holds = holds and code != "REFUSAL_DIFFERS"
                return "no checkpoint" if holds else f"the checkpoint of size {at}"
        if size >= position and size in walk.held:
            holds = walk.held[size][0] == walk.tree.root() and code != "REFUSAL_DIFFERS"
            return "no checkpoint" if holds else f"the held checkpoint of size {size}"
        try:
            line, _ = next(lines)
        except (StopIteration, OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError):
            for at, _, _, _, _ in walk.notes:
                if at >= position:
                    return f"the checkpoint of size {at}"
            for at in sorted(walk.held):
                if at > size:
                    return f"the held checkpoint of size {at}"
            break
        if line is not None:
            walk.tree.append(leaf_of(line))
    return "no checkpoint"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bundle")
    parser.add_argument("--public-key", action="append", default=[], help="the log's key, known from elsewhere")
    parser.add_argument("--checkpoint", action="append", default=[], help="a checkpoint of an earlier moment")
    parser.add_argument("--statement", action="append", default=[], help="a statement of an earlier moment")
    parser.add_argument("--witness-policy", help="the witnesses that must have cosigned, and how many of them are enough")
    arguments = parser.parse_args()
    try:
        bundle = Bundle(arguments.bundle)
        with bundle.open("manifest.json") as file:
            text = file.read()
        trusted = [Key(text) for text in arguments.public_key]
        policy = read_policy(arguments.witness_policy)
    except (OSError, KeyError, zipfile.BadZipFile, *UNREADABLE) as error:
        print(f"there is nothing to check: {error}", file=sys.stderr)
        return 2
    walk, lines = None, iter(())
    try:
        try:
            manifest = json.loads(text)
            keys, count = frame(manifest, trusted)
        except UNREADABLE as error:
            raise Broken(0, "MANIFEST_DIFFERS", str(error))
        held = {}
        for path in arguments.checkpoint:
            try:
                with open(path, encoding="utf-8", newline="") as file:
                    note = file.read()
                origin, size, root = read_note(note)
                signed = signers(note, keys)
                if origin != manifest["origin"]:
                    raise ValueError("it is of the log " + origin)
                if held.setdefault(size, (root, signed))[0] != root:
                    raise ValueError(f"two held checkpoints of size {size} differ")
            except UNREADABLE as error:
                raise Broken(0, "HELD_CHECKPOINT_INVALID", str(error))
        walk = Walk(manifest, keys, held, policy)
        for path in arguments.statement:
            try:
                with open(path, encoding="utf-8", newline="") as file:
                    walk.keep(file.read())
            except UNREADABLE as error:
                raise Broken(0, "HELD_STATEMENT_INVALID", str(error), "no checkpoint")
        lines = segments(bundle, manifest, count, walk)
        walk.stating = walk.read_statements(statements(bundle, manifest, walk))
        try:
            walk.stated = next(walk.stating, None)
            for line, leaf in lines:
                if line is None:
                    walk.check_notes()
                    if walk.checkpoints == 0:
                        raise Broken(0, "CHECKPOINT_MISSING", "that of size 0")
                else:
                    walk.take(line, leaf)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError) as error:
            raise Broken(walk.last + 1, "FILE_DIFFERS", str(error))
        finish(walk, manifest)
    except Broken as broken:
        by = broken.by or (contradiction(walk, lines, broken.position, broken.code) if walk else "no checkpoint")
        print(f"FAULT position {broken.position}: {broken.code} ({broken.reason})" if broken.reason
              else f"FAULT position {broken.position}: {broken.code}")
        print(f"verdict: broken at position {broken.position} [{broken.code}], contradicted by {by}")
        return 1
    print(f"log          {manifest['origin']}")
    print(f"records      {walk.records} in {len(walk.streams)} streams")
    print(f"withheld     {walk.withheld}")
    print(f"root         {manifest['root']}")
    print(f"checkpoints  {walk.checkpoints}")
    print(f"refusals     {walk.refusal_count}")
    print(f"statements   {walk.statements}")
    if walk.threshold:
        print(f"cosignatures {walk.cosignatures}, by enough witnesses up to position {walk.cosigned}")
        if walk.cosigned < walk.tree.size:
            print(f"not checked  that witnesses saw what came after position {walk.cosigned}")
    for key in keys:
        print(f"key          {key.text}")
    if not trusted:
        print("not checked  whose key this is: none was given, so that of the bundle was taken")
    if not held:
        print("not checked  that nothing was cut off or forked: no checkpoint of an earlier moment was given")
    if walk.refusals:
        print(f"not checked  {len(walk.refusals)} refusals that only a withheld line may name")
    if not walk.statements:
        print("not checked  what the ledger states of its read models: there are no statements in the bundle")
    elif not arguments.statement:
        print("not checked  that no statement was cut off or replaced: none of an earlier moment was given")
    if walk.unmapped:
        print(f"not checked  the streams that {walk.unmapped} statements state: lines are withheld")
    if walk.statements:
        print(f"not checked  the rows that {walk.statements} statements state: they take the program that makes them of the records")
    if walk.withheld:
        print(f"not checked  what {walk.withheld} withheld lines say: of each, its leaf alone is known")
    print("not checked  postings and balances, which `almoner verify --bundle` recomputes")
    print("verdict: holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())

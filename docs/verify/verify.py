#!/usr/bin/env python3
"""Check a bundle of an Almoner ledger, with Python's standard library and the package `cryptography`.

    python3 verify.py BUNDLE [--public-key KEY] [--checkpoint FILE]...

BUNDLE is a directory or a .zip file that `almoner export --bundle` wrote. README.md beside this file says what is in it,
which checks are made and in which order. The last line is the verdict; the exit code is 0 when the bundle holds, 1 when
it is broken, 2 when there is nothing to check.
"""
import argparse, base64, binascii, gzip, hashlib, json, os, re, sys, zipfile, zlib
from collections import deque
from decimal import Decimal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "almoner-bundle/1"
LINE_MAX = 65535
WITHHELD = b'{"withheld":'
FIELDS = ["position", "aggregate_type", "aggregate_id", "sequence", "event_type", "event_version",
          "recorded_at", "metadata", "payload"]
METADATA = ["command_id", "command", "fingerprint", "actor", "role", "organization", "correlation",
            "causation", "request", "program"]
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class Broken(Exception):
    """The first thing that is wrong."""

    def __init__(self, position, code, reason=""):
        self.position, self.code, self.reason = position, code, reason


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


def read_note(note):
    """Origin, size and root of a checkpoint: the body of a signed note, in three lines."""
    lines = note[:note.rindex("\n\n") + 1].split("\n")
    if len(lines) != 4 or not lines[0] or lines[3] or not re.fullmatch("0|[1-9][0-9]*", lines[1]):
        raise ValueError("a checkpoint is three lines")
    root = decode64(lines[2])
    if len(root) != 32:
        raise ValueError("a root is 32 bytes")
    return lines[0], int(lines[1]), root


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

    def __init__(self, manifest, keys, held):
        self.manifest, self.keys, self.held = manifest, keys, held
        self.tree, self.last, self.last_at, self.seen = Tree(), 0, "", False
        self.records = self.withheld = self.missing = self.checkpoints = 0
        self.streams, self.commands, self.command = {}, set(), None
        self.checkpoint, self.notes, self.agreed, self.signers = 0, deque(), 0, set()
        self.noted, self.settling = -1, False

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
            self.commands.add(key)
            self.command = (metadata, record["recorded_at"])
        self.last_at = record["recorded_at"]
        try:
            self.check_money(record["payload"])
        except UNREADABLE as error:
            raise Broken(position, "BOOKS_DIFFER", str(error))

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
            at, root, reason = self.notes[0]
            if reason:
                raise Broken(at, "CHECKPOINT_NOTE_INVALID", reason)
            if at != size or root != self.tree.root():
                raise Broken(min(self.checkpoint + 1, at), "CHECKPOINT_ROOT_DIFFERS")
            self.notes.popleft()
            self.checkpoints += 1
            self.checkpoint = at
        if size in self.held:
            if self.held[size] != self.tree.root():
                raise Broken(min(self.agreed + 1, size), "HELD_CHECKPOINT_DIFFERS")
            self.agreed = size

    def read_notes(self, lines):
        """The checkpoints of a segment, each of a later size than the one before."""
        for line in lines:
            at, root, reason = self.noted + 1, None, None
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
                self.signers |= signers(text["note"], self.keys)
            except UNREADABLE as error:
                reason = str(error) or "it is malformed"
            self.notes.append((at, root, reason))
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
    if list(record) != FIELDS or list(record["metadata"]) != METADATA:
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
    if trusted and sorted(key.text for key in trusted) != sorted(key.text for key in listed):
        wrong("it lists other keys than the verifier's")
    if manifest["format"] != FORMAT:
        wrong("its format is another")
    if manifest["origin"].rpartition("/")[2] != manifest["ledger"]:
        wrong("the ledger is not the one that the origin names")
    lines, size = manifest["segment_lines"], manifest["size"]
    if type(lines) is not int or type(size) is not int or lines < 1 or size < 0:
        wrong("its size is none")
    count = max(1, -(-size // lines))
    names = [name % number for number in range(min(count, len(manifest["files"]))) for name in
             ("records/%06d.jsonl.gz", "checkpoints/%06d.jsonl.gz", "hashes/%06d.bin")]
    if [file["name"] for file in manifest["files"]] != names:
        wrong("the files are not those of its size")
    return trusted or listed, count


def segments(bundle, manifest, count, walk):
    """Yields every line with the leaf that the bundle lists for it."""
    files = {file["name"]: file for file in manifest["files"]}
    for number in range(count):
        names = ["records/%06d.jsonl.gz" % number, "checkpoints/%06d.jsonl.gz" % number, "hashes/%06d.bin" % number]
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
    if walk.checkpoint != size:
        raise Broken(size, "CHECKPOINT_MISSING")
    counts = {"records": walk.records, "withheld": walk.withheld, "checkpoints": walk.checkpoints}
    root = base64.b64encode(walk.tree.root()).decode()
    if (manifest["size"], manifest["root"], manifest["counts"]) != (size, root, counts):
        raise Broken(size, "MANIFEST_DIFFERS", "its size, root or counts are others")
    if walk.signers != {key.text for key in walk.keys}:
        raise Broken(size, "MANIFEST_DIFFERS", "it lists a key that has signed nothing")
    for beyond in sorted(walk.held):
        if beyond > size:
            raise Broken(size + 1, "HELD_CHECKPOINT_BEYOND_RECORDS")


def contradiction(walk, lines, position):
    """Goes on to the first checkpoint over the bad position: does it say so too?"""
    walk.settling = True
    while position > 0:
        size = walk.tree.size
        for at, root, reason in walk.notes:
            if position <= at <= size:
                holds = not reason and at == size and root == walk.tree.root()
                return "no checkpoint" if holds else f"the checkpoint of size {at}"
        if size >= position and size in walk.held:
            holds = walk.held[size] == walk.tree.root()
            return "no checkpoint" if holds else f"the held checkpoint of size {size}"
        try:
            line, _ = next(lines)
        except (StopIteration, OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError):
            for at, _, _ in walk.notes:
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
    arguments = parser.parse_args()
    try:
        bundle = Bundle(arguments.bundle)
        with bundle.open("manifest.json") as file:
            text = file.read()
        trusted = [Key(text) for text in arguments.public_key]
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
                signers(note, keys)
                if origin != manifest["origin"]:
                    raise ValueError("it is of the log " + origin)
                if held.setdefault(size, root) != root:
                    raise ValueError(f"two held checkpoints of size {size} differ")
            except UNREADABLE as error:
                raise Broken(0, "HELD_CHECKPOINT_INVALID", str(error))
        walk = Walk(manifest, keys, held)
        lines = segments(bundle, manifest, count, walk)
        try:
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
        by = contradiction(walk, lines, broken.position) if walk else "no checkpoint"
        print(f"FAULT position {broken.position}: {broken.code} ({broken.reason})" if broken.reason
              else f"FAULT position {broken.position}: {broken.code}")
        print(f"verdict: broken at position {broken.position} [{broken.code}], contradicted by {by}")
        return 1
    print(f"log          {manifest['origin']}")
    print(f"records      {walk.records} in {len(walk.streams)} streams")
    print(f"withheld     {walk.withheld}")
    print(f"root         {manifest['root']}")
    print(f"checkpoints  {walk.checkpoints}")
    for key in keys:
        print(f"key          {key.text}")
    if not trusted:
        print("not checked  whose key this is: none was given, so that of the bundle was taken")
    if not held:
        print("not checked  that nothing was cut off or forked: no checkpoint of an earlier moment was given")
    if walk.withheld:
        print(f"not checked  what {walk.withheld} withheld lines say: of each, its leaf alone is known")
    print("not checked  postings and balances, which `almoner verify --bundle` recomputes")
    print("verdict: holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Check what an Almoner ledger states of its read models, or a proof under such a statement, without the ledger.

    python3 docs/verify/statement.py FILE KEY [BOOKS.jsonl]

FILE is a statement (`/l/<ledger>/statement`) or the text of a proof (`balanceProof`, `rowProof`, `streamProof`). KEY is a
file with the ledger's public key (`/l/<ledger>/key`), or with all that it has had and the position from which on each signs
(`/l/<ledger>/keys`): then a key that had been replaced by the statement's position is refused (SIGNED_WITH_RETIRED_KEY). With an
export of the books the statement is held against the record lines: the root of the log, every stream and its end, the salt
of the proof, and where the key was replaced. Needs Python and its `cryptography` package, for the signature.
docs/transparency.md says what is hashed.
"""
import base64, hashlib, json, sys


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def key_hash(name, key):
    return sha(b"\x03", name.encode(), b"\n", key.encode())


def salt(key, line):
    return sha(b"\x06", key, sha(b"\x05", line))


def leaf(key, salted, value):
    return sha(b"\x00", key, sha(b"\x04", salted, value.encode()))


def bit(key, depth):
    return key[depth // 8] >> (7 - depth % 8) & 1


def map_root(leaves, depth=0):
    """The root over pairs of key hash and leaf."""
    if len(leaves) < 2:
        return leaves[0][1] if leaves else sha(b"\x02")
    sides = [[pair for pair in leaves if bit(pair[0], depth) == side] for side in (0, 1)]
    return sha(b"\x01", map_root(sides[0], depth + 1), map_root(sides[1], depth + 1))


def log_root(hashes):
    """The root over leaves, as RFC 6962 has it: what has no partner rises unchanged."""
    while len(hashes) > 1:
        pairs = [hashes[i:i + 2] for i in range(0, len(hashes), 2)]
        hashes = [sha(b"\x01", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return hashes[0] if hashes else sha()


def read_keys(text):
    """A key on a line by itself, or after the position from which on it signs."""
    keys = [line.rpartition(" ") for line in text.splitlines() if line.strip()]
    return [(int(since or 0), key) for since, _, key in keys]


def opened(note, keys):
    """C2SP signed note: the body, an empty line, and signatures; with the last of the keys that signed it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    for place, (_, key) in reversed(list(enumerate(keys))):
        name, key_id, public = key.strip().split("+", 2)
        public = base64.b64decode(public)
        if public[:1] != b"\x01" or sha(name.encode(), b"\n", public)[:4].hex() != key_id:
            sys.exit("the key is not a verifier key")
        for line in signatures.splitlines():
            _, signer, signed = line.split(" ")
            signed = base64.b64decode(signed)
            if signer == name and signed[:4].hex() == key_id:
                try:
                    Ed25519PublicKey.from_public_bytes(public[1:]).verify(signed[4:], body.encode())
                except InvalidSignature:
                    sys.exit("the signature of the statement does not hold")
                return name, body, place
    sys.exit("the statement is not signed with this key")


def check_in_force(keys, place, position):
    """The key that signed must not have been replaced by the position that is spoken of."""
    if place + 1 < len(keys) and keys[place + 1][0] <= position:
        sys.exit("SIGNED_WITH_RETIRED_KEY: the key of the statement was replaced at position %d" % keys[place + 1][0])


def said(body, name):
    """The lines of a statement, by their words."""
    first, *lines = body[:-1].split("\n")
    words = ["ledger", "position", "root", "program", "binary", "shape", "streams", "rows", "previous"]
    if first != "almoner read statement v1" or [line.split(" ")[0] for line in lines] != words:
        sys.exit("the note is not a statement of a read side")
    lines = dict(line.split(" ", 1) for line in lines)
    if lines["ledger"] != name:
        sys.exit("the statement is of another ledger than the key")
    return lines


def check_proof(text, statement):
    """The key, the value and the salt that a proof shows; it must lead to the root that is stated."""
    first, *lines = text.split("\n")
    lines = [line.partition(" ")[::2] for line in lines]
    if first != "almoner map proof v1" or [word for word, _ in lines[:2]] != ["map", "key"]:
        sys.exit("this is no proof")
    name, key = lines[0][1], lines[1][1]
    if name not in ("streams", "rows"):
        sys.exit("there is no such map")
    hashed, rest = key_hash(name, key), lines[2:]
    value = salted = None
    word, end = rest.pop(0)
    if word == "value":
        value, (word, salted) = end, rest.pop(0)
        salted = base64.b64decode(salted)
        if word != "salt" or len(salted) != 32:
            sys.exit("this is no proof")
    elif word != "absent":
        sys.exit("this is no proof")
    beside = [base64.b64decode(end) for _, end in rest]
    if any(word != "beside" for word, _ in rest) or len(beside) > 256 or any(len(h) != 32 for h in beside):
        sys.exit("this is no proof")
    if value is not None:
        node = leaf(hashed, salted, value)
    elif end:
        other, value_hash = (base64.b64decode(part) for part in end.split(" "))
        if len(other) != 32 or len(value_hash) != 32 or other == hashed:
            sys.exit("the other key is not another one")
        if any(bit(other, depth) != bit(hashed, depth) for depth in range(len(beside))):
            sys.exit("the other key is not on the way of this one")
        node = sha(b"\x00", other, value_hash)
    else:
        node = sha(b"\x02")
    for depth in reversed(range(len(beside))):
        node = sha(b"\x01", beside[depth], node) if bit(hashed, depth) else sha(b"\x01", node, beside[depth])
    if base64.b64encode(node).decode() != statement[name].split(" ")[1]:
        sys.exit("the proof does not lead to the root that is stated")
    return name, key, value, salted


def check_books(books, statement, proof, signer):
    """Holds a statement, who signed it, and a proof under it, against the record lines."""
    position = int(statement["position"])
    lines = open(books, "rb").read().split(b"\n")[:position]
    if len(lines) < position or lines[-1:] == [b""]:
        sys.exit("the books do not reach the statement")
    if base64.b64encode(log_root([sha(b"\x00", line) for line in lines])).decode() != statement["root"]:
        sys.exit("the books are not those of the statement")
    ends = {}
    for at, line in enumerate(lines, 1):
        record = json.loads(line)
        stream = (record["aggregate_type"], record["aggregate_id"])
        if record["sequence"] != ends.get(stream, (0, 0))[0] + 1:
            sys.exit(f"a stream does not count 1, 2, 3 … at position {at}")
        ends[stream] = (record["sequence"], at)
        event = record["payload"]
        if event["type"] == "SigningKeyRotated" and event["from"] == signer:
            sys.exit(f"SIGNED_WITH_RETIRED_KEY: the key of the statement was replaced at position {at}")
    leaves = []
    for stream, (version, at) in ends.items():
        key = key_hash("streams", json.dumps(list(stream), separators=(",", ":"), ensure_ascii=False))
        value = f'{{"version":"{version}","position":"{at}"}}'
        leaves.append((key, leaf(key, salt(key, lines[at - 1]), value)))
    if f"{len(leaves)} {base64.b64encode(map_root(leaves)).decode()}" != statement["streams"]:
        sys.exit("the books have other streams than are stated")
    if proof and proof[2] is not None:
        name, key, value, salted = proof
        value = json.loads(value)
        since = int(value["valid_from"] if "valid_from" in value else value["position"])
        if not 1 <= since <= position or salt(key_hash(name, key), lines[since - 1]) != salted:
            sys.exit("the salt is not that of the record")


def main(file, key, books=None):
    text = open(file, encoding="utf-8").read()
    proof, _, note = text.partition("\n\n") if text.startswith("almoner map proof") else (None, None, text)
    keys = read_keys(open(key, encoding="utf-8").read())
    name, body, place = opened(note, keys)
    statement = said(body, name)
    check_in_force(keys, place, int(statement["position"]))
    shown = check_proof(proof, statement) if proof else None
    if books:
        check_books(books, statement, shown, keys[place][1].strip())
    at = f"{name} at position {statement['position']}"
    if not shown:
        print(f"{at}: {statement['streams'].split(' ')[0]} streams, {statement['rows'].split(' ')[0]} rows")
    elif shown[2] is None:
        print(f"{at}: {shown[1]} is not among the {shown[0]}")
    else:
        print(f"{at}: {shown[1]} is {shown[2]}")
    if books:
        print("the books have this log and these streams")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])

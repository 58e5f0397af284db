#!/usr/bin/env python3
"""Check the receipt of a command of an Almoner ledger, without the ledger.

    python3 docs/verify/receipt.py RECEIPT.tlog-proof KEY [BOOKS.jsonl]

KEY is a file with the ledger's public key (`/l/<ledger>/key`), or with all that it has had and the position from which on each
signs (`/l/<ledger>/keys`): then the checkpoint must be signed with the one that was in force. With an export of the books the record lines themselves
are held against the receipt. Needs Python and its `cryptography` package, for the signature.
"""
import base64, hashlib, json, sys


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_range(first, leaves, size, left, right):
    """RFC 6962: the root over leaves first, first + 1 … of a tree, with the nodes on their left and on their right."""
    left, right, nodes = list(left), list(right), list(leaves)
    start, end = first, first + len(leaves)
    while size > 1:
        if start % 2:
            nodes.insert(0, left.pop(0))
            start -= 1
        if end % 2 and end < size:
            nodes.append(right.pop(0))
            end += 1
        pairs = [nodes[i:i + 2] for i in range(0, len(nodes), 2)]
        nodes = [node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        start, end, size = start // 2, (end + 1) // 2, (size + 1) // 2
    if left or right or len(nodes) != 1:
        sys.exit("the proof does not have the length that its tree calls for")
    return nodes[0]


def sides(index, size, path):
    """An audit path as the nodes on the left and those on the right, from the leaf upwards."""
    path, left, right = list(path), [], []
    while size > 1:
        if index % 2:
            left.append(path.pop(0))
        elif index + 1 < size:
            right.append(path.pop(0))
        index, size = index // 2, (size + 1) // 2
    if path:
        sys.exit("the proof does not have the length that its tree calls for")
    return left, right


def read_keys(text):
    """A key on a line by itself, or after the position from which on it signs."""
    keys = [line.rpartition(" ") for line in text.splitlines() if line.strip()]
    return [(int(since or 0), key) for since, _, key in keys]


def check_signatures(note, keys):
    """The key that is in force at the size of the checkpoint must have signed it."""
    size = int(note.split("\n")[1])
    in_force = [key for since, key in keys if since <= size]
    if not in_force:
        sys.exit("there is no key for the checkpoint")
    return check_signature(note, in_force[-1])


def check_signature(note, key):
    """C2SP signed note: the body, an empty line, and a signature of it by this Ed25519 key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    name, key_id, public = key.strip().split("+", 2)
    public = base64.b64decode(public)
    if public[:1] != b"\x01" or hashlib.sha256(name.encode() + b"\n" + public).digest()[:4].hex() != key_id:
        sys.exit("the key is not a verifier key")
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    for line in signatures.splitlines():
        _, signer, signed = line.split(" ")
        signed = base64.b64decode(signed)
        if signer == name and signed[:4].hex() == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(public[1:]).verify(signed[4:], body.encode())
            except InvalidSignature:
                sys.exit("the signature of the checkpoint does not hold")
            return body
    sys.exit("the checkpoint is not signed with this key")


def main(receipt, key, books=None):
    text = open(receipt, encoding="utf-8").read()
    head, _, note = text.partition("\n\n")
    first_line, extra, index, *path = head.split("\n")
    if first_line != "c2sp.org/tlog-proof@v1" or not extra.startswith("extra ") or not index.startswith("index "):
        sys.exit("this is no receipt")
    extra = json.loads(base64.b64decode(extra[6:]))
    index, path = int(index[6:]), [base64.b64decode(line) for line in path]
    first, last = int(extra["first"]), int(extra["last"])
    leaves, left = ([base64.b64decode(text) for text in extra[name]] for name in ("leaves", "left"))
    if last != index + 1 or len(leaves) != last - first + 1 or any(len(h) != 32 for h in leaves + left + path):
        sys.exit("the receipt contradicts itself")
    body = check_signatures(note, read_keys(open(key, encoding="utf-8").read()))
    origin, size, root = body.split("\n")[:3]
    size = int(size)
    if not 1 <= first <= last <= size:
        sys.exit("the checkpoint does not reach the events")
    try:
        of_last = sides(index, size, path)
        alone = root_of_range(index, leaves[-1:], size, *of_last)
        together = root_of_range(first - 1, leaves, size, left, of_last[1])
    except IndexError:
        sys.exit("the proof does not have the length that its tree calls for")
    if base64.b64encode(together).decode() != root or alone != together:
        sys.exit("the events are not under the checkpoint")
    if books:
        lines = open(books, "rb").read().splitlines()[first - 1:last]
        if [hashlib.sha256(b"\x00" + line).digest() for line in lines] != leaves:
            sys.exit("the books have other records at these positions")
    print(f"{origin}: events {first} to {last} of command {extra['command']} are under the checkpoint of {size}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Check the certificate of a client's erasure in an Almoner ledger, without the ledger.

    python3 docs/verify/certificate.py FILE.certificate KEYS [BOOKS.jsonl]

KEYS is a file with the ledger's public keys (`/l/<ledger>/keys`, or one of them: `/l/<ledger>/key`). With an export of the books the
record lines themselves are held against the certificate: every position that it names, and every sealed value of the client. Needs
Python and its `cryptography` package, for the signatures. docs/erasure.md says what the file holds, and what it does not say.
"""
import base64, hashlib, json, sys


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def node(left, right):
    return sha(b"\x01", left, right)


def opened(note, keys, what):
    """C2SP signed note: the body, an empty line, and a signature of it by one of these Ed25519 keys."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    for line in signatures.splitlines():
        _, signer, signed = line.split(" ")
        signed = base64.b64decode(signed)
        for name, key_id, public in keys:
            if signer == name and signed[:4].hex() == key_id:
                try:
                    Ed25519PublicKey.from_public_bytes(public[1:]).verify(signed[4:], body.encode())
                    return body
                except InvalidSignature:
                    sys.exit(f"NOTE_SIGNATURE_INVALID: the signature of {what} does not hold")
    sys.exit(f"NOTE_UNSIGNED: {what} is signed with none of the keys")


def read_keys(text):
    keys = []
    for line in text.splitlines():
        if line.strip():
            name, key_id, public = line.split()[-1].split("+", 2)
            public = base64.b64decode(public)
            if public[:1] != b"\x01" or sha(name.encode(), b"\n", public)[:4].hex() != key_id:
                sys.exit("VERIFIER_KEY_MALFORMED: this is not a key of a ledger")
            keys.append((name, key_id, public))
    return keys


def included(leaf, index, size, path):
    """The root that an audit path leads to (RFC 9162, 2.1.3.2); none where it has not the length for it."""
    last, path = size - 1, list(path)
    while path:
        beside = path.pop(0)
        if last == 0:
            return None
        if index % 2 or index == last:
            leaf = node(beside, leaf)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            leaf = node(leaf, beside)
        index, last = index // 2, last // 2
    return leaf if last == 0 else None


def continues(old, new, path):
    """Whether the second tree begins with the first (RFC 9162, 2.1.4.2); each is its size and root."""
    (old_size, old_root), (new_size, new_root) = old, new
    if old_size == 0 or old_size == new_size:
        return not path and (old_size == 0 or old_root == new_root)
    path = ([old_root] if old_size & (old_size - 1) == 0 else []) + list(path)
    if old_size > new_size or len(path) < 2:
        return False
    index, last = old_size - 1, new_size - 1
    while index % 2:
        index, last = index // 2, last // 2
    first = second = path.pop(0)
    for beside in path:
        if last == 0:
            return False
        if index % 2 or index == last:
            first, second = node(beside, first), node(beside, second)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            second = node(second, beside)
        index, last = index // 2, last // 2
    return last == 0 and (first, second) == (old_root, new_root)


def malformed():
    sys.exit("ERASURE_CERTIFICATE_MALFORMED: the file is not the certificate of an erasure")


def not_proved(what):
    sys.exit(f"ERASURE_CERTIFICATE_NOT_PROVED: {what} is not proved to be in the ledger's log")


def said(body):
    """The lines of the certificate, by their words."""
    words = ["ledger", "client", "key", "requested-by", "approved-by", "approved-on", "approved-at", "erased-at",
             "sealed", "plain", "before", "after"]
    first, *lines = body[:-1].split("\n")
    if first != "almoner erasure certificate v1" or [line.split(" ")[0] for line in lines] != words:
        malformed()
    says = dict(line.split(" ", 1) for line in lines)
    for word in ("sealed", "plain"):
        says[word] = [] if says[word] == "none" else [int(text) for text in says[word].split(" ")]
    for word in ("before", "after"):
        size, root = says[word].split(" ")
        says[word] = int(size), base64.b64decode(root)
    return says


def check(text, keys):
    """What the certificate says, and the leaves of the positions that it names, once all of it holds."""
    try:
        head, _, note = text.partition("\n\n")
        first, event, before, after, consistency, *leaves = head.split("\n")
        packed = [line.split(" ", 1) for line in (event, before, after)]
        if first != "almoner erasure proof v1" or [word for word, _ in packed] != ["event", "before", "after"]:
            malformed()
        event, before, after = (base64.b64decode(text).decode() for _, text in packed)
        word, *consistency = consistency.split(" ")
        consistency = [base64.b64decode(text) for text in consistency]
        leaves = [line.split(" ") for line in leaves]
        if word != "consistency" or any(line[0] != "leaf" for line in leaves):
            malformed()
        leaves = [(int(line[1]), [base64.b64decode(text) for text in line[2:]]) for line in leaves]
        says = said(opened(note, keys, "the certificate"))
    except (ValueError, IndexError):
        malformed()
    if any(name != says["ledger"] for name, _, _ in keys):
        sys.exit("ERASURE_CERTIFICATE_OF_OTHER_LEDGER: the certificate is of another ledger than the keys")
    for word, checkpoint in (("before", before), ("after", after)):
        origin, size, root = opened(checkpoint, keys, f"the checkpoint {word}").split("\n")[:3]
        if (origin, int(size), base64.b64decode(root)) != (says["ledger"], *says[word]):
            not_proved(f"the checkpoint {word}")
    if not continues(says["before"], says["after"], consistency):
        not_proved("that the second checkpoint continues the first")
    approved_at, erased_at = int(says["approved-at"]), int(says["erased-at"])
    named = sorted({approved_at, erased_at, *says["sealed"], *says["plain"]})
    if [position for position, _ in leaves] != named or named[0] < 1:
        not_proved("every position that the certificate names")
    if says["before"][0] >= erased_at or named[-1] != erased_at or approved_at >= erased_at:
        not_proved("the order of the events")
    size, root = says["after"]
    for position, (leaf, *path) in leaves:
        if position > size or included(leaf, position - 1, size, path) != root:
            not_proved(f"the event at {position}")
    leaves = {position: leaf for position, (leaf, *_) in leaves}
    record = json.loads(event)
    payload = record["payload"]
    key = None if says["key"] == "none" else says["key"]
    if sha(b"\x00", event.encode()) != leaves[erased_at] or record["position"] != erased_at or (
            record["event_type"], payload.get("client"), payload.get("key"), payload.get("effective_on")
    ) != ("ClientErased", says["client"], key, says["approved-on"]):
        sys.exit("ERASURE_CERTIFICATE_EVENT_DIFFERS: the event in the file is not the erasure that the certificate tells of")
    return says, leaves


def check_books(books, says, leaves):
    """Holds the certificate against the record lines: what it names, and what it would have to name."""
    client, key, claims, sealed, plain, approval = says["client"], says["key"], set(), [], [], None
    for at, line in enumerate(open(books, "rb").read().splitlines(), 1):
        if at in leaves and sha(b"\x00", line) != leaves[at]:
            sys.exit(f"ERASURE_CERTIFICATE_NOT_AS_BOOKS: the record at {at} is another")
        record = json.loads(line)
        payload = record.get("payload") or {}
        if payload.get("client") == client and "claim" in payload and payload["type"].endswith("Submitted"):
            claims.add(payload["claim"])
        if payload.get("client") != client and payload.get("claim") not in claims:
            continue
        held = [text for text in payload.values() if isinstance(text, str) and text.startswith("sealed-v1.")]
        if any(text.split(".")[1] != key for text in held):
            sys.exit(f"ERASURE_CERTIFICATE_NOT_AS_BOOKS: the value at {at} is sealed under another key")
        if held:
            sealed.append(at)
        if payload["type"] == "ClaimReconsidered" and "reason" in payload:
            plain.append(at)
        if at == int(says["approved-at"]):
            approval = payload["type"], payload.get("requested_by"), payload.get("approved_by")
    if (sealed, plain) != (says["sealed"], says["plain"]):
        sys.exit("ERASURE_CERTIFICATE_NOT_AS_BOOKS: the books have values about the client at other positions")
    if approval != ("ClientErasureApproved", says["requested-by"], says["approved-by"]):
        sys.exit("ERASURE_CERTIFICATE_NOT_AS_BOOKS: others decided the erasure")


def main(file, keys, books=None):
    says, leaves = check(open(file, encoding="utf-8").read(), read_keys(open(keys, encoding="utf-8").read()))
    if books:
        check_books(books, says, leaves)
    print(f"{says['ledger']}: {says['client']} is erased at {says['erased-at']}, asked for by {says['requested-by']} and"
          f" approved by {says['approved-by']}; {len(says['sealed'])} sealed values cannot be opened any more")
    if says["plain"]:
        print("plain words about the client stay in the records at " + ", ".join(map(str, says["plain"])))
    if books:
        print("the books have these records, and no other values about the client")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Recompute the Merkle root of an export of an Almoner ledger, with nothing but Python's standard library.

    almoner export > books.jsonl
    python3 docs/verify/root.py books.jsonl [CHECKPOINT]

"""
import base64, hashlib, json, sys


def root_of(lines):
    """RFC 6962: leaves are SHA-256(0x00 || line), nodes SHA-256(0x01 || left || right)."""
    edge = []  # (leaves below, hash), largest subtree first
    for number, line in enumerate(lines, start=1):
        line = line.rstrip(b"\n")
        position = json.loads(line)["position"]
        if int(position) != number:
            sys.exit(f"line {number} says that it is position {position}: the books are not whole")
        size, node = 1, hashlib.sha256(b"\x00" + line).digest()
        while edge and edge[-1][0] == size:
            node = hashlib.sha256(b"\x01" + edge.pop()[1] + node).digest()
            size *= 2
        edge.append((size, node))
    total, root = sum(size for size, _ in edge), None
    for _, node in reversed(edge):
        root = node if root is None else hashlib.sha256(b"\x01" + node + root).digest()
    return total, root or hashlib.sha256(b"").digest()


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as export:
        size, root = root_of(export)
    root = base64.b64encode(root).decode()
    print(size, root)
    if len(sys.argv) > 2:
        _, said_size, said_root = open(sys.argv[2], encoding="utf-8").read().split("\n")[:3]
        if (said_size, said_root) != (str(size), root):
            sys.exit(f"the checkpoint says {said_size} {said_root}: these are not the same books")
        print("the same as the checkpoint")

"""Looks a badge up in the list of what was revoked, as whoever checks it would: both are verified with PyJWT and the key given
in hexadecimal digits, the list is unpacked and the badge's bit is read. Writes what was understood as JSON."""
import base64
import gzip
import json
import sys

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(open(sys.argv[3], encoding="utf-8").read().strip()))


def payload(path):
    token = open(path, encoding="utf-8").read().strip()
    return jwt.decode(token, key, algorithms=["EdDSA"], options={"verify_aud": False})


badge, listed = payload(sys.argv[1]), payload(sys.argv[2])
entry, subject = badge["credentialStatus"], listed["credentialSubject"]
assert entry["type"] == "BitstringStatusListEntry" and subject["type"] == "BitstringStatusList"
assert entry["statusPurpose"] == subject["statusPurpose"] == "revocation"
assert entry["statusListCredential"] == listed["id"] and badge["issuer"]["id"] == listed["issuer"]
# Multibase: u is base 64 for addresses, without padding.
encoded = subject["encodedList"]
assert encoded[0] == "u"
bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
# The first place is the leftmost bit.
at = int(entry["statusListIndex"])
json.dump({
    "place": at,
    "places": len(bits) * 8,
    "revoked": bool(bits[at // 8] >> (7 - at % 8) & 1),
    "all_revoked": sum(byte.bit_count() for byte in bits),
}, sys.stdout)

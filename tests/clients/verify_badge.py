"""Verifies an Open Badge 3.0 with openbadgeslib, its key resolved from the issuer's did:key, and once more with PyJWT
and the key given in hexadecimal digits; writes what was understood as JSON."""
import json
import sys

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from openbadgeslib.ob3 import OB3Verifier

token = open(sys.argv[1], encoding="utf-8").read().strip()
key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(open(sys.argv[2], encoding="utf-8").read().strip()))
payload = jwt.decode(token, key, algorithms=["EdDSA"], options={"verify_aud": False})
badge = OB3Verifier.for_issuer_did(payload["iss"]).verify(token)
json.dump({
    "payload": payload,
    "id": badge.id,
    "issuer": {"id": badge.issuer.id, "name": badge.issuer.name},
    "achievement": badge.achievement.name,
}, sys.stdout)

"""Checks the proof of text and credit in a webhook's data, with nothing of Byline: pip install cryptography."""
import base64, json


def is_proven(data, jwks):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    decode = lambda text: base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    attribution = {name: value for name, value in data["attribution"].items() if name != "proof"}
    proven = {name: data[name] for name in ("articleId", "revision", "article")} | {"attribution": attribution}
    try:
        header, _, signature = data["attribution"]["proof"].split(".")
        kid = json.loads(decode(header))["kid"]
        key = next(decode(key["x"]) for key in jwks["keys"] if key["kid"] == kid)
        # RFC 8785: names in order, no white space.
        canonical = json.dumps(proven, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        payload = base64.urlsafe_b64encode(canonical).rstrip(b"=")
        Ed25519PublicKey.from_public_bytes(key).verify(decode(signature), header.encode() + b"." + payload)
        return True
    except (KeyError, ValueError, StopIteration, InvalidSignature):
        return False

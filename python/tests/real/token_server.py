"""A token server for real registries: RS256, for one account; nobody else gets any right."""

from __future__ import annotations

import base64
import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import trustme
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from jupyterlab_vcp.demo.registry import login

ISSUER = "vcp-tests"
_NUMBERS = itertools.count(1)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class _Signer:
    """A key with its certificate, which the registry trusts."""

    def __init__(self) -> None:
        authority = trustme.CA(key_type=trustme.KeyType.RSA)
        key = load_pem_private_key(authority.private_key_pem.bytes(), None)
        assert isinstance(key, RSAPrivateKey)
        self._key = key
        self.certificate = authority.cert_pem.bytes()
        lines = self.certificate.decode().split("-----")[2].split()
        self._header = {"typ": "JWT", "alg": "RS256", "x5c": ["".join(lines)]}

    def token(self, scopes: list[str]) -> str:
        """A token for some scopes (``type:name:action,action``)."""
        now = int(time.time())
        parts = [scope.rsplit(":", 1) for scope in scopes]
        access = [
            {"type": kind, "name": name, "actions": actions.split(",")}
            for (kind, _, name), actions in ((target.partition(":"), actions) for target, actions in parts)
        ]
        claims = {
            "iss": ISSUER, "sub": login.USER, "aud": login.SERVICE, "exp": now + login.LIFETIME, "nbf": now - 5,
            "iat": now, "jti": f"token-{next(_NUMBERS)}", "access": access,
        }  # fmt: skip
        signed = f"{_b64(json.dumps(self._header).encode())}.{_b64(json.dumps(claims).encode())}"
        return f"{signed}.{_b64(self._key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


def _handler(signer: _Signer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = login.account(self.headers.get("Authorization", ""))
            asked = parse_qs(urlsplit(self.path).query).get("scope", [])
            token = signer.token(asked if known else [])
            body = {"token": token, "access_token": token, "expires_in": login.LIFETIME}
            refusal = {"details": "incorrect username or password"}
            text = json.dumps(refusal if known is False else body).encode()
            self.send_response(401 if known is False else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments: object) -> None:
            """Nothing: the log of the tests is not for this."""

    return Handler


@contextmanager
def token_server(folder: Path) -> Iterator[dict[str, object]]:
    """A token server until the end of the block; gives the ``auth`` section of a registry's configuration."""
    signer = _Signer()
    bundle = folder / "token-roots.pem"
    bundle.write_bytes(signer.certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(signer))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    realm = f"http://127.0.0.1:{server.server_address[1]}/token"
    section = {"realm": realm, "service": login.SERVICE, "issuer": ISSUER, "rootcertbundle": str(bundle)}
    try:
        yield {"token": section}
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)

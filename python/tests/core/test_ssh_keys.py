"""Which lines are public keys, and what becomes of them."""

import base64

import pytest

from jupyterlab_vcp.core.ssh_keys import are_public_keys, authorized_keys, is_public_key, join_keys
from tests.core.spec_cases import KEY

BLOB = KEY.split()[1]


@pytest.mark.parametrize(
    "line",
    [KEY, f"ssh-ed25519 {BLOB}", f"  {KEY}  ", f'from="10.0.0.0/8",command="echo a b" {KEY} two words'],
)
def test_public_keys(line: str) -> None:
    assert is_public_key(line)


@pytest.mark.parametrize(
    "line",
    [
        *("", "ssh-ed25519", "ssh-ed25519 !!!!", "ssh-ed25519 AAAA", f"ssh-rsa {BLOB}", BLOB),
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "ssh-unknown " + BLOB,
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_public_key(line)


def test_files_may_have_comments_but_only_keys_besides() -> None:
    assert are_public_keys(f"# mine\n\n{KEY}\n{KEY}\n")
    assert not are_public_keys("# mine\n")
    assert not are_public_keys(f"{KEY}\nsecret\n")


def test_the_whole_content_is_encoded() -> None:
    entry = authorized_keys(join_keys([KEY + "\n", KEY]))
    assert base64.b64decode(entry.removeprefix("AUTHORIZED_KEYS=")) == f"{KEY}\n{KEY}\n".encode()

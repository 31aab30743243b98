"""Small rules: error texts, dates, narrowing, redaction, references."""

from __future__ import annotations

import base64
import io
import json
import logging
from typing import Any

import pytest

from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.objects import parse_member, parse_unit, parse_unit_group, parse_vpn_catalog
from jupyterlab_vcp.clients.upstream import error_text, parse_json, unescape
from jupyterlab_vcp.core.dates import to_rfc3339
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import MAX_ERROR_BODY, MAX_MESSAGE
from jupyterlab_vcp.core.redaction import MASK, RedactingFilter, Redactor
from jupyterlab_vcp.core.vault_reference import parse_reference


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"it\'s", "it's"),
        (r"\"x\"", '"x"'),
        (r"one\ntwo", "one\ntwo"),
        (r"C:\\new", r"C:\new"),
        (r"a\tb", r"a\tb"),
    ],
)
def test_unescape(written: str, shown: str) -> None:
    assert unescape(written) == shown


@pytest.mark.parametrize(
    ("media_type", "body", "shown"),
    [
        ("application/json", b'{"message": "no", "other": 1}', "no"),
        ("text/plain", b'{"message": "no"}', "no"),
        ("application/json", b'{"detail": "no"}', '{"detail": "no"}'),
        ("application/json", b'{"message": 3}', '{"message": 3}'),
        ("text/html", b"<html><style>p{}</style><h1>502</h1>Bad Gateway</html>", "502 Bad Gateway"),
        ("", b"", None),
        ("text/plain", b"\xff\xfe", "\ufffd\ufffd"),
        ("text/plain", b"x" * 5000, "x" * (MAX_MESSAGE - 1) + "…"),
    ],
)
def test_error_text(media_type: str, body: bytes, shown: str | None) -> None:
    assert error_text(Reply(500, media_type, body)) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2018/10/25 12:55:27 UTC", "2018-10-25T12:55:27Z"),
        ("2026/01/10 09:00:00 JST", "2026-01-10T09:00:00+09:00"),
        ("2026/01/10 09:00:00 CST", "2026/01/10 09:00:00 CST"),
        ("2026/13/10 09:00:00 UTC", "2026/13/10 09:00:00 UTC"),
        ("yesterday", "yesterday"),
        (" ", None),
    ],
)
def test_dates(written: str, shown: str | None) -> None:
    assert to_rfc3339(written) == shown


def test_the_least_that_the_client_of_the_pages_tolerates() -> None:
    group = parse_unit_group({"vcid": "a", "type": None, "error_message": None, "owner": ""})
    assert (group.type, group.units, group.owner, group.error, group.created_at) == ("compute", (), "nobody", "", None)
    unit = parse_unit({"name": "u"})
    assert (unit.provider, unit.nodes, unit.disks, unit.image) == (None, (), (), None)
    node = parse_member({"node_no": 1, "node_id": "n", "volumes": None, "watch_mode": None})
    assert (node.kind, node.address if node.kind == "node" else None) == ("node", "")
    disk = parse_member({"disk_no": "2", "disk_id": "d", "cloud_disk_size": None})
    assert (disk.kind, disk.number) == ("disk", 2)


@pytest.mark.parametrize(
    ("info", "image"),
    [
        ("- unit: {image: vcp/base:1.6.2}", "vcp/base:1.6.2"),
        (base64.b64encode(b"- unit: {image: vcp/base:1.6.2}").decode(), "vcp/base:1.6.2"),
        ("", None),
        (None, None),
        (5, None),
        ({"image": "vcp/base:1.6.2"}, None),
    ],
)
def test_the_image_of_a_unit(info: object, image: str | None) -> None:
    assert parse_unit({"name": "u", "info": info}).image == image


def test_disks_have_no_image() -> None:
    disk = {"disk_no": 1, "disk_id": "d"}
    assert parse_unit({"name": "u", "info": "- unit: {image: a:b}", "disk": [disk]}).image is None


@pytest.mark.parametrize("number", ["²", "1" * 5000, "1.5", "٣", "", " "])
def test_figures_that_are_no_numbers(number: str) -> None:
    group = parse_unit_group({"vcid": "a", "vcno": number})
    assert group.number is None
    with pytest.raises(VcpFailure):
        parse_member({"node_no": number, "node_id": "n"})


@pytest.mark.parametrize("body", [b'{"a": NaN}', b"[Infinity]", b"-Infinity", b"[" * 100_000, b"1" * 5000, b"\xff"])
def test_what_no_browser_would_take_is_no_json(body: bytes) -> None:
    assert parse_json(Reply(200, "application/json", body)) is None


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"vcid": ""}, {"vcid": "a", "type": "other"}, {"vcid": "a", "unit": {}}, {"vcid": "a", "unit": [1]},
     {"vcid": "a", "unit": [{"name": "u", "node": [{"node_id": "n"}]}]}, {"vcid": ["a"]}],
)  # fmt: skip
def test_what_is_no_group(value: Any) -> None:
    with pytest.raises(VcpFailure) as caught:
        parse_unit_group(value)
    assert caught.value.code == "not_understood"


def test_vpn_catalog() -> None:
    entries = parse_vpn_catalog({"vpn_catalog": {"cci_version": "1.0", "onpremises": {"default": None}}})
    assert [(each.provider, each.name, each.range, each.values) for each in entries] == [
        ("onpremises", "default", None, {})
    ]


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("vault://cubbyhole/aws/access_key", ("cubbyhole/aws", "access_key")),
        ("vault://secret/a/b/c", ("secret/a/b", "c")),
        ("vault://cubbyhole/a@b/c", ("cubbyhole/a@b", "c")),
        ("vault://key", None),
        ("vault://cubbyhole/key", None),
        ("vault://cubbyhole/aws/", None),
        ("vault://cubbyhole//key", None),
        ("vault://cubbyhole/aws/..", None),
        ("vault://cubbyhole/../sys/key", None),
        ("vault://cubbyhole/%2e%2e/key", None),
        ("vault://sys/aws/key", None),
        ("vault://cubbyhole/aws?x/key", None),
        ("vault://cubbyhole/a b/key", None),
        ("vault://cubbyhole/aws/key\n", None),
        ("literal", None),
        (5, None),
        (None, None),
    ],
)
def test_references(reference: object, parts: tuple[str, str] | None) -> None:
    found = parse_reference(reference)
    assert (found and (found.path, found.key)) == parts
    assert found is None or (str(found), found.private) == (reference, found.path.startswith("cubbyhole/"))


class TestRedaction:
    """One function for everything that leaves."""

    def test_all_spellings(self) -> None:
        secret = 'pa"ss/wörd'
        redactor = Redactor(lambda: {secret, "s.token"})
        for text in (secret, json.dumps(secret), repr(secret), "url=pa%22ss%2Fw%C3%B6rd", "x-s.token-y"):
            shown = redactor.text(text)
            assert MASK in shown
            assert "wörd" not in shown
            assert "s.token" not in shown

    @pytest.mark.parametrize("before", ["", "a", "ab", "password: "])
    def test_within_base64(self, before: str) -> None:
        """A controller that refuses a CCI may quote it as it was sent."""
        redactor = Redactor(lambda: {"the/secret>of?mine"})
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            shown = redactor.text("info: " + encode(f"{before}the/secret>of?mine\nuser: me".encode()).decode())
            assert MASK in shown
            rest = base64.b64decode(shown.removeprefix("info: ").partition(MASK)[0] + "==", validate=False)
            assert b"the/" not in rest

    def test_as_web_pages_write_it(self) -> None:
        redactor = Redactor(lambda: {"a<b>&'c\""})
        for text in ("a&lt;b&gt;&amp;&#x27;c&quot;", "a&lt;b&gt;&amp;'c\"", "a%3cb%3e%26%27c%22"):
            assert redactor.text(text) == MASK

    @pytest.mark.parametrize("length", range(1, 13))
    def test_cut_in_the_middle_of_a_secret(self, length: int) -> None:
        shown = Redactor(lambda: {"long-secret-x"}).text("words " + "long-secret-x"[:length] + "…")
        assert shown == ("words •••…" if length >= 4 else f"words {'long'[:length]}…")
        assert Redactor(lambda: {"long-secret-x"}).text("long-sec") == "long-sec"

    def test_an_error_that_is_cut_between(self) -> None:
        secret = "s.0123456789abcdefghijklmn"
        for filler in (MAX_MESSAGE - 10, MAX_ERROR_BODY - 10):
            markup = b"<p>" * ((filler - 100) // 3) if filler > MAX_MESSAGE else b""
            body = (markup + b"x" * (filler - len(markup)) + secret.encode())[:MAX_ERROR_BODY]
            words = error_text(Reply(500, "text/html", body))
            assert words is not None
            assert "s.012" in words
            assert "s.01" not in Redactor(lambda: {secret}).text(words)

    def test_lines_of_a_key(self) -> None:
        redactor = Redactor(lambda: {"-----BEGIN KEY-----\nabcdefgh\n-----END KEY-----\n"})
        assert redactor.text("line 2: abcdefgh") == f"line 2: {MASK}"

    def test_longest_first(self) -> None:
        assert Redactor(lambda: {"secret", "secret-long"}).text("secret-long") == MASK

    def test_short_ones_only_in_texts(self) -> None:
        redactor = Redactor(lambda: {"ubuntu", "vcp", "long-enough-secret"})
        value = {"image": "ubuntu:22", "deep": [{"x": "long-enough-secret"}], "long-enough-secret": 1}
        assert redactor.reply(value) == {"image": "ubuntu:22", "deep": [{"x": MASK}], "long-enough-secret": 1}
        assert redactor.text("user ubuntu of vcp") == f"user {MASK} of vcp"

    def test_secrets_that_change(self) -> None:
        secrets: set[str] = set()
        redactor = Redactor(lambda: secrets)
        assert redactor.text("new-token") == "new-token"
        secrets.add("new-token")
        assert redactor.text("new-token") == MASK

    def test_log_records(self) -> None:
        stream = io.StringIO()
        log = logging.Logger("test")
        log.addHandler(logging.StreamHandler(stream))
        log.addFilter(RedactingFilter(Redactor(lambda: {"the-secret"})))
        try:
            raise ValueError("with the-secret inside")
        except ValueError:
            log.exception("failed with %s", {"token": "the-secret"})
        assert "Traceback" in stream.getvalue()
        assert "the-secret" not in stream.getvalue()

    def test_a_line_that_does_not_fit_its_arguments(self) -> None:
        """The filter sits on the server's own log: a slip of another extension must not become an exception there."""
        stream = io.StringIO()
        log = logging.Logger("test")
        log.addHandler(logging.StreamHandler(stream))
        log.addFilter(RedactingFilter(Redactor(lambda: {"the-secret"})))
        log.info("100 %d of", "the-secret")
        assert stream.getvalue() == f"100 %d of ('{MASK}',)\n"

"""Credentials through the server: into the secret store and vcp_config.yml, and never out again."""

from __future__ import annotations

import asyncio
import json
import shutil
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.demo.config_files import LITERAL_SECRETS, VAULT_SECRETS
from tests.conftest import Api, Simulator

VALUE = "STORED-VALUE-7f31c0aa"
KEY = "-----BEGIN PRIVATE KEY-----\nSTORED-KEY-LINE-1\nSTORED-KEY-LINE-2\n-----END PRIVATE KEY-----\n"


@pytest.fixture
def folder(simulator: Simulator, tmp_path: Path) -> Path:
    path = tmp_path / "vcp_config"
    shutil.copytree(simulator.info["config_dir"], path)
    return path


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "vcp_config.yml"


@pytest.fixture
def traits(folder: Path) -> dict[str, Any]:
    return {"vcp_config_dir": str(folder)}


def secret(simulator: Simulator, path: str, label: str = "regular") -> dict[str, Any]:
    """What the secret store holds for a token, asked past the server."""
    context = ssl.create_default_context(cafile=simulator.info["ca_file"])
    request = urllib.request.Request(
        f"{simulator.info['vault']['url']}/v1/{path}", headers={"X-Vault-Token": simulator.token(label)}
    )
    try:
        with urllib.request.urlopen(request, timeout=10, context=context) as reply:
            found: dict[str, Any] = json.load(reply)["data"]
            return found
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return {}


async def listed(api: Api) -> Any:
    answer = await api("GET", "/credentials")
    assert answer.status == 200
    assert not [each for keys in VAULT_SECRETS.values() for each in keys.values() if each in answer.raw]
    assert not [each for each in (*LITERAL_SECRETS, VALUE, "STORED-KEY-LINE") if each in answer.raw]
    return answer.body


async def store(api: Api, section: str, values: dict[str, str], **other: Any) -> Any:
    version = other.pop("version", None) or (await listed(api))["version"]
    body = {"values": values, "reference": True, "version": version, **other}
    answer = await api("PUT", f"/credentials/{section}", body)
    assert not [each for each in values.values() if each and len(each) > 6 and each in answer.raw]
    return answer


def keys(credentials: Any, section: str) -> dict[str, dict[str, Any]]:
    entry = next(each for each in credentials["providers"] if each["section"] == section)
    return {each["key"]: each for each in entry["keys"]}


def backups(file: Path) -> list[Path]:
    return [each for each in file.parent.iterdir() if ".bak-" in each.name]


class TestList:
    """Every section that a provider file names, whether vcp_config.yml has it or not."""

    async def test_states_references_and_targets(self, api: Api, file: Path, simulator: Simulator) -> None:
        file.write_text(file.read_text("utf-8").replace("gcp:\n", "gcp_old:\n"), "utf-8")
        found = await listed(api)
        assert found["store"]["url"] == f"https://localhost:{simulator.vault_port}"
        assert (found["store"]["failure"], found["formerToken"], found["configFile"]) == (None, False, str(file))
        sections = {each["section"]: each for each in found["providers"]}
        assert sections["aws"]["provider"] == "aws"
        assert set(sections["aws"]["providers"]) == {"aws", "aws_disk", "aws_spot"}
        assert {(each["configured"], each["available"]) for name, each in sections.items() if name != "gcp"} == {
            (True, True)
        }
        assert sections["gcp"]["configured"] is False
        assert keys(found, "gcp")["credentials"] == {
            "key": "credentials",
            "state": "missing",
            "reference": None,
            "target": "vault://cubbyhole/gcp/credentials",
            "multiline": False,
        }
        assert keys(found, "hokudai")["password"]["state"] == "literal"
        assert keys(found, "oracle")["private_key"]["multiline"] is True
        assert list(keys(found, "sakura")) == ["token", "secret"]
        assert keys(found, "sakura")["token"]["reference"] == "vault://cubbyhole/sakura/token"
        assert {each["state"] for each in keys(found, "aws").values()} == {"resolved"}

    @pytest.mark.parametrize(
        ("written", "target", "state"),
        [
            ("vault://secret/team/aws/id", "vault://secret/team/aws/id", "unresolved"),
            ("vault://cubbyhole/other/access_key", "vault://cubbyhole/other/access_key", "unresolved"),
            ("vault://access_key", "vault://cubbyhole/aws/access_key", "unresolved"),
            ("vault://cubbyhole/../sys/x", "vault://cubbyhole/aws/access_key", "unresolved"),
            ("", "vault://cubbyhole/aws/access_key", "missing"),
        ],
    )
    async def test_where_a_value_goes(self, api: Api, file: Path, written: str, target: str, state: str) -> None:
        text = file.read_text("utf-8").replace("vault://cubbyhole/aws/access_key", written)
        file.write_text(text, "utf-8")
        found = keys(await listed(api), "aws")["access_key"]
        assert (found["target"], found["state"], found["reference"]) == (target, state, written or None)

    async def test_without_a_secret_store(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("status", path="/v1/cubbyhole", status=503, message="sealed")
        found = await listed(api)
        assert (found["store"]["failure"]["code"], found["store"]["failure"]["upstreamStatus"]) == ("vault_failed", 503)
        assert {each["state"] for each in keys(found, "aws").values()} == {"unchecked"}
        assert keys(found, "aic")["password"]["state"] == "missing"

    async def test_without_a_token(self, api: Api) -> None:
        await api("DELETE", "/connection/token")
        found = await listed(api)
        assert (found["store"]["failure"]["code"], found["formerToken"]) == ("no_token", True)


class TestNoFile:
    """There is nothing to refer from, and the text says where it is expected."""

    @pytest.fixture
    def traits(self, simulator: Simulator, tmp_path: Path) -> dict[str, Any]:
        return {"vcp_config_dir": str(tmp_path / "none"), "host": "localhost", "port": simulator.port}

    async def test_says_where_it_is_expected(self, api: Api, tmp_path: Path) -> None:
        found = await listed(api)
        assert (found["version"], found["configFile"]) == (None, str(tmp_path / "none" / "vcp_config.yml"))
        assert {each["configured"] for each in found["providers"]} == {False}
        answer = await store(api, "aws", {"access_key": VALUE})
        assert (answer.status, answer.body["code"]) == (409, "not_configured")
        assert str(tmp_path / "none" / "vcp_config.yml") in answer.body["message"]


class TestStore:
    """Values, the file, and the order of the two."""

    async def test_beside_what_stands_at_the_same_path(self, api: Api, file: Path, simulator: Simulator) -> None:
        before = file.read_bytes()
        answer = await store(api, "azure", {"client_secret": f"  {VALUE}\r\n"}, reference=False)
        assert answer.status == 200
        assert secret(simulator, "cubbyhole/azure") == {**VAULT_SECRETS["azure"], "client_secret": VALUE}
        assert (file.read_bytes(), backups(file)) == (before, [])
        assert keys(answer.body, "azure")["client_secret"]["state"] == "resolved"

    async def test_a_key_that_the_file_lacks(self, api: Api, file: Path, simulator: Simulator) -> None:
        file.chmod(0o640)
        before = file.read_text("utf-8")
        refused = await store(api, "aic", {"password": VALUE}, reference=False)
        assert (refused.status, refused.body["path"]) == (400, "values.password")
        assert secret(simulator, "cubbyhole/aic") == {}
        answer = await store(api, "aic", {"password": VALUE})
        assert keys(answer.body, "aic")["password"]["state"] == "resolved"
        assert file.read_text("utf-8") == before + "  password: vault://cubbyhole/aic/password\n"
        assert answer.body["version"] == (await listed(api))["version"]
        (backup,) = backups(file)
        assert backup.read_text("utf-8") == before
        assert {each.stat().st_mode & 0o777 for each in (file, backup)} == {0o640}

    async def test_a_literal_leaves_the_file_and_stays_masked(self, api: Api, file: Path, simulator: Simulator) -> None:
        before = file.read_text("utf-8")
        answer = await store(api, "hokudai", {"password": VALUE})
        assert keys(answer.body, "hokudai")["password"]["state"] == "resolved"
        expected = before.replace(LITERAL_SECRETS[0], "vault://cubbyhole/hokudai/password")
        assert file.read_text("utf-8") == expected
        simulator.fault("status", path="/vcs", status=500, message=f"wrong: {LITERAL_SECRETS[0]} {VALUE}")
        assert (await api("GET", "/unit-groups")).body["upstreamMessage"] == "wrong: ••• •••"

    async def test_a_section_that_the_file_lacks(self, api: Api, file: Path, simulator: Simulator) -> None:
        text = file.read_text("utf-8")
        start, end = text.index("oracle:\n"), text.index("gcp:\n")
        file.write_text(text[:start] + text[end:] + "# the end\n", "utf-8")
        values = {"fingerprint": VALUE, "private_key": KEY.replace("\n", "\r\n")}
        assert (await store(api, "oracle", values)).status == 200
        assert secret(simulator, "cubbyhole/oracle") == {
            **VAULT_SECRETS["oracle"], "fingerprint": VALUE, "private_key": KEY,
        }  # fmt: skip
        assert file.read_text("utf-8").endswith(
            "# the end\noracle:\n  fingerprint: vault://cubbyhole/oracle/fingerprint\n"
            "  private_key: vault://cubbyhole/oracle/private_key\n"
        )

    async def test_under_the_name_that_the_file_uses(self, api: Api, file: Path) -> None:
        text = file.read_text("utf-8")
        file.write_text(text.replace("sakura_token: vault://cubbyhole/sakura/token", "sakura_token: literal"), "utf-8")
        assert keys((await store(api, "sakura", {"token": VALUE})).body, "sakura")["token"]["state"] == "resolved"
        assert file.read_text("utf-8") == text

    @pytest.mark.parametrize(
        ("section", "values", "status", "path"),
        [
            ("nosection", {"access_key": VALUE}, 404, "section"),
            ("vcc", {"host": VALUE}, 404, "section"),
            ("aws", {"password": VALUE}, 400, "values.password"),
            ("aws", {"private_network": VALUE}, 400, "values.private_network"),
            ("sakura", {"sakura_token": VALUE}, 400, "values.sakura_token"),
            ("aws", {"access_key": "   "}, 400, "values.access_key"),
            ("aws", {"access_key": f"{VALUE}\n{VALUE}"}, 400, "values.access_key"),
            ("aws", {"access_key": f"{VALUE}\x00"}, 400, "values.access_key"),
            ("aws", {"access_key": f"a\u2028{VALUE}"}, 400, "values.access_key"),
            ("aws", {"secret_key": VALUE, "access_key": f"\ud800{VALUE}"}, 400, "values.access_key"),
            ("oracle", {"private_key": f"{KEY}\x1b"}, 400, "values.private_key"),
            ("oracle", {"private_key": " \n "}, 400, "values.private_key"),
        ],
    )
    async def test_bad_input(
        self, api: Api, file: Path, simulator: Simulator, section: str, values: dict[str, str], status: int, path: str
    ) -> None:
        before = file.read_bytes()
        answer = await store(api, section, values)
        assert (answer.status, answer.body["path"]) == (status, path)
        assert VALUE not in answer.raw
        assert (file.read_bytes(), backups(file)) == (before, [])
        assert secret(simulator, "cubbyhole/aws") == VAULT_SECRETS["aws"]

    async def test_edited_by_hand_since_it_was_read(self, api: Api, file: Path, simulator: Simulator) -> None:
        version = (await listed(api))["version"]
        file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
        for body in ({"reference": True}, {"reference": False}):
            answer = await store(api, "aws", {"access_key": VALUE}, version=version, **body)
            assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "changed", str(file))
        assert secret(simulator, "cubbyhole/aws") == VAULT_SECRETS["aws"]
        assert file.read_text("utf-8").endswith("# mine\n")

    async def test_edited_by_hand_while_the_secret_is_stored(
        self, api: Api, file: Path, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The secret is there then, harmlessly: the next try finds it and writes the file."""
        from jupyterlab_vcp.clients.vault import VaultClient

        async def write(self: VaultClient, path: str, values: Any) -> None:
            await original(self, path, values)
            file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")

        original = VaultClient.write
        monkeypatch.setattr(VaultClient, "write", write)
        answer = await store(api, "aic", {"password": VALUE})
        assert (answer.status, answer.body["code"]) == (409, "changed")
        monkeypatch.setattr(VaultClient, "write", original)
        assert secret(simulator, "cubbyhole/aic") == {"password": VALUE}
        assert "aic/password" not in file.read_text("utf-8")
        assert keys((await store(api, "aic", {"password": VALUE})).body, "aic")["password"]["state"] == "resolved"
        assert "# mine\n" in file.read_text("utf-8")

    async def test_a_file_that_cannot_be_written_keeps_the_store_as_it_was(
        self, api: Api, file: Path, simulator: Simulator
    ) -> None:
        file.chmod(0o400)
        answer = await store(api, "aic", {"password": VALUE})
        assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "file_failed", str(file))
        assert secret(simulator, "cubbyhole/aic") == {}

    @pytest.mark.parametrize(
        ("text", "code"),
        [("vcc: [\n", "config_broken"), ("x: &x {a: b}\naic: *x\nvcc: {host: localhost}\n", "bad_request")],
    )
    async def test_a_file_that_is_better_edited_by_hand(
        self, api: Api, file: Path, simulator: Simulator, text: str, code: str
    ) -> None:
        file.write_text(text, "utf-8")
        answer = await store(api, "aic", {"password": VALUE})
        assert (answer.body["code"], file.read_text("utf-8")) == (code, text)
        assert answer.body["path"] == f"{file}:2"
        assert secret(simulator, "cubbyhole/aic") == {}

    async def test_a_link_stays(self, api: Api, file: Path, tmp_path: Path) -> None:
        real = tmp_path / "real.yml"
        file.rename(real)
        file.symlink_to(real)
        assert (await store(api, "aic", {"password": VALUE})).status == 200
        assert file.is_symlink()
        assert "vault://cubbyhole/aic/password" in real.read_text("utf-8")
        assert [each.parent for each in tmp_path.rglob("*.bak-*")] == [tmp_path]

    @pytest.mark.parametrize(
        ("written", "values", "status"),
        [
            ("vault://cubbyhole/aws/secret_key", {"access_key": VALUE}, 400),
            ("vault://cubbyhole/aws/secret_key", {"access_key": VALUE, "secret_key": f"other-{VALUE}"}, 400),
            ("vault://cubbyhole/aws/secret_key", {"access_key": VALUE, "secret_key": VALUE}, 200),
            ("vault://cubbyhole/azure/client_id", {"access_key": VALUE}, 200),
        ],
    )
    async def test_one_reference_for_two_keys(
        self, api: Api, file: Path, simulator: Simulator, written: str, values: dict[str, str], status: int
    ) -> None:
        """One would silently take the other's place. Two sections may share a secret on purpose."""
        text = file.read_text("utf-8").replace("vault://cubbyhole/aws/access_key", written)
        file.write_text(text, "utf-8")
        answer = await store(api, "aws", values)
        assert answer.status == status
        if status == 400:
            assert answer.body["path"] == "values.access_key"
            assert secret(simulator, "cubbyhole/aws") == VAULT_SECRETS["aws"]

    async def test_two_at_once_lose_no_key(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("latency", path="/v1/cubbyhole/azure", seconds=0.3)
        version = (await listed(api))["version"]
        names = ["subscription_id", "client_id", "client_secret", "tenant_id"]
        answers = await asyncio.gather(
            *(store(api, "azure", {name: f"{VALUE}-{name}"}, version=version) for name in names)
        )
        assert {each.status for each in answers} == {200}
        assert secret(simulator, "cubbyhole/azure") == {name: f"{VALUE}-{name}" for name in names}

    @pytest.mark.parametrize("status", [400, 403, 500])
    async def test_a_secret_store_that_repeats_what_it_was_sent(
        self, api: Api, file: Path, simulator: Simulator, status: int
    ) -> None:
        before = file.read_bytes()
        old = VAULT_SECRETS["azure"]["client_id"]
        simulator.fault(
            "status", path="/v1/cubbyhole/azure", method="POST", status=status, message=f"bad: {VALUE} {old}"
        )
        answer = await store(api, "azure", {"client_secret": VALUE})
        assert (answer.status, answer.body["code"]) == (502, "vault_failed")
        assert VALUE not in answer.raw
        assert old not in answer.raw
        assert "•••" in answer.body["upstreamMessage"]
        assert file.read_bytes() == before

    async def test_a_secret_store_that_repeats_a_short_one(self, api: Api, simulator: Simulator) -> None:
        """It is too short to be looked for in all texts, so of this answer nothing is told."""
        simulator.fault("status", path="/v1/cubbyhole/azure", method="POST", status=400, message="bad: 7q$z")
        answer = await store(api, "azure", {"client_secret": "7q$z"})
        assert (answer.body["code"], answer.body["upstreamMessage"]) == ("vault_failed", None)
        assert "7q$z" not in answer.raw


class TestCopy:
    """The way back for a new access token."""

    async def test_what_is_referred_to(self, api: Api, simulator: Simulator) -> None:
        await api("PUT", "/connection/token", {"token": simulator.token("super")})
        found = await listed(api)
        assert found["formerToken"] is True
        assert {each["state"] for each in keys(found, "aws").values()} == {"unresolved"}
        await store(api, "aws", {"access_key": VALUE})

        answer = await api("POST", "/credentials/copy", {})
        assert answer.status == 200
        assert not [each for each in VAULT_SECRETS["aws"].values() if each in answer.raw]
        copied = set(answer.body["copied"])
        assert "vault://cubbyhole/aws/secret_key" in copied
        assert "vault://cubbyhole/aws/access_key" not in copied, "what the present token has already stays"
        assert answer.body["missing"] == []
        assert secret(simulator, "cubbyhole/aws", "super") == {**VAULT_SECRETS["aws"], "access_key": VALUE}
        assert secret(simulator, "cubbyhole/aws") == VAULT_SECRETS["aws"]
        assert {each["state"] for each in keys(answer.body["credentials"], "oracle").values()} == {"resolved"}
        again = (await api("POST", "/credentials/copy")).body
        assert (again["copied"], again["missing"]) == ([], [])

    async def test_what_neither_has(self, api: Api, file: Path, simulator: Simulator) -> None:
        file.write_text(file.read_text("utf-8").replace("cubbyhole/gcp/", "cubbyhole/elsewhere/"), "utf-8")
        await api("PUT", "/connection/token", {"token": simulator.token("super")})
        answer = await api("POST", "/credentials/copy", {"token": f" {simulator.token()} "})
        assert answer.body["missing"] == ["vault://cubbyhole/elsewhere/credentials"]

    async def test_a_former_token_that_has_expired(self, api: Api, simulator: Simulator) -> None:
        await api("PUT", "/connection/token", {"token": simulator.token("super")})
        simulator.control("POST", "/expire", {"token": "regular"})
        answer = await api("POST", "/credentials/copy", {})
        assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "token_refused", "token")
        assert "administrator" in answer.body["message"]

    @pytest.mark.parametrize(
        ("body", "code", "path"),
        [
            ({}, "bad_request", "token"),
            ({"token": "two words"}, "bad_request", "token"),
            ({"token": "s.unknownunknownunknown00"}, "token_refused", "token"),
        ],
    )
    async def test_no_former_token(self, api: Api, body: dict[str, str], code: str, path: str) -> None:
        answer = await api("POST", "/credentials/copy", body)
        assert (answer.body["code"], answer.body["path"]) == (code, path)

    async def test_the_present_token_is_no_former_one(self, api: Api, simulator: Simulator) -> None:
        answer = await api("POST", "/credentials/copy", {"token": simulator.token()})
        assert (answer.status, answer.body["code"]) == (400, "bad_request")

    async def test_without_a_present_token(self, api: Api) -> None:
        await api("DELETE", "/connection/token")
        answer = await api("POST", "/credentials/copy", {})
        assert (answer.status, answer.body["code"]) == (409, "no_token")


async def test_a_literal_of_several_lines_gives_way(api: Api, file: Path) -> None:
    text = file.read_text("utf-8")
    line = "private_key: vault://cubbyhole/oracle/private_key\n"
    file.write_text(text.replace(line, "private_key: |\n    a\n    b\n"), "utf-8")
    assert (await store(api, "oracle", {"private_key": KEY})).status == 200
    assert file.read_text("utf-8") == text


async def test_a_value_of_the_wrong_shape_is_not_repeated(api: Api) -> None:
    for values in ({"access_key": [VALUE]}, {"access_key": ""}, {}, VALUE, {"access_key": VALUE * 5000}):
        answer = await api("PUT", "/credentials/aws", {"values": values, "reference": True, "version": None})
        assert answer.status == 400
        assert VALUE not in answer.raw

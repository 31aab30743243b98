"""The handshake, the state of the connection and the access token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.conftest import Api, Simulator


async def test_version(api: Api) -> None:
    answer = await api("GET", "/version")
    assert answer.status == 200
    assert answer.body["contract"] == 3


async def test_ready(api: Api, simulator: Simulator) -> None:
    state = (await api("GET", "/connection")).body
    assert state["state"] == "ready"
    assert (state["host"], state["port"]) == ("localhost", simulator.port)
    assert state["authority"] == {"user": "nobody", "role": "fullaccess", "userRole": "regular"}
    assert state["token"] == {"present": True, "source": {"kind": "trait", "name": "VcpExtension.token"}}
    assert state["hostSource"]["kind"] == "file"
    assert "aws" in state["controller"]["plugins"]
    assert not [each for each in state["problems"] if each["severity"] == "error"]


async def test_asks_the_controller_once_per_token(api: Api, simulator: Simulator) -> None:
    for _ in range(3):
        await api("GET", "/connection")
    assert len(simulator.requests("GET", "/accounts/authority")) == 1


async def test_token_from_the_dialog(api: Api, simulator: Simulator) -> None:
    refused = await api("PUT", "/connection/token", {"token": simulator.token("expired")})
    assert (refused.status, refused.body["code"]) == (409, "token_refused")
    assert refused.body["upstreamStatus"] == 401
    assert (await api("GET", "/connection")).body["authority"]["user"] == "nobody"

    accepted = await api("PUT", "/connection/token", {"token": f"  {simulator.token('super')}\n"})
    assert accepted.body["authority"]["userRole"] == "super"
    assert accepted.body["token"]["source"]["kind"] == "dialog"
    assert (await api("GET", "/connection")).body["authority"]["user"] == "vcadmin"

    forgotten = await api("DELETE", "/connection/token")
    assert forgotten.body["state"] == "no_token"
    answer = await api("GET", "/unit-groups")
    assert (answer.status, answer.body["code"]) == (409, "no_token")


async def test_token_that_expires_meanwhile(api: Api, simulator: Simulator) -> None:
    assert (await api("GET", "/connection")).body["state"] == "ready"
    simulator.control("POST", "/expire", {"token": "regular"})
    answer = await api("GET", "/unit-groups")
    assert (answer.status, answer.body["code"]) == (409, "token_refused")
    assert (await api("GET", "/connection")).body["state"] == "token_refused"


@pytest.mark.parametrize(
    ("fault", "code"),
    [({"kind": "cut"}, "unreachable"), ({"kind": "hang"}, "timeout"), ({"kind": "redirect"}, "redirected")],
)
async def test_controller_that_goes_away_meanwhile(
    api: Api, simulator: Simulator, fault: dict[str, str], code: str
) -> None:
    """Who reloads the page after a call has failed is told at once, not that all was well an hour ago."""
    assert (await api("GET", "/connection")).body["state"] == "ready"
    simulator.fault(**fault)
    assert (await api("GET", "/unit-groups")).body["code"] == code
    assert (await api("GET", "/connection")).body["state"] == "unreachable"


async def test_controller_that_is_away_is_not_asked_at_each_look(api: Api, simulator: Simulator) -> None:
    """A call that fails gives a good answer up, not the pause after a bad one."""
    simulator.fault("cut")
    await api("GET", "/connection")
    asked = len(simulator.requests("GET", "/accounts/authority"))
    await api("GET", "/unit-groups")
    assert (await api("GET", "/connection")).body["state"] == "unreachable"
    assert len(simulator.requests("GET", "/accounts/authority")) == asked


async def test_controller_that_is_back(api: Api, simulator: Simulator) -> None:
    """The first call that succeeds ends the pause."""
    simulator.fault("cut")
    assert (await api("GET", "/connection")).body["state"] == "unreachable"
    simulator.control("DELETE", "/faults")
    assert (await api("GET", "/unit-groups")).status == 200
    assert (await api("GET", "/connection")).body["state"] == "ready"


async def test_check_makes_the_state_look_anew(api: Api, simulator: Simulator) -> None:
    """A check that succeeds beside a status bar that says "unreachable" would be believed by nobody."""
    simulator.fault("cut")
    assert (await api("GET", "/connection")).body["state"] == "unreachable"
    simulator.control("DELETE", "/faults")
    stages = (await api("POST", "/connection/check")).body["stages"]
    assert not [each for each in stages if each["status"] == "failed"]
    assert (await api("GET", "/connection")).body["state"] == "ready"


@pytest.mark.parametrize(
    "body", [{}, {"token": ""}, {"token": 1}, {"token": "a b"}, {"token": "トークン"}, {"extra": 1}]
)
async def test_bad_tokens(api: Api, simulator: Simulator, body: dict[str, Any]) -> None:
    answer = await api("PUT", "/connection/token", body)
    assert (answer.status, answer.body["code"]) == (400, "bad_request")
    assert simulator.requests("GET", "/accounts/authority") == []


class TestTokenFile:
    """Mode and precedence of the token file."""

    @pytest.fixture
    def token_file(self, tmp_path: Path, simulator: Simulator) -> Path:
        path = tmp_path / "token"
        path.write_text(simulator.token("super") + "\n")
        path.chmod(0o600)
        return path

    @pytest.fixture
    def traits(self, token_file: Path) -> dict[str, Any]:
        return {"token": None, "token_file": str(token_file)}

    async def test_is_read(self, api: Api, token_file: Path) -> None:
        state = (await api("GET", "/connection")).body
        assert state["authority"]["user"] == "vcadmin"
        assert state["token"]["source"] == {"kind": "file", "name": str(token_file)}

    async def test_open_to_others_is_refused(self, api: Api, token_file: Path) -> None:
        token_file.chmod(0o640)
        state = (await api("GET", "/connection")).body
        assert state["state"] == "no_token"
        assert [each["code"] for each in state["problems"]] == ["token_file_mode"]
        answer = await api("GET", "/unit-groups")
        assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "no_token", str(token_file))


class TestEnvironment:
    """Variables stand in for traits."""

    @pytest.fixture
    def traits(self, monkeypatch: pytest.MonkeyPatch, simulator: Simulator, tmp_path: Path) -> dict[str, Any]:
        monkeypatch.setenv("VCP_HOST", "127.0.0.1")
        monkeypatch.setenv("VCP_PORT", str(simulator.port))
        monkeypatch.setenv("VCP_ACCESS_TOKEN", simulator.token("readonly"))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", simulator.info["ca_file"])
        return {"token": None, "ca_file": None, "vcp_config_dir": str(tmp_path / "none")}

    async def test_is_enough(self, api: Api) -> None:
        state = (await api("GET", "/connection")).body
        assert state["state"] == "ready"
        assert state["hostSource"] == {"kind": "environment", "name": "VCP_HOST"}
        assert state["tls"]["ca"] == {"kind": "environment", "name": "REQUESTS_CA_BUNDLE"}
        assert state["token"]["source"] == {"kind": "environment", "name": "VCP_ACCESS_TOKEN"}
        assert state["authority"]["role"] == "readonly"


class TestNothing:
    """A bare installation."""

    @pytest.fixture
    def traits(self, tmp_path: Path) -> dict[str, Any]:
        return {"token": None, "vcp_config_dir": str(tmp_path / "none")}

    async def test_says_what_is_missing(self, api: Api) -> None:
        state = (await api("GET", "/connection")).body
        assert (state["state"], state["host"]) == ("not_configured", None)
        assert any(each["code"] == "config_missing" for each in state["problems"])
        answer = await api("PUT", "/connection/token", {"token": "s.abcdefgh"})
        assert (answer.status, answer.body["code"]) == (409, "not_configured")


class TestInsecureKey:
    """The key with the inverted name."""

    @pytest.fixture
    def traits(self, tmp_path: Path, simulator: Simulator) -> dict[str, Any]:
        folder = tmp_path / "insecure"
        folder.mkdir()
        text = f"vcc:\n  host: localhost\n  vcc_port: {simulator.port}\n  insecure_request_warning: False\n"
        (folder / "vcp_config.yml").write_text(text)
        return {"vcp_config_dir": str(folder), "ca_file": None}

    async def test_never_switches_verification_off(
        self, api: Api, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        state = (await api("GET", "/connection")).body
        assert state["tls"]["verify"] is True
        assert state["state"] == "unreachable"
        assert {"insecure_key_ignored", "unreachable"} <= {each["code"] for each in state["problems"]}
        answer = await api("GET", "/unit-groups")
        assert (answer.status, answer.body["code"]) == (502, "tls_failed")


class TestCaFileMendedInItsPlace:
    """Who finds the wrong CA in the file puts the right one in; that must do without a restart."""

    @pytest.fixture
    def ca_file(self, tmp_path: Path) -> Path:
        path = tmp_path / "ca.pem"
        path.write_bytes(trustme.CA().cert_pem.bytes())
        return path

    @pytest.fixture
    def traits(self, ca_file: Path) -> dict[str, Any]:
        return {"ca_file": str(ca_file)}

    async def test_counts_at_once(self, api: Api, simulator: Simulator, ca_file: Path) -> None:
        answer = await api("GET", "/unit-groups")
        assert (answer.status, answer.body["code"]) == (502, "tls_failed")
        ca_file.write_bytes(Path(simulator.info["ca_file"]).read_bytes())
        assert (await api("GET", "/unit-groups")).status == 200


class TestVerifyFalse:
    """The explicit trait."""

    @pytest.fixture
    def traits(self) -> dict[str, Any]:
        return {"ca_file": None, "verify": False}

    async def test_switches_verification_off_and_shows(self, api: Api) -> None:
        state = (await api("GET", "/connection")).body
        assert (state["state"], state["tls"]["verify"]) == ("ready", False)
        assert "verification_off" in {each["code"] for each in state["problems"]}


async def test_generation_and_secret_store(api: Api, simulator: Simulator) -> None:
    state = (await api("GET", "/connection")).body
    assert state["controller"]["generation"] == "25"
    assert state["secretStore"]["url"] == f"https://localhost:{simulator.vault_port}"
    assert state["secretStore"]["source"]["kind"] == "file"


class TestVaultUrl:
    """The address of the secret store as the notebook container of 26.10 gives it, on another host name."""

    @pytest.fixture
    def traits(self, simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        text = Path(simulator.info["config_dir"], "vcp_config.yml").read_text("utf-8")
        (tmp_path / "vcp_config.yml").write_text(text.replace("vault_port:", "# vault_port:"), "utf-8")
        monkeypatch.setenv("VAULT_URL", f"https://127.0.0.1:{simulator.vault_port}/v1")
        return {"vcp_config_dir": str(tmp_path)}

    async def test_is_used_and_shown(self, api: Api, simulator: Simulator) -> None:
        url = f"https://127.0.0.1:{simulator.vault_port}"
        store = (await api("GET", "/connection")).body["secretStore"]
        assert store == {"url": url, "source": {"kind": "environment", "name": "VAULT_URL"}}
        report = (await api("POST", "/connection/check")).body
        stage = next(each for each in report["stages"] if each["stage"] == "vault")
        assert (stage["status"], stage["detail"]) == ("ok", url)
        aws = next(each for each in report["providers"] if each["provider"] == "aws")
        assert {each["state"] for each in aws["keys"]} == {"resolved"}


class TestBrokenVaultUrl:
    """The rest of the connection works; the secret store says what is wrong with its address."""

    @pytest.fixture
    def traits(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        monkeypatch.setenv("VAULT_URL", "http://vault:8200/v1")
        return {}

    async def test_is_named(self, api: Api) -> None:
        state = (await api("GET", "/connection")).body
        assert (state["state"], state["secretStore"]["url"]) == ("ready", None)
        assert "vault_address" in {each["code"] for each in state["problems"]}
        report = (await api("POST", "/connection/check")).body
        stage = next(each for each in report["stages"] if each["stage"] == "vault")
        assert (stage["status"], stage["code"]) == ("failed", "vault_failed")
        assert "VAULT_URL" in stage["message"]
        assert {each["code"] for each in report["problems"]} >= {"vault_address"}

"""``vcp_config.yml`` and ``vcp_flavor.yml``: values, lines of what is wrong, and silence about secrets."""

from pathlib import Path

import pytest

from jupyterlab_vcp.core.configuration import Configuration, Files, parse_configuration
from jupyterlab_vcp.services.providers import load_providers

GOOD = """
vcc:
  host: vcc.example.ac.jp
  name: demo
  vcc_port: 8444
  vault_port: 8201
  private_ip: 192.168.2.1
  wait_timeout_sec: 60
spec_options:
  dns: [1.1.1.1, 1.0.0.1]
  hostname: web
aws:
  access_key: AKIAIOSFODNN7EXAMPLE
  secret_key: vault://cubbyhole/aws/secret_key
  private_network: tokyo_subnet1
sakura:
  sakura_token: 0123
  sakura_secret: sakura-literal
  sakura_private_network: sw1
proxmox:
  token_id: root@pam!vcp
  token_secret: 11111111-2222-3333-4444-555555555555
  user_name: debian
"""
FLAVOR = """
aws:
  small:
    instance_type: t3.small
    volume_size: 16
"""


def parse(config: str | None, flavor: str | None = None) -> Configuration:
    return parse_configuration(Files(Path("conf"), config, flavor), load_providers().all())


def findings(configuration: Configuration) -> list[tuple[str, str | None, str]]:
    return [(problem.code, problem.path, problem.severity) for problem in configuration.problems]


def test_a_good_file() -> None:
    configuration = parse(GOOD, FLAVOR)
    assert configuration.problems == ()
    assert (configuration.host, configuration.port, configuration.name) == ("vcc.example.ac.jp", 8444, "demo")
    assert (configuration.vault_port, configuration.private_ip) == (8201, "192.168.2.1")
    assert configuration.wait_timeout == 60.0
    assert configuration.insecure_request_warning is None
    assert configuration.spec_options == {"dns": ["1.1.1.1", "1.0.0.1"], "hostname": "web"}
    assert configuration.sections["aws"]["private_network"] == "tokyo_subnet1"
    assert configuration.flavors == {"aws": {"small": {"instance_type": "t3.small", "volume_size": 16}}}
    assert configuration.flavors_path == Path("conf/vcp_flavor.yml")


def test_defaults() -> None:
    configuration = parse("vcc: {host: vcc}")
    assert (configuration.port, configuration.vault_port, configuration.wait_timeout) == (443, None, 1000.0)
    assert (configuration.flavors, configuration.flavors_path) == ({}, None)


def test_secrets_are_the_literal_credentials() -> None:
    assert parse(GOOD).secrets() == {
        "AKIAIOSFODNN7EXAMPLE",
        "0123",
        "sakura-literal",
        "root@pam!vcp",
        "11111111-2222-3333-4444-555555555555",
    }


def test_a_repr_shows_no_section_values() -> None:
    for secret in parse(GOOD).secrets():
        assert secret not in repr(parse(GOOD))


def test_the_lines_of_a_private_key_are_secrets_too() -> None:
    config = "vcc: {host: a}\noracle:\n  private_key: |\n    -----BEGIN KEY-----\n    MIIEvQIBADANBgkqhkiG\n"
    assert {"MIIEvQIBADANBgkqhkiG", "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\n"} <= parse(config).secrets()


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("vcc:\n  name: a\n", [("host_missing", "vcp_config.yml:1", "error")]),
        ("", [("host_missing", "vcp_config.yml", "error")]),
        ("vcc:\n  host: a\n  vcc_prot: 1\n", [("config_unknown_key", "vcp_config.yml:3", "warning")]),
        ("vcc:\n  host: a\n  vcc_port: '443'\n", [("config_broken", "vcp_config.yml:3", "error")]),
        ("vcc:\n  host: a\n  vcc_port: 70000\n", [("config_broken", "vcp_config.yml:3", "error")]),
        ("vcc:\n  host: a\n  vcc_port: true\n", [("config_broken", "vcp_config.yml:3", "error")]),
        ("vcc:\n  host: 12\n", [("config_broken", "vcp_config.yml:2", "error")]),
        ("vcc: a\n", [("config_broken", "vcp_config.yml:1", "error")]),
        ("vcc:\n  host: a\nspec_options:\n  dns: [1]\n", [("config_broken", "vcp_config.yml:4", "error")]),
        ("vcc:\n  host: a\naws:\n  acess_key: x\n", [("config_unknown_key", "vcp_config.yml:4", "warning")]),
        ("vcc:\n  host: a\naws:\n  access_key: [x]\n", [("config_broken", "vcp_config.yml:4", "error")]),
        ("vcc:\n  host: a\nawss:\n  access_key: x\n", [("config_unknown_key", "vcp_config.yml:3", "warning")]),
        ("vcc:\n  host: a\n  port: b: c\n", [("config_broken", "vcp_config.yml:3", "error")]),
        ("vcc:\n\thost: a\n", [("config_broken", "vcp_config.yml:2", "error")]),
        ("vcc:\n  host: a\n  host: b\n", [("config_broken", "vcp_config.yml:3", "error")]),
        ("- vcc\n", [("config_broken", "vcp_config.yml:1", "error")]),
        (
            "vcc:\n  host: a\n  insecure_request_warning: False\n",
            [("insecure_key_ignored", "vcp_config.yml:3", "warning")],
        ),
    ],
)
def test_what_is_wrong_is_named_at_its_line(config: str, expected: list[tuple[str, str, str]]) -> None:
    assert findings(parse(config)) == expected


@pytest.mark.parametrize(
    ("flavor", "expected"),
    [
        ("aws:\n  small:\n    volume_sice: 1\n", [("flavor_unknown_key", "vcp_flavor.yml:3", "warning")]),
        ("awss:\n  small: {}\n", [("flavor_unknown_key", "vcp_flavor.yml:1", "warning")]),
        ("aws: 1\n", [("flavor_broken", "vcp_flavor.yml:1", "error")]),
        ("aws:\n  small: [a]\n", [("flavor_broken", "vcp_flavor.yml:2", "error")]),
        ("aws:\n  small:\n - x\n", [("flavor_broken", "vcp_flavor.yml:3", "error")]),
        ("onpremises:\n  default:\n    flavor_name: dummy\nchameleon:\n  default:\n", []),
    ],
)
def test_what_is_wrong_with_flavors(flavor: str, expected: list[tuple[str, str, str]]) -> None:
    assert findings(parse("vcc: {host: a}", flavor)) == expected


@pytest.mark.parametrize(
    "config",
    [
        *("vcc: {host: a}\n---\nb: 1\n", "%YAML 9.9\n---\na: 1", "\0", "<<: 1", "a: !!int x", "a: !!timestamp x"),
        *("vcc: !!python/object:os.system {}", "vcc: [" + "[" * 5000, "!!omap [a: 1]", "? {a: b}\n: c", "a: &x {b: *x"),
    ],
)
def test_hostile_files_are_broken_and_no_crash(config: str) -> None:
    assert [problem.path for problem in parse(config).problems if problem.code == "config_broken"]


def test_a_map_that_contains_itself() -> None:
    configuration = parse("vcc: {host: a}\naws: &aws\n  secret_key: *aws\n  access_key: literal\n")
    assert configuration.secrets() == {"literal"}
    assert [problem.path for problem in configuration.problems] == ["vcp_config.yml:3"]


def test_unknown_keys_are_kept() -> None:
    configuration = parse("vcc: {host: a}\naws: {new_key: x}\nnewcloud: {k: v}", "aws: {small: {new: 1}}")
    assert configuration.sections == {"aws": {"new_key": "x"}, "newcloud": {"k": "v"}}
    assert configuration.flavors == {"aws": {"small": {"new": 1}}}


@pytest.mark.parametrize(
    "config",
    [
        "aws:\n  secret_key: *TopSecret1\n",
        "aws:\n  secret_key: TopSecret1\n  secret_key: TopSecret2\n",
        "aws:\n  secret_key: TopSecret1: x\n",
        "aws:\n  secret_key: [TopSecret1]\n",
        "TopSecret1\n",
    ],
)
def test_no_problem_quotes_a_value(config: str) -> None:
    configuration = parse("vcc:\n  host: a\n" + config if config.startswith("aws") else config)
    assert configuration.problems
    assert "TopSecret" not in repr(configuration)
    assert "TopSecret" not in str(configuration.problems)


def test_numbers_of_credentials_keep_their_digits() -> None:
    assert parse("vcc: {host: a}\nsakura: {token: 0123, secret: 1_0}").sections["sakura"] == {
        "token": "0123",
        "secret": "1_0",
    }

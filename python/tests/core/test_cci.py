"""CCI texts, byte for byte, and read back."""

import base64
from dataclasses import replace

import pytest

from jupyterlab_vcp.core.cci import (
    MASK,
    CciError,
    CciLayout,
    GroupCci,
    UnitCci,
    mask,
    read_group_cci,
    read_unit_cci,
    write_group_cci,
    write_unit_cci,
)

AWS = """
- unit:
    cci_version: "1.1"
    name: web
    description: ""
    private_network: default
    num_nodes: 2
    image: vcp/base:1.8.1-ubuntu20.04-x86_64
    recovery_mode: none
    docker_opt: {}
    params:
        v:
        - /export:/export
        e:
        - TZ=Asia/Tokyo
    cloud_provider: aws
    cloud_params:
        cci_version: "1.2"
        instance_type: m4.large
        volume_size: 40
        volume_type: gp2
        cloud_image: default
        ip_address_list: ['172.30.2.10', '172.30.2.11']
        access_key: vault://cubbyhole/aws/access_key
        volume_id: []
        secret_key: vault://cubbyhole/aws/secret_key
        tags: {}"""
UNIT = UnitCci(
    name="web",
    cloud_provider="aws",
    cloud_params={
        "cci_version": "1.2",
        "instance_type": "m4.large",
        "volume_size": 40,
        "volume_type": "gp2",
        "cloud_image": "default",
        "ip_address_list": ("172.30.2.10", "172.30.2.11"),
        "access_key": "vault://cubbyhole/aws/access_key",
        "volume_id": (),
        "secret_key": "vault://cubbyhole/aws/secret_key",
        "tags": {},
    },
    num_nodes=2,
    image="vcp/base:1.8.1-ubuntu20.04-x86_64",
    params_v=("/export:/export",),
    params_e=("TZ=Asia/Tokyo",),
)
DISK = """
- unit:
    cci_version: "1.1"
    name: data
    description: ""
    private_network: default
    num_disks: 3
    recovery_mode: none
    cloud_provider: aws
    cloud_params:
        cci_version: "1.0"
        size: 16"""


def test_the_text_of_the_pages() -> None:
    assert write_unit_cci(UNIT, CciLayout()) == AWS


@pytest.mark.parametrize("text", [AWS, base64.b64encode(AWS.encode()).decode()])
def test_reads_plain_and_base64(text: str) -> None:
    assert read_unit_cci(text) == UNIT


def test_a_storage_unit_has_disks_and_nothing_of_containers() -> None:
    unit = UnitCci("data", "aws", {"cci_version": "1.0", "size": 16}, num_disks=3)
    assert write_unit_cci(unit, CciLayout()) == DISK
    assert read_unit_cci(DISK) == unit


def test_the_group_text() -> None:
    text = write_group_cci("demo", "storage", "25.10.0")
    assert text == '\n- vc:\n    cci_version: "25.10.0"\n    type: storage\n    description: "demo"\n    name: demo'
    assert read_group_cci(text) == GroupCci("demo", "storage", "25.10.0", "demo")
    assert read_group_cci(base64.b64encode(text.encode()).decode()).name == "demo"


@pytest.mark.parametrize("name", ["true", "123", "no", "1e5", "a: b", "null"])
def test_names_that_are_yaml_words_come_back(name: str) -> None:
    assert read_group_cci(write_group_cci(name, "compute", "25.10.0")).name == name
    assert read_unit_cci(write_unit_cci(replace(UNIT, name=name), CciLayout())).name == name


def test_an_empty_name_leaves_the_space() -> None:
    text = write_unit_cci(replace(UNIT, name=""), CciLayout())
    assert "\n    name: \n" in text
    assert read_unit_cci(text).name == ""


def test_unset_values_are_the_bare_word_none() -> None:
    unit = UnitCci("a", "onpremises", {"cci_version": "1.0", "user_name": None, "network_if": None}, num_nodes=1)
    text = write_unit_cci(unit, CciLayout())
    assert text.endswith("\n        user_name: None\n        network_if: None")
    assert read_unit_cci(text).cloud_params["user_name"] is None


def test_line_feeds_of_the_templates() -> None:
    proxmox = UnitCci("a", "proxmox", {"user_name": "ubuntu", "tags": {}}, num_nodes=1)
    text = write_unit_cci(proxmox, CciLayout(newline_after=frozenset({"user_name"})))
    assert text.endswith("\n        user_name: ubuntu\n\n        tags: {}")
    vmware = UnitCci("a", "vmware", {"password": "x"}, num_nodes=1)
    layout = CciLayout(quoted=frozenset({"password"}), newline_after=frozenset({"password"}))
    assert write_unit_cci(vmware, layout).endswith('\n        password: "x"\n')


@pytest.mark.parametrize("params", ["", "    params:\n", "    params:\n        v:\n        e: []\n"])
def test_empty_params_may_have_any_form(params: str) -> None:
    text = "- unit:\n    name: a\n    cloud_provider: aws\n" + params + '    cloud_params: {cci_version: "1.2"}\n'
    assert (read_unit_cci(text).params_v, read_unit_cci(text).params_e) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        *("", "not a cci", "c2VjcmV0LXRva2Vu", "- unit: 1", "- vc:\n    type: x", "a: [", "- unit:\n  cloud_params: 1"),
        "- unit:\n    num_nodes: secret-token\n    cloud_params: {}",
        "- unit:\n    secret-token: 1\n    secret-token: 2",
    ],
)
def test_what_is_no_cci_is_refused_without_being_quoted(text: str) -> None:
    for read in (read_unit_cci, read_group_cci):
        with pytest.raises(CciError) as caught:
            read(text)
        assert "secret-token" not in str(caught.value)


def test_mask_hides_literals_and_keeps_references() -> None:
    unit = replace(
        UNIT,
        cloud_params={**UNIT.cloud_params, "secret_key": "wJalrXUtnFEMI"},
        params_e=(
            "TZ=Asia/Tokyo",
            "DB_PASSWORD=hunter2",
            "MY_TOKEN=",
            "X=has wJalrXUtnFEMI",
            "AUTHORIZED_KEYS=" + "A" * 90,
        ),
    )
    masked = mask(unit, {"access_key", "secret_key"}, {"wJalrXUtnFEMI", "Asia"})
    assert masked.cloud_params["access_key"] == "vault://cubbyhole/aws/access_key"
    assert masked.cloud_params["secret_key"] == MASK
    assert masked.params_e[:4] == ("TZ=Asia/Tokyo", f"DB_PASSWORD={MASK}", f"MY_TOKEN={MASK}", f"X={MASK}")
    assert masked.params_e[4] == f"AUTHORIZED_KEYS={'A' * 16}… (90 characters)"
    assert masked.cloud_params["instance_type"] == "m4.large"


def test_reprs_hold_no_secrets() -> None:
    unit = replace(UNIT, cloud_params={"secret_key": "wJalrXUtnFEMI"}, params_e=("P=hunter2",))
    assert "wJalrXUtnFEMI" not in repr(unit)
    assert "hunter2" not in repr(unit)

"""Disks: made, attached, in use, and when they go away."""

from __future__ import annotations

import pytest

from .support import Api, Running, b64, unit_cci


@pytest.fixture
def disks(api: Api) -> str:
    return api.unit("disks", "aws_disk", 2)


def reference(disks: str, api: Api) -> str:
    _, _, vcid, unit = disks.split("/")
    return f"vcp:{vcid}:{unit}:{api.node(disks).rsplit('/', 1)[1]}"


def attach(api: Api, volume: str, name: str = "g", plugin: str = "aws") -> str:
    vcid = api.group(name)
    key = "ext_managed_disk" if plugin == "azure" else "volume_id"
    text = unit_cci("u", plugin).replace(f"{key}: []", f"{key}: ['{volume}']")
    api.ok("POST", f"/vcs/{vcid}", {"info": b64(text), "unit_name": "u"})
    api.running.settle()
    return f"/vcs/{vcid}"


def test_disk_boot(sim: Running, api: Api) -> None:
    vcid = api.group(kind="storage")
    api.add_unit(vcid, plugin="azure_disk")
    unit = api.get(f"/vcs/{vcid}/u")
    assert (unit["state"], unit["disk"][0]["state"], unit["disk"][0]["cloud_disk_size"]) == ("BOOTING", "BOOTING", None)
    assert "node" not in unit
    sim.settle()
    assert api.get(f"/vcs/{vcid}/u")["disk"][0]["cloud_disk_size"] == 8


def test_attached_disk_is_in_use_until_its_node_goes(sim: Running, api: Api, disks: str) -> None:
    volume = reference(disks, api)
    group = attach(api, volume)
    shown = api.get(disks)["disk"]
    assert [disk["in_use"] for disk in shown] == [True, False]
    attached = [{"volume_id": shown[0]["cloud_disk_id"], "device_name": "/dev/xvdf"}]
    assert api.get(f"{group}/u")["node"][0]["volumes"] == attached
    assert api.get(api.node(f"{group}/u"))["volumes"] == attached
    api.ok("DELETE", f"{group}/u", {"force": "true"})
    sim.settle()
    assert [disk["in_use"] for disk in api.get(disks)["disk"]] == [False, False]


def test_volumes_of_the_provider(sim: Running, api: Api) -> None:
    first, second = attach(api, "vol-0aa"), attach(api, "vol-0aa", "second")
    assert [volume["volume_id"] for volume in api.get(f"{first}/u")["node"][0]["volumes"]] == ["vol-0aa"]
    assert "vol-0aa is in use" in api.get(f"{second}/u")["error_message"]


def test_attached_elsewhere(sim: Running, api: Api, disks: str) -> None:
    vcid = disks.split("/")[2]
    assert sim.control("POST", "/attach", {"vc": vcid, "unit": "u", "node_no": 1}) == {"disks": 1}
    assert [disk["in_use"] for disk in api.get("/vcs")["vcs"][0]["unit"][0]["disk"]] == [True, False]
    group = attach(api, reference(disks, api))
    assert "in use" in api.get(f"{group}/u")["error_message"]
    sim.control("POST", "/attach", {"vc": vcid, "in_use": False})
    assert api.get(attach(api, reference(disks, api), "later"))["state"] == "RUNNING"


def test_a_disk_that_vanished_is_not_shown_as_attached(sim: Running, api: Api, disks: str) -> None:
    group = attach(api, reference(disks, api))
    sim.control("POST", "/vanish", {"vc": disks.split("/")[2]})
    assert api.get(f"{group}/u")["node"][0]["volumes"] == []


def test_nor_is_one_that_was_released_and_deleted(sim: Running, api: Api, disks: str) -> None:
    group = attach(api, reference(disks, api))

    def attached() -> list[list[object]]:
        listed = next(vc for vc in api.get("/vcs")["vcs"] if group.endswith(vc["vcid"]))
        return [listed["unit"][0]["node"][0]["volumes"], api.get(f"{group}/u")["node"][0]["volumes"]]

    sim.control("POST", "/attach", {"vc": disks.split("/")[2], "node_no": 1, "in_use": False})
    assert [len(each) for each in attached()] == [1, 1]
    api.ok("DELETE", api.node(disks))
    sim.settle()
    assert attached() == [[], []]


@pytest.mark.parametrize("volume", ["vol-0aa", "a VC disk"])
def test_a_volume_that_stands_twice(api: Api, disks: str, volume: str) -> None:
    volume = reference(disks, api) if volume == "a VC disk" else volume
    text = unit_cci("u").replace("volume_id: []", f"volume_id: ['{volume}', '{volume}']")
    body = {"info": b64(text), "unit_name": "u"}
    assert "names a volume twice" in api.refused(400, "POST", f"/vcs/{api.group()}", body)


def test_delete_of_attached_disks_does_not_complete(sim: Running, api: Api, disks: str) -> None:
    attach(api, reference(disks, api))
    group = disks.rsplit("/", 1)[0]
    api.ok("DELETE", group, {"force": "true"})
    assert api.get(group)["state"] == "DELETING"
    sim.settle()
    unit = api.get(group)["unit"][0]
    assert (api.get(group)["state"], unit["state"], len(unit["disk"])) == ("RUNNING", "RUNNING", 1)
    assert "attached" in unit["error_message"]


def test_delete_of_one_attached_disk(sim: Running, api: Api, disks: str) -> None:
    attach(api, reference(disks, api))
    api.ok("DELETE", api.node(disks))
    sim.settle()
    assert len(api.get(disks)["disk"]) == 2


@pytest.mark.parametrize("fault", ["in use", "does not exist", "belongs to provider"])
def test_disks_that_cannot_be_attached(api: Api, disks: str, fault: str) -> None:
    volume = reference(disks, api)
    if fault == "in use":
        attach(api, volume, "first")
    elif fault == "does not exist":
        volume = volume[:-4] + "ffff"
    group = attach(api, volume, plugin="azure" if fault == "belongs to provider" else "aws")
    assert fault in api.get(f"{group}/u")["error_message"]
    assert api.get(group)["state"] == "ERROR"


def test_spot_takes_disks_of_aws(api: Api, disks: str) -> None:
    assert api.get(attach(api, reference(disks, api), plugin="aws_spot"))["state"] == "RUNNING"


def test_add_disks_and_compute_only(sim: Running, api: Api, disks: str) -> None:
    api.ok("PUT", disks, {"ip_address_list": [], "mac_address_list": [], "num_nodes": 1})
    sim.settle()
    assert [disk["disk_no"] for disk in api.get(disks)["disk"]] == [1, 2, 3]
    for operation in ("suspend", "power_off", "watch"):
        assert "only compute" in api.refused(400, "PATCH", f"{disks}/{operation}")
    api.refused(400, "PUT", disks, {"ip_address_list": ["172.30.2.9"], "mac_address_list": [], "num_nodes": 1})

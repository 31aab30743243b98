"""Which images the simulated registries hold: names of public manuals, templates and notebooks, and some of a lab.

The names are those of real images where one is published (registry-api 11.5); what is in them is made up.
"""

from __future__ import annotations

LEGACY = {
    "1.1": "2018-06-20", "1.2": "2018-10-02", "1.3": "2019-03-14", "1.3-centos": "2019-03-14",
    "1.4": "2019-09-30", "1.4.2": "2020-03-18", "1.6": "2021-01-22", "1.6.1": "2021-03-29",
    "1.6.2": "2021-05-11", "1.6.2-centos": "2021-05-11", "1.6.2-ubuntu": "2021-05-11",
}  # fmt: skip
"""Tags of vcp/base until about 2022, with the day they were made."""

ARCH = {
    "1.8.0-centos7-x86_64": "2021-07-05",
    "1.8.1-alpine3.13": "2022-06-01",
    "1.8.1-alpine3.13-arm32v7": "2022-06-01",
    "1.8.1-alpine3.13-arm64v8": "2022-06-01",
    "1.8.1-alpine3.13-x86_64": "2022-06-01",
    "1.8.1-alpine3.13-x86_64-20230226": "2023-02-26",
    "1.8.1-centos7-x86_64": "2022-07-01",
    "1.8.1-centos7-x86_64-rc1": "2022-05-20",
    "1.8.1-rockylinux8.7-x86_64-rc0-rclocal": "2024-05-09",
    "1.8.1-ubuntu20.04-x86_64": "2023-05-08",
    "1.8.1-ubuntu20.04-x86_64-20230226": "2023-05-26",
    "2.1.0-alpine3.21-x86_64": "2025-07-10",
}
"""Tags of vcp/base by the rule of 22.04."""

PLAIN = {
    "3.0.0-alpine3.22": "2026-10-01",
    "3.0.0-alpine3.22-dev": "2026-08-03",
    "3.0.0-alpine3.22-x86_64": "2026-10-01",
    "3.0.0-ubuntu24.04": "2026-10-01",
    "3.0.0-ubuntu24.04-gpu": "2026-10-01",
    "3.0.0-ubuntu24.04-gpu-dev": "2026-08-03",
    "3.0.0-ubuntu24.04-gpu-rc1": "2026-09-04",
    "3.0.0-ubuntu24.04-rc1": "2026-09-04",
    "3.0.0-ubuntu24.04-systemd": "2026-10-01",
    "3.0.0-ubuntu24.04-systemd-1": "2026-11-02",
}
"""Tags of vcp/base by the rule of 2026."""

GPU = {
    "1.4.2-nvidia-384": "2019-03-20",
    "1.6-nvidia-384": "2021-01-22",
    "1.6.2-gpusopt": "2021-07-01",
    "1.8.1-ubuntu20.04-x86_64-gpu": "2023-05-08",
    "1.8.1-ubuntu20.04-x86_64-gpu-20230226": "2023-05-26",
    "1.8.1-ubuntu20.04-x86_64-gpu-rc2": "2023-04-21",
}
"""Tags of vcp/gpu."""

TEMPLATES: dict[str, dict[str, str]] = {
    "vcp/base-nfs": {"1.0": "2018-06-20"},
    "vcp/coursewarehub": {
        "base": "2023-09-02", "base-nfsd": "2023-09-02", "base-20230902": "2023-09-02", "bc-20210614": "2021-06-14",
        "manager": "2021-07-12", "worker": "2021-07-12", "jupyterhub-20210701": "2021-07-01",
    },
    "vcp/moodle-simple": {"4.5.1": "2025-03-03", "5.1": "2026-03-30", "base": "2026-03-30", "ssl-v5": "2026-03-30"},
    "vcp/openhpc": {
        "master-3.2": "2025-02-17", "compute-3.2": "2025-02-17", "compute-gpu-3.2": "2025-02-17",
        "compute-3.4-multi-20260310": "2026-03-10", "scale": "2022-11-01",
    },
}  # fmt: skip
"""Images that templates bring."""

LAB = {
    "lab/genome": {"2024.1": "2024-04-02", "2025.1": "2025-04-10", "2025.2": "2025-11-19"},
    "lab/genome-gpu": {"2025.2": "2025-11-20"},
    "vcp/base": {"ubuntu18.04-slurm": "2021-03-15"},
    "vcp/xrdp": {"rstudio": "2024-01-12", "devel": "2024-01-12"},
    "original-basecontainer": {"test": "2022-02-22"},
    "galaxy-stable": {"20171018": "2017-10-18"},
    "team.a/tools_x__y/deep--name": {"V1.0_Beta": "2025-06-01", "_underscore": "2025-06-01", "x" * 128: "2025-06-01"},
}
"""What the users of one controller pushed: repository to tags."""

PARENTS = {
    "lab/genome:2024.1": "vcp/base:1.8.1-ubuntu20.04-x86_64",
    "lab/genome:2025.1": "vcp/base:1.8.1-ubuntu20.04-x86_64",
    "lab/genome:2025.2": "vcp/base:1.8.1-ubuntu20.04-x86_64-20230226",
    "lab/genome-gpu:2025.2": "vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu-20230226",
}
"""Images that were built from a base container: they inherit its environment, VCP_CONTAINER_VERSION too."""

UNDATED = {"vcp/xrdp:devel": None, "original-basecontainer:test": "0001-01-01T00:00:00Z"}
"""What reproducible builds say about their day: nothing, or the first day of all."""

SIGNED = "lab/genome:2025.2"
"""Has a signature of cosign and a list of parts."""

WITH_PARTS = "3.0.0-ubuntu24.04-systemd"
"""Tag of vcp/base whose list of parts only Harbor's referrers API finds."""

MANY_SYSTEMS = ("alpine3.13-x86_64", "ubuntu20.04-x86_64", "rockylinux8.7-x86_64", "centos7-x86_64", "ubuntu24.04")
MANY_RELEASES = ("", "-rc1", "-rc2", "-20230226", "-1")


def many_tags(count: int) -> list[str]:
    """So many different tags by the rules, for lists that are long."""
    return [
        f"{4 + number // 20_000}.{number // 100 % 200}.{number % 100}"
        f"-{MANY_SYSTEMS[number % len(MANY_SYSTEMS)]}{MANY_RELEASES[number // 5 % len(MANY_RELEASES)]}"
        for number in range(count)
    ]

"""Adds up the reports of the runners and prints `N passed, N failed, N skipped`; exit 1 when a runner left no report."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET  # our own report, not a stranger's
from pathlib import Path

Counts = tuple[int, int, int]


def jest(path: Path) -> Counts:
    report = json.loads(path.read_text())
    broken = report["numRuntimeErrorTestSuites"]
    return report["numPassedTests"], report["numFailedTests"] + broken, report["numPendingTests"]


def pytest(path: Path) -> Counts:
    suites = list(ET.parse(path).getroot().iter("testsuite"))  # noqa: S314
    total, bad, skipped = (
        sum(int(suite.get(key, "0")) for suite in suites for key in keys)
        for keys in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return total - bad - skipped, bad, skipped


def playwright(path: Path) -> Counts:
    stats = json.loads(path.read_text())["stats"]
    return stats["expected"] + stats["flaky"], stats["unexpected"], stats["skipped"]


READERS = {"jest": ("jest.json", jest), "pytest": ("pytest.xml", pytest), "browser": ("browser.json", playwright), "smoke": ("smoke.json", playwright)}


def main(folder: Path, names: list[str]) -> int:
    totals = [0, 0, 0]
    status = 0
    for name in names:
        if name not in READERS:
            continue
        file, read = READERS[name]
        try:
            counts = read(folder / file)
        except (OSError, ValueError, KeyError, ET.ParseError) as problem:
            print(f"{name}: no report ({problem})")
            counts, status = (0, 1, 0), 1
        print(f"{name}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
    marker = folder / "failed"
    if marker.exists():
        print("failed runners:", ", ".join(marker.read_text().split()))
        status = 1
        totals[1] = max(totals[1], 1)
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2].split()))

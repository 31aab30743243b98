"""Adds up the reports of the runners and prints `N passed, N failed, N skipped`; exit 1 when a runner left no report."""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET  # our own report, not a stranger's
from collections.abc import Iterator
from pathlib import Path

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

Counts = tuple[int, int, int]
"""Passed, failed, skipped."""


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


def named(name: str, path: Path) -> list[str]:
    """The tests that failed, or passed only at the second try, one line each; the end of a log is often all that is kept of it."""
    if name == "jest":
        suites = json.loads(path.read_text())["testResults"]
        broken = [f"failed: {suite['name']}: {suite['message'][:200]}" for suite in suites if suite["status"] == "failed" and not suite["assertionResults"]]
        return broken + [f"failed: {test['fullName']}" for suite in suites for test in suite["assertionResults"] if test["status"] == "failed"]
    if name == "pytest":
        cases = ET.parse(path).getroot().iter("testcase")  # noqa: S314
        return [f"failed: {case.get('classname')}::{case.get('name')}" for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return [line for suite in json.loads(path.read_text())["suites"] for line in _specs(suite)]


def _specs(suite: dict) -> Iterator[str]:
    for spec in suite.get("specs", []):
        for test in spec["tests"]:
            if test["status"] in ("unexpected", "flaky"):
                word = "failed" if test["status"] == "unexpected" else "passed at the second try"
                yield f"{word}: [{test['projectName']}] {spec['file']}:{spec['line']} {spec['title']}"
                said = next((result["error"]["message"] for result in test["results"] if result.get("error")), "")
                yield from (f"    {line}" for line in _COLOUR.sub("", said).splitlines()[:8])
    for inner in suite.get("suites", []):
        yield from _specs(inner)


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
        else:
            for line in named(name, folder / file):
                print(f"{name}: {line}")
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

"""Edits of YAML text: a table of what becomes of which text, and a walk over generated files."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from ruamel.yaml import YAML

from jupyterlab_vcp.core.source import SourceError
from jupyterlab_vcp.core.yaml_edit import EditRefused, remove_key, set_value

FLAVORS = """\
# flavors of our group
aws:            # the default
  small:
    instance_type: m5.large   # since May
    volume_size: 8
    # volume_type: gp3
  'large': {instance_type: m5.xlarge, volume_size: 100}

# cheap ones
azure:
    tiny:
        vm_size: "Standard_B1s"
"""

SET = {
    "a new key at the end of a section, before what follows": (
        "aws:\n  access_key: a\n  # note\n\n# next\ngcp:\n  credentials: c\n",
        ("aws", "secret_key"),
        "vault://cubbyhole/aws/secret_key",
        "aws:\n  access_key: a\n  # note\n  secret_key: vault://cubbyhole/aws/secret_key\n"
        "\n# next\ngcp:\n  credentials: c\n",
    ),
    "a literal is replaced, its comment stays": (
        "aws:\n  access_key: 'AKIA # x'   # mine\n  other: 1\n",
        ("aws", "access_key"),
        "vault://cubbyhole/aws/access_key",
        "aws:\n  access_key: vault://cubbyhole/aws/access_key   # mine\n  other: 1\n",
    ),
    "a text of several lines is replaced": (
        "oracle:\n  private_key: |\n    one\n    two\n  fingerprint: f\n",
        ("oracle", "private_key"),
        "vault://x/y",
        "oracle:\n  private_key: vault://x/y\n  fingerprint: f\n",
    ),
    "a text of several lines at the end": (
        "oracle:\n  private_key: |-\n    one\n    two\n\n# end\n",
        ("oracle", "private_key"),
        "vault://x/y",
        "oracle:\n  private_key: vault://x/y\n\n# end\n",
    ),
    "a key after a text of several lines": (
        "oracle:\n  private_key: |\n    one\n\n    two\n\ngcp: {}\n",
        ("oracle", "fingerprint"),
        "f",
        "oracle:\n  private_key: |\n    one\n\n    two\n  fingerprint: f\n\ngcp: {}\n",
    ),
    "a value that is not there yet": ("a:\n  k:   # c\n  l: 1\n", ("a", "k"), "v", "a:\n  k: v   # c\n  l: 1\n"),
    "the last value, not there, no line break": ("a:\n  k:", ("a", "k"), "v", "a:\n  k: v"),
    "a section without keys": ("a:  # none\nb: {}\n", ("a", "k"), "v", "a:  # none\n  k: v\nb: {}\n"),
    "a section that is null": ("a: ~  # none\nb: 1\n", ("a", "k"), "v", "a:  # none\n  k: v\nb: 1\n"),
    "a section of empty braces": ("a: {}  # none\nb: 1\n", ("a", "k"), "v", "a:  # none\n  k: v\nb: 1\n"),
    "empty braces in the next line": ("a:\n  { }\nb: 1\n", ("a", "k"), "v", "a:\n\n  k: v\nb: 1\n"),
    "a new section behind the last comment": (
        "vcc:\n  host: h\n# end\n",
        ("aws", "k"),
        "v",
        "vcc:\n  host: h\n# end\naws:\n  k: v\n",
    ),
    "no line break at the end": ("vcc:\n  host: h", ("aws", "k"), "v", "vcc:\n  host: h\naws:\n  k: v"),
    "the indentation of the file": ("a:\n    k: 1\n", ("b", "k"), 2, "a:\n    k: 1\nb:\n    k: 2\n"),
    "an empty text": ("", ("a", "b"), 1, "a:\n  b: 1\n"),
    "comments alone": ("# nothing yet", ("a", "b"), 1, "# nothing yet\na:\n  b: 1"),
    "a document that begins and holds nothing": ("---\n", ("a",), 1, "---\na: 1\n"),
    "a document that ends": ("---\na: 1\n...\n", ("b",), 2, "---\na: 1\nb: 2\n...\n"),
    "line breaks of Windows": ("a:\r\n  k: 1 # c\r\nb: 2\r\n", ("a", "l"), 3, "a:\r\n  k: 1 # c\r\n  l: 3\r\nb: 2\r\n"),
    "a byte order mark": ("\ufeffa:\n  k: 1\n", ("a", "k"), 2, "\ufeffa:\n  k: 2\n"),
    "a byte order mark and nothing else": ("\ufeff", ("a",), 2, "\ufeffa: 2\n"),
    "within braces": ("a: {k: 1, l: 'x, y'}\n", ("a", "l"), "z, }", 'a: {k: 1, l: "z, }"}\n'),
    "one more within braces": ("a: {k: 1,}  # c\n", ("a", "l"), [1, "b"], 'a: {k: 1, l: [1, "b"],}  # c\n'),
    "one more within braces over lines": ("a: {k: 1 # c\n  }\n", ("a", "l"), 2, "a: {k: 1, l: 2 # c\n  }\n"),
    "a word without a value within braces": ("a: {k}\n", ("a", "l"), 2, "a: {k, l: 2}\n"),
    "the value of such a word": ("a: {k, l: 2}\n", ("a", "k"), 1, "a: {k: 1, l: 2}\n"),
    "a whole file in braces": ('{"a": {"k": 1}}', ("b", "k"), "v", '{"a": {"k": 1}, b: {"k": "v"}}'),
    "an empty file in braces": ("{}", ("b", "k"), "v", '{b: {"k": "v"}}'),
    "a map below a key": (
        "aws:\n  small:\n    size: 1\n",
        ("aws", "own"),
        {"size": 2, "tags": {"a": "b"}, "ids": ["x"]},
        'aws:\n  small:\n    size: 1\n  own:\n    size: 2\n    tags:\n      a: b\n    ids: ["x"]\n',
    ),
    "an empty map": ("aws:\n  small: {}\n", ("aws", "own"), {}, "aws:\n  small: {}\n  own: {}\n"),
    "a block gives way to one line": (
        "a:\n  tags:   # ours\n    x: 1\n    y: 2 # z\n  l: 1\n",
        ("a", "tags"),
        {"x": "3"},
        'a:\n  tags: {"x": "3"}   # ours\n  l: 1\n',
    ),
    "a list as deep as its key": ("a:\n  k:\n  - 1\n  - 2\n  l: 1\n", ("a", "k"), [3], "a:\n  k: [3]\n  l: 1\n"),
    "an alias gives way": ("x: &n 5\na:\n  k: *n\n  l: *n\n", ("a", "k"), 6, "x: &n 5\na:\n  k: 6\n  l: *n\n"),
    "a key beside <<": (
        "x: &x {k: 1}\na:\n  <<: *x\n  l: 2\n",
        ("a", "m"),
        3,
        "x: &x {k: 1}\na:\n  <<: *x\n  l: 2\n  m: 3\n",
    ),
    "quoted keys": ("\"a\":\n  'k' : 1\n", ("a", "k"), 2, "\"a\":\n  'k' : 2\n"),
    "tabs in comments": ("a: #\tx\n  k: 1 #\ty\n#\tz\n", ("a", "k"), 2, "a: #\tx\n  k: 2 #\ty\n#\tz\n"),
    "words that YAML reads as something else": ("a: {}\n", ("a", "null"), "yes", 'a:\n  "null": "yes"\n'),
    "numbers stay text": ("a:\n  k: 1\n", ("a", "k"), "0123", 'a:\n  k: "0123"\n'),
    "true stays true": ("a:\n  k: 1\n", ("a", "k"), True, "a:\n  k: true\n"),
    "line breaks are escaped": ("a:\n  k: 1\n", ("a", "k"), "x\ny\t", 'a:\n  k: "x\\ny\\t"\n'),
    "the same value": ("a:\n  k: v # c\n", ("a", "k"), "v", "a:\n  k: v # c\n"),
}
REMOVE = {
    "a flavor with its comments, not the next one's": (
        FLAVORS,
        ("aws", "small"),
        "# flavors of our group\naws:            # the default\n"
        "  'large': {instance_type: m5.xlarge, volume_size: 100}\n\n# cheap ones\nazure:\n    tiny:\n"
        '        vm_size: "Standard_B1s"\n',
    ),
    "a flavor in braces": (FLAVORS, ("aws", "large"), FLAVORS.replace(FLAVORS.splitlines(keepends=True)[6], "")),
    "the last one leaves braces": (
        FLAVORS,
        ("azure", "tiny"),
        FLAVORS[: FLAVORS.index("azure")] + "azure: {}\n",
    ),
    "the first within braces": ("a: {k: 1, l: 2}\n", ("a", "k"), "a: {l: 2}\n"),
    "the last within braces": ("a: {k: 1, l: 2 }\n", ("a", "l"), "a: {k: 1 }\n"),
    "the only one within braces": ("a: { k: 1 }\n", ("a", "k"), "a: {  }\n"),
    "with a comma behind": ("a: {k: 1,\n  l: 2,\n}\n", ("a", "l"), "a: {k: 1,\n  \n}\n"),
    "the last line without a line break": ("a:\n  k: 1\n  l: 2", ("a", "l"), "a:\n  k: 1\n"),
    "a key": ("a:\n  k: |\n    x\n  l: 2\n", ("a", "k"), "a:\n  l: 2\n"),
    "a list": ("a:\n  k:\n  - 1\n  - 2\n  l: 2\n", ("a", "k"), "a:\n  l: 2\n"),
    "a section": ("a:\n  k: 1\n# b\nb: 2\n", ("a",), "# b\nb: 2\n"),
    "line breaks of Windows": ("a:\r\n  k: 1\r\n  l: 2\r\n", ("a", "k"), "a:\r\n  l: 2\r\n"),
    "what is not there": (FLAVORS, ("aws", "none"), FLAVORS),
    "what is not there at all": ("", ("aws", "none"), ""),
    "below what is no map": ("aws: 1\n", ("aws", "none"), "aws: 1\n"),
    "an alias": ("x: &x {k: 1}\na:\n  l: *x\n  m: 2\n", ("a", "l"), "x: &x {k: 1}\na:\n  m: 2\n"),
}
REFUSED: dict[str, tuple[str, tuple[str, ...], Any]] = {
    "a section that is an alias": ("x: &x {k: 1}\na: *x\n", ("a", "k"), 2),
    "a map with an alias elsewhere": ("a: &x\n  k: 1\nb: *x\n", ("a", "k"), 2),
    "a map with an alias elsewhere, one more": ("a: &x\n  k: 1\nb: *x\n", ("a", "l"), 2),
    "a map that is merged elsewhere": ("a: &x {k: 1}\nb: {<<: *x}\n", ("a", "l"), 2),
    "an anchor that is used": ("a:\n  k: &x 1\nb: *x\n", ("a", "k"), 2),
    "a text where a section should be": ("a: text\n", ("a", "k"), 2),
    "a list where a section should be": ("a: [1]\n", ("a", "k"), 2),
    "a list over lines": ("a:\n- 1\n", ("a", "k"), 2),
    "a tag": ("a: !!null\n", ("a", "k"), 2),
    "a map that holds itself": ("a: &x\n  k: *x\n  l: 1\n", ("a", "m"), 2),
    "a text that keeps its blank lines": ("a:\n  k: |+\n    x\n\n\n", ("a", "l"), 2),
    "a number that YAML has no word for": ("a:\n  k: 1\n", ("a", "k"), float("inf")),
}
BROKEN = ["a: [", "a: 1\na: 2\n", "- 1\n", "a: 1\n---\nb: 2\n", "\ta: 1\n", "a: *none\n", "[" * 3000]


@pytest.mark.parametrize(("text", "path", "value", "expected"), SET.values(), ids=SET)
def test_set(text: str, path: tuple[str, ...], value: Any, expected: str) -> None:
    assert set_value(text, path, value) == expected


@pytest.mark.parametrize(("text", "path", "expected"), REMOVE.values(), ids=REMOVE)
def test_remove(text: str, path: tuple[str, ...], expected: str) -> None:
    assert remove_key(text, path) == expected


@pytest.mark.parametrize(("text", "path", "value"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_edited_safely_is_refused(text: str, path: tuple[str, ...], value: Any) -> None:
    with pytest.raises(EditRefused) as refused:
        set_value(text, path, value)
    assert refused.value.line is not None, "there is a key of the path in each of these"
    assert 0 < refused.value.line <= len(text.splitlines())


@pytest.mark.parametrize(
    ("text", "path"),
    [("a: &x {k: 1}\nb: *x\n", ("a",)), ("a: &x\n  k: 1\n  l: 1\nb: *x\n", ("a", "k")), ("? a\n: 1\n", ("a",))],
)
def test_what_others_refer_to_is_not_removed(text: str, path: tuple[str, ...]) -> None:
    with pytest.raises(EditRefused):
        remove_key(text, path)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_text_is_not_edited(text: str) -> None:
    with pytest.raises(SourceError):
        set_value(text, ("a", "k"), 1)
    with pytest.raises(SourceError):
        remove_key(text, ("a", "k"))


# A walk over generated files: whatever the form of the file, one key changes and nothing else.

COMMENTS = ["", "", "", "  # 注釈", "   # it's {not} a 'value': x", " #\ttab"]
SCALARS = [
    ("8", 8),
    ("gp2", "gp2"),
    ("'it''s'", "it's"),
    ('"a # b"', "a # b"),
    ("0x1F", 31),
    ("", None),
    ("~", None),
    ("[1, two]", [1, "two"]),
    ("{x: 1}", {"x": 1}),
    ("|\n{pad}  line one\n{pad}  line two", "line one\nline two\n"),
    (">-\n{pad}  folded\n{pad}  text", "folded text"),
    ("\n{pad}  - 1\n{pad}  - b", [1, "b"]),
    ("\n{pad}- 1\n{pad}- b", [1, "b"]),
]
VALUES: Sequence[Any] = [9, "gp3", "x: y", "", True, ["a"], {"k": "v"}, {}, "日本語 #1", "vault://cubbyhole/a/b"]


def _entry(pick: random.Random, key: str, indent: int) -> str:
    pad = " " * indent
    written, _ = pick.choice(SCALARS)
    comment = pick.choice(COMMENTS) if "\n" not in written else ""
    return f"{pad}{pick.choice([key, repr(key)])}: {written.replace('{pad}', pad)}".rstrip() + comment


def _noise(pick: random.Random, indent: int) -> list[str]:
    return pick.choice([[], [], [], [""], [f"{' ' * indent}# {pick.randint(0, 99)}: x"], ["", "# top", ""], ["#\ttab"]])


def _file(pick: random.Random) -> str:
    """Providers with flavors with keys, in lines or in braces, with comments and blank lines anywhere."""
    step = pick.choice([1, 2, 3, 4])
    lines = _noise(pick, 0)
    for provider in pick.sample(["aws", "azure", "gcp", "my_cloud"], pick.randint(1, 4)):
        if pick.random() < 0.15:
            lines.append(f"{provider}: {pick.choice(['', '~', '{}', '{small: {a: 1}, large: {}}'])}".rstrip())
            continue
        lines.append(f"{provider}:{pick.choice(COMMENTS)}")
        for flavor in pick.sample(["small", "medium", "large", "own"], pick.randint(1, 3)):
            lines += _noise(pick, step)
            if pick.random() < 0.2:
                lines.append(f"{' ' * step}{flavor}: {{ a: 1, 'b' : [2], c: 'x' }}{pick.choice(COMMENTS)}")
                continue
            lines.append(f"{' ' * step}{flavor}:{pick.choice(COMMENTS)}")
            for key in pick.sample(["a", "b", "c", "d"], pick.randint(1, 3)):
                lines += [*_noise(pick, 2 * step), _entry(pick, key, 2 * step)]
    lines += _noise(pick, 0)
    text = "\n".join(lines) + pick.choice(["", "\n"])
    return text.replace("\n", pick.choice(["\n", "\n", "\r\n"]))


def _data(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def _changed(data: Mapping[str, Any], path: Sequence[str], value: Any) -> dict[str, Any]:
    inner = data.get(path[0]) or {}
    return {**data, path[0]: _changed(inner, path[1:], value) if len(path) > 1 else value}


def _is_subsequence(needle: Sequence[str], hay: Sequence[str]) -> bool:
    rest = iter(hay)
    return all(line in rest for line in needle)


@pytest.mark.parametrize("seed", range(150))
def test_generated_files_keep_everything_else(seed: int) -> None:
    pick = random.Random(seed)
    text = pick.choice(["", "\ufeff"]) + _file(pick)
    provider, flavor, key = pick.choice(["aws", "azure", "gcp"]), pick.choice(["small", "own"]), pick.choice("abe")
    value = pick.choice(VALUES)
    before = _data(text)
    try:
        after = set_value(text, (provider, flavor, key), value)
    except EditRefused:
        pytest.fail(f"nothing in this file stands against the change:\n{text}")
    assert _data(after) == _changed(before, (provider, flavor, key), value)
    new = key not in ((before.get(provider) or {}).get(flavor) or {})
    if new and not any(brace in text for brace in "{~"):
        assert _is_subsequence(text.splitlines(), after.splitlines()), "a new key leaves every line as it is"
    comments = [line for line in text.splitlines() if line.strip().startswith("#")]
    assert [line for line in after.splitlines() if line.strip().startswith("#")] == comments
    assert after.count("\r\n") == (0 if "\r\n" not in text else after.count("\n")), "no mixture of line breaks"


@pytest.mark.parametrize("seed", range(150, 250))
def test_generated_files_lose_one_flavor_and_nothing_else(seed: int) -> None:
    pick = random.Random(seed)
    text = _file(pick)
    before = _data(text)
    there = [(provider, flavor) for provider, flavors in before.items() for flavor in flavors or {}]
    if not there:
        return
    provider, flavor = pick.choice(there)
    after = remove_key(text, (provider, flavor))
    left = {name: each for name, each in before[provider].items() if name != flavor}
    assert _data(after) == {**before, provider: left}
    if "{" not in text and left:
        assert _is_subsequence(after.splitlines(), text.splitlines()), "lines go, none changes"

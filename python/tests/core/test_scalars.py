"""What goes into a CCI comes back out of two independent YAML readers, unchanged."""

import random
import string

import pytest
import yaml
from ruamel.yaml import YAML

from jupyterlab_vcp.core.scalars import double_quoted, flow_list, flow_map, plain, single_quoted

PLAIN = [
    "m4.large",
    "vcp/base:1.8.1-ubuntu20.04-x86_64",
    "vault://cubbyhole/aws/access_key",
    "/sys/fs/cgroup:/sys/fs/cgroup:rw",
    "TZ=Asia/Tokyo",
    "1core-6GB",
    "5fed0361-58f9-41d7-8281-64c9cd8efeb2",
    "ocid1.volume.oc1.ap-tokyo-1.ab",
    "one-time",
    "Standard_D3_v2",
    "a b",
    "東京",
]
TRICKY = [
    *("", " ", " a", "a ", "a: b", "a:", ":a", "a #b", "#a", "- a", "-", "--", "---", "...", "? a", "?", "a\nb", "\n"),
    *("true", "True", "yes", "NO", "on", "off", "y", "N", "null", "~", "None", "<<", "=", "=a", "@a", "`a`", "%a"),
    *("1", "012", "0o17", "0x1F", "0b11", "1_000", "1,000", "+1", "-1", "1.", ".5", "1e5", "1.5e+3", "1:30", "1:30.5"),
    *(".inf", "-.INF", ".nan", "2018-09-28", "2018-09-28 05:33:28", "2018-9-8T05:33:28Z", "0", "00", "0.0", "_1"),
    *("'a'", '"a"', "a'b", 'a"b', "a\\b", "\\n", "[a]", "{a: b}", "a, b", "a]", "&a", "*a", "!a", "!!str a", "|", ">"),
    *("a\tb", "\ta", "a\r\nb", "\0", "\x07", "\x85", "\u2028", "\ufeff", "\xa0", "a\u200bb", "\U0001f600", "\x7f"),
    "-----BEGIN KEY-----\nMIIE+/=\n-----END KEY-----\n",
    '{"type": "service_account", "private_key": "-----BEGIN\\n"}',
]


def both(text: str) -> list[object]:
    return [yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)]


def random_values(count: int) -> list[str]:
    source = random.Random(20261123)
    alphabet = string.ascii_letters + string.digits + "  :#-?,[]{}&*!|>'\"%@`=~<._+\\/\n\t\x0b\xe9\u3042"
    return ["".join(source.choices(alphabet, k=source.randint(0, 8))) for _ in range(count)]


@pytest.mark.parametrize("value", PLAIN)
def test_usual_values_stand_as_the_sdk_writes_them(value: str) -> None:
    assert plain(value) == value
    assert both(f"- {plain(value)}") == [[value], [value]]


@pytest.mark.parametrize("value", TRICKY)
def test_tricky_values_come_back_unchanged(value: str) -> None:
    for text in (plain(value), double_quoted(value), single_quoted(value)):
        document = f"\n- unit:\n    v:\n    - {text}\n    k: {text}\n    last: 1"
        assert both(document) == [[{"unit": {"v": [value], "k": value, "last": 1}}]] * 2


def test_random_values_come_back_unchanged() -> None:
    values = random_values(3000)
    text = "\n".join(f"- {plain(value)}\n- k: {plain(value)}\n- {single_quoted(value)}" for value in values)
    expected = [entry for value in values for entry in (value, {"k": value}, value)]
    assert yaml.safe_load(text) == expected
    assert YAML(typ="safe", pure=True).load(text) == expected


def test_random_number_like_words_come_back_as_text() -> None:
    source = random.Random(7)
    words = ["".join(source.choices("0123456789.eE+-_:xobtTzZ,", k=source.randint(1, 6))) for _ in range(5000)]
    text = "\n".join(f"- {plain(word)}" for word in words)
    assert yaml.safe_load(text) == words
    assert YAML(typ="safe", pure=True).load(text) == words


def test_lists_and_maps_are_written_in_flow_style() -> None:
    assert flow_list(["192.168.0.10", "192.168.0.11"]) == "['192.168.0.10', '192.168.0.11']"
    assert flow_list([]) == "[]"
    assert flow_map({}) == "{}"
    assert flow_map({"Name": "web"}) == "{'Name': 'web'}"


def test_lists_and_maps_of_tricky_values_come_back() -> None:
    values = [*TRICKY, *random_values(300)]
    pairs = {value: value[::-1] for value in values}
    assert both(f"a: {flow_list(values)}") == [{"a": values}] * 2
    assert yaml.safe_load(f"a: {flow_map(pairs)}") == {"a": pairs}
    # ruamel refuses keys longer than a line, which no tag has; the values above are short.
    assert YAML(typ="safe", pure=True).load(f"a: {flow_map(pairs)}") == {"a": pairs}


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        plain("\ud800")

"""What may be saved as a flavor, and how it gets into the text of ``vcp_flavor.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from jupyterlab_vcp.core.providers import Provider, flavor_keys
from jupyterlab_vcp.core.refusal import Refusal
from jupyterlab_vcp.core.shape import as_map
from jupyterlab_vcp.core.source import read_source
from jupyterlab_vcp.core.spec_values import Flavor, check_flavor_value, is_unset, normalised
from jupyterlab_vcp.core.yaml_edit import Value, remove_key, set_value

_BOM = "\ufeff"


class FlavorExists(ValueError):
    """There is a flavor of that name, and it is not to be overwritten."""


class FlavorMissing(LookupError):
    """There is no flavor of that name."""


def check_flavor(plugin: Provider, name: str, values: Mapping[str, object]) -> Iterator[Refusal]:
    """What is wrong with values for a flavor: unknown keys, and values as they are judged when a spec uses them."""
    source = f"{plugin.name}.{name}"
    known = flavor_keys(plugin)
    read = {attribute.flavor_key for attribute in plugin.attributes.values()}
    credentials = {each for credential in plugin.credentials for each in (credential.key, *credential.aliases)}
    for key in values:
        if key not in known:
            why = "is a credential and never part of a flavor" if key in credentials else "has no effect in a flavor"
            yield Refusal(f"values.{key}", "bad_value", f"{source}: {key} {why}")
        elif key not in read and not isinstance(values[key], str | int | float | None):
            # Of samples only, such as onpremises has one: no attribute says of which type it is.
            message = f"{source}: {key} must be a text, a number or a boolean"
            yield Refusal(f"values.{key}", "bad_value", message)
    for attribute in plugin.attributes.values():
        for refusal in check_flavor_value(attribute, Flavor(values, source)):
            yield Refusal(f"values.{attribute.flavor_key}", refusal.code, refusal.message)


def _given(plugin: Provider, values: Mapping[str, object]) -> Mapping[str, Value]:
    """The values that say something, in the types of their attributes."""
    readers = {attribute.flavor_key: attribute for attribute in plugin.attributes.values()}
    typed = {key: normalised(readers[key], each) if key in readers else each for key, each in values.items()}
    return {key: cast("Value", each) for key, each in typed.items() if not is_unset(each)}


def save_flavor(text: str, plugin: Provider, name: str, values: Mapping[str, object], overwrite: bool) -> str:
    """The text with the flavor.

    Of a flavor that is overwritten, keys that a plugin reads are replaced or go, all others stay.

    :raises FlavorExists: and it is not to be overwritten. SourceError, EditRefused: see core.yaml_edit.
    """
    given = _given(plugin, values)
    flavors = as_map(read_source(text.removeprefix(_BOM)).data.get(plugin.name))
    if name not in flavors:
        return set_value(text, (plugin.name, name), given)
    if not overwrite:
        raise FlavorExists(f"{plugin.name} has a flavor {name} already.")
    old = as_map(flavors[name])
    for key, value in given.items():
        if key not in old or repr(old[key]) != repr(value):
            text = set_value(text, (plugin.name, name, key), value)
    for key in sorted(flavor_keys(plugin) & (old.keys() - given.keys())):
        text = remove_key(text, (plugin.name, name, key))
    return text


def take_out_flavor(text: str, provider: str, name: str) -> str:
    """The text without the flavor.

    :raises FlavorMissing: there is none. SourceError, EditRefused: see core.yaml_edit.
    """
    if name not in as_map(read_source(text.removeprefix(_BOM)).data.get(provider)):
        raise FlavorMissing(f"{provider} has no flavor {name}.")
    return remove_key(text, (provider, name))

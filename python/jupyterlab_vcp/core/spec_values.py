"""Values of attributes: where each comes from, and what its JSON Schema says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.providers import Attribute, Provider
from jupyterlab_vcp.core.refusal import Code, Refusal
from jupyterlab_vcp.core.shape import as_integer, as_map

# The controller sets these in the base container, the image sets the last one.
RESERVED_VARIABLES = frozenset(
    {"VCCC_ID", "SERF_NODE_ID", "VCCCTR_IPADDR", "MY_PRIVATE_IP", "PRIVATE_IP", "VCP_CONTAINER_VERSION"}
)
_FORMS = {
    "volume": "must be host:container with an optional :ro or :rw, or one absolute path; all paths absolute, no spaces",
    "environment": "must be KEY=VALUE, the key of letters, digits and _",
    "mac": "must be a MAC address such as BC:24:11:B2:A1:01",
    "decimal": "must be a decimal number such as 0.5, or empty",
    "image": "must be the name of an image, without spaces",
}
_FORMATS = Draft202012Validator.FORMAT_CHECKER


def is_unset(value: object) -> bool:
    """Whether a value says no more than leaving the attribute out."""
    return value is None or value == "" or value == [] or value == {}


def check_attributes(attributes: Mapping[str, object], provider: Provider) -> Iterator[Refusal]:
    """What is wrong with the values set by hand: unknown names, values against their schema, reserved variables."""
    for name, value in attributes.items():
        path = f"attributes.{name}"
        attribute = provider.attributes.get(name)
        if attribute is None:
            yield Refusal(path, "bad_value", f"{provider.name} has no attribute of this name")
        elif attribute.place in ("unknown", "not_sent"):
            if not is_unset(value):
                code: Code = "unknown_in_cci" if attribute.place == "unknown" else "bad_value"
                yield Refusal(path, code, attribute.reason)
        elif attribute.required and is_unset(value):
            yield Refusal(path, "missing_value", "a value is needed")
        elif value == "None" and not attribute.required and attribute.default is None:
            yield Refusal(path, "bad_value", "the word None in a CCI says that nothing was given")
        elif value != "":
            yield from _check_value(path, value, attribute.schema, attribute.form)
    yield from _check_environment(attributes.get("params_e"))


@dataclass(frozen=True)
class Flavor:
    """The values of the chosen flavor and the name of the place they come from, for messages."""

    values: Mapping[str, object]
    source: str


def find_flavor(document: Mapping[str, object], provider: Provider, configuration: Configuration) -> Flavor | Refusal:
    """The flavor that a document names: of ``vcp_flavor.yml``, or of the samples when there is no such file."""
    name = document.get("flavor")
    if not isinstance(name, str) or not name:
        return Flavor({}, "")
    from_file = configuration.flavors_path is not None
    flavors = configuration.flavors.get(provider.name, {}) if from_file else provider.flavors
    source = "vcp_flavor.yml" if from_file else "the sample flavors"
    if name in flavors:
        return Flavor(flavors[name], f"{source}, {provider.name}.{name}")
    return Refusal("flavor", "bad_value", f"{source} has no flavor of this name for {provider.name}")


def flavor_value(attribute: Attribute, flavor: Flavor) -> object:
    """The flavor's value of an attribute, or None."""
    return None if attribute.flavor_key is None else flavor.values.get(attribute.flavor_key)


def check_flavor_value(attribute: Attribute, flavor: Flavor) -> Iterator[Refusal]:
    """What is wrong with a flavor's value.

    ``enum`` is left out: the SDK enforces it in the setter only, which a flavor does not pass (sakura_disk, large).
    """
    schema = {key: value for key, value in attribute.schema.items() if key != "enum"}
    value = flavor_value(attribute, flavor)
    if value is not None:
        for refusal in _check_value("flavor", value, schema, attribute.form):
            yield Refusal("flavor", refusal.code, f"{flavor.source}: {attribute.flavor_key} {refusal.message}")


def config_value(attribute: Attribute, configuration: Configuration) -> object:
    """What ``vcp_config.yml`` gives for an attribute that the spec does not set, or None."""
    if attribute.config_key is None:
        return None
    section, _, key = attribute.config_key.partition(".")
    values = configuration.spec_options if section == "spec_options" else configuration.sections.get(section, {})
    return values.get(key)


def normalised(attribute: Attribute, value: object) -> object:
    """The value in the type of its schema: JSON gives ``2.0`` where an integer is meant."""
    return as_integer(value) if attribute.schema.get("type") == "integer" else value


def _check_value(path: str, value: object, schema: Mapping[str, object], form: str | None) -> Iterator[Refusal]:
    for error in Draft202012Validator(dict(schema), format_checker=_FORMATS).iter_errors(value):
        place = ".".join([path, *(str(part) for part in error.absolute_path)])
        yield Refusal(place, "bad_value", _rule(error, form))


def _rule(error: ValidationError, form: str | None) -> str:
    """The broken rule in words; never the value, which may be a secret of the environment."""
    limit: object = error.validator_value
    words = ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)
    rules = {
        "type": f"must be of type {words.replace(', ', ' or ')}",
        "enum": f"must be one of {words}",
        "minimum": f"must be at least {words}",
        "maximum": f"must be at most {words}",
        "pattern": _FORMS.get(form or "", f"does not match {words}"),
        "format": f"is not a valid {words} address",
        "uniqueItems": "has an entry twice",
        "required": f"needs the keys {words}",
    }
    return rules.get(str(error.validator), f"breaks the rule {error.validator}")


def _check_environment(entries: object) -> Iterator[Refusal]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        key = entry.partition("=")[0] if isinstance(entry, str) else ""
        if key in RESERVED_VARIABLES:
            message = f"{key} is set by the VC Controller or the image and cannot be given"
            yield Refusal(f"attributes.params_e.{index}", "bad_value", message)


def attributes_of(document: Mapping[str, object]) -> Mapping[str, object]:
    """The attributes set by hand."""
    return as_map(document.get("attributes"))

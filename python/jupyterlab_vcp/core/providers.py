"""Provider plugins as values, read from documents of ``contract/provider.schema.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from jsonschema import Draft202012Validator

from jupyterlab_vcp.core.cci_document import CciLayout
from jupyterlab_vcp.core.shape import as_map, as_sequence, as_strings, as_text

Place = Literal["cloud_params", "unit", "params", "tags", "not_sent", "unknown"]


@dataclass(frozen=True)
class Credential:
    """A key of a section of ``vcp_config.yml`` that goes into the CCI; manuals write it under other names too."""

    key: str
    aliases: tuple[str, ...] = ()
    multiline: bool = False
    """A text of several lines, whose line feeds count."""


@dataclass(frozen=True)
class Attribute:
    """One SDK attribute of a spec.

    ``place`` and ``cci_key`` say where it stands in the CCI, ``flavor_key`` and ``config_key`` (``section.key``) where
    its value comes from when the spec does not set it; ``schema`` is the JSON Schema of its value and ``form`` what
    the value (or each entry) is, e.g. ``volume``; ``reason`` says why a place is ``unknown`` or ``not_sent``.
    """

    name: str
    schema: Mapping[str, object]
    form: str | None
    place: Place
    cci_key: str | None
    required: bool
    flavor_key: str | None
    config_key: str | None
    reason: str

    @property
    def default(self) -> object:
        """The SDK's own default; None when it has none."""
        return self.schema.get("default")


@dataclass(frozen=True)
class Provider:
    """A plugin: its attributes by name, and how its part of the CCI is written."""

    name: str
    unit_type: Literal["compute", "storage"]
    cloud_provider: str
    section: str | None
    credentials: tuple[Credential, ...]
    sends_network: bool
    network_keys: tuple[str, ...]
    cci_version: str
    cci_order: tuple[str, ...]
    fixed: Mapping[str, object]
    layout: CciLayout
    attributes: Mapping[str, Attribute]
    flavors: Mapping[str, Mapping[str, object]]
    count_from_addresses: bool


def parse_attributes(document: Mapping[str, object]) -> Mapping[str, Attribute]:
    """The attributes of a provider document, or of ``_common.json``, in their order."""
    return {name: _attribute(name, as_map(schema)) for name, schema in as_map(document.get("properties")).items()}


def parse_provider(document: Mapping[str, object], common: Mapping[str, object]) -> Provider:
    """The plugin that a checked document describes; compute plugins get the common attributes too."""
    x_vcp = as_map(document.get("x-vcp"))
    cci, network = as_map(x_vcp.get("cci")), as_map(x_vcp.get("privateNetwork"))
    compute = x_vcp.get("unitType") == "compute"
    shared = parse_attributes(common) if compute else {}
    return Provider(
        name=str(x_vcp.get("name")),
        unit_type="compute" if compute else "storage",
        cloud_provider=str(x_vcp.get("cloudProvider")),
        section=as_text(x_vcp.get("configSection")),
        credentials=tuple(_credential(as_map(entry)) for entry in as_sequence(x_vcp.get("credentials"))),
        sends_network=network.get("sent") is True,
        network_keys=("private_network", *as_strings(network.get("aliases"))),
        cci_version=str(cci.get("version")),
        cci_order=as_strings(cci.get("order")),
        fixed=as_map(cci.get("fixed")),
        layout=CciLayout(frozenset(as_strings(cci.get("quoted"))), frozenset(as_strings(cci.get("newlineAfter")))),
        attributes={**shared, **parse_attributes(document)},
        flavors={name: as_map(values) for name, values in as_map(x_vcp.get("flavors")).items()},
        count_from_addresses=x_vcp.get("countFromAddresses") is not False,
    )


def check_provider(document: object, schema: Mapping[str, object], name: str) -> tuple[str, ...]:
    """What is wrong with a provider document, each with its place; ``name`` is what the file's name promises."""
    errors = Draft202012Validator(schema).iter_errors(document)
    found = tuple(f"{'.'.join(map(str, error.absolute_path)) or 'top'}: {error.message[:200]}" for error in errors)
    if found:
        return found
    provider = parse_provider(as_map(document), {})
    if provider.name != name:
        return (f"x-vcp.name: is [{provider.name}], but the file is named [{name}.json]",)
    unsourced = [key for key in provider.cci_order if key not in _sources(provider)]
    return tuple(f"x-vcp.cci.order: no attribute, credential or fixed value gives [{key}]" for key in unsourced)


def config_keys(provider: Provider) -> frozenset[str]:
    """Every key that the provider's section of ``vcp_config.yml`` may have."""
    keys = {*provider.network_keys}
    for credential in provider.credentials:
        keys |= {credential.key, *credential.aliases}
    return frozenset(keys | open_config_keys(provider))


def open_config_keys(provider: Provider) -> frozenset[str]:
    """Keys of the provider's section that are no secrets: the network, and defaults of attributes."""
    sections = [attribute.config_key.split(".") for attribute in provider.attributes.values() if attribute.config_key]
    credentials = {credential.key for credential in provider.credentials}
    defaults = {key for section, key in sections if section == provider.section and key not in credentials}
    return frozenset(defaults | {*provider.network_keys})


def flavor_keys(provider: Provider) -> frozenset[str]:
    """Every key that a flavor of the provider may have: those the plugin reads, and those of the sample flavors."""
    read = {attribute.flavor_key for attribute in provider.attributes.values() if attribute.flavor_key is not None}
    return frozenset(read.union(*provider.flavors.values()))


def _attribute(name: str, schema: Mapping[str, object]) -> Attribute:
    x_vcp = as_map(schema.get("x-vcp"))
    cci = as_map(x_vcp.get("cci"))
    return Attribute(
        name=name,
        schema={key: value for key, value in schema.items() if key != "x-vcp"},
        form=as_text(x_vcp.get("format")),
        place=cast(Place, cci.get("place")),
        cci_key=as_text(cci.get("key")),
        required=x_vcp.get("required") is True,
        flavor_key=as_text(x_vcp.get("flavorKey")),
        config_key=as_text(x_vcp.get("configKey")),
        reason=str(as_map(cci.get("reason")).get("en", "")),
    )


def _credential(entry: Mapping[str, object]) -> Credential:
    return Credential(str(entry.get("key")), as_strings(entry.get("aliases")), entry.get("multiline") is True)


def _sources(provider: Provider) -> frozenset[str | None]:
    keys: set[str | None] = {"cci_version", *provider.fixed, *(credential.key for credential in provider.credentials)}
    sent = {a.cci_key for a in provider.attributes.values() if a.place in ("cloud_params", "tags")}
    return frozenset(keys | sent)

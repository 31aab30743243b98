"""From a spec document to what its unit CCI says.

The form's rules (advice, ranges of the VPN catalog …) live in the browser; here stands what guards the controller:
required, type, count, pattern and *unknown*. Nothing is dropped silently: what cannot be sent is refused at its path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jupyterlab_vcp.core.cci_document import UnitCci
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.providers import Attribute, Credential, Provider
from jupyterlab_vcp.core.refusal import Refusal
from jupyterlab_vcp.core.scalars import CciValue
from jupyterlab_vcp.core.shape import as_integer, as_map, as_strings, as_text
from jupyterlab_vcp.core.spec_values import (
    Flavor,
    attributes_of,
    check_attributes,
    check_flavor_value,
    config_value,
    find_flavor,
    flavor_value,
    is_unset,
    normalised,
)

# Refusals that leave the rest of the text true, so that a preview can still show it.
_TEXT_STANDS = frozenset({"unknown_in_cci", "docker_options_configured"})


@dataclass(frozen=True)
class Composition:
    """The unit, or None when a refusal leaves nothing to show; with any refusal it must not be sent."""

    unit: UnitCci | None
    refusals: tuple[Refusal, ...]


def compose(
    document: Mapping[str, object],
    provider: Provider,
    configuration: Configuration,
    disks: Sequence[str] = (),
    authorized_keys: str | None = None,
    default_image: str | None = None,
) -> Composition:
    """The unit that a document with a sound frame describes.

    ``disks`` are the entries of ``attributes.disks`` as the CCI has them (VC disks resolved), ``authorized_keys`` is
    the ``AUTHORIZED_KEYS=`` entry made from ``sshKeys``; it goes last into ``params.e``. ``default_image`` is what the
    SDK would take when the document names no image; None when that is not known.
    """
    attributes = attributes_of(document)
    found = find_flavor(document, provider, configuration)
    flavor = found if isinstance(found, Flavor) else Flavor({}, "")
    spec = _Spec(provider, configuration, attributes, flavor, tuple(disks), default_image)
    refusals = [found] if isinstance(found, Refusal) else []
    refusals += [*check_attributes(attributes, provider), *spec.missing(), *spec.count_conflicts()]
    refusals += [*spec.docker_defaults(), *spec.missing_credentials(), *spec.key_conflict(authorized_keys)]
    unique = tuple({(refusal.path, refusal.code): refusal for refusal in reversed(refusals)}.values())[::-1]
    if any(refusal.code not in _TEXT_STANDS for refusal in unique):
        return Composition(None, unique)
    return Composition(spec.unit(str(document.get("unit")), authorized_keys), unique)


@dataclass(frozen=True)
class _Spec:
    provider: Provider
    configuration: Configuration
    attributes: Mapping[str, object]
    flavor: Flavor
    disks: tuple[str, ...]
    default_image: str | None

    def missing(self) -> Iterator[Refusal]:
        for name, attribute in self.provider.attributes.items():
            if name not in self.attributes:
                yield from check_flavor_value(attribute, self.flavor)
            if name == "image":
                if self.default_image is None and is_unset(self.attributes.get(name)):
                    message = "which image the SDK takes by default is not published for this controller; name one"
                    yield Refusal("attributes.image", "image_required", message)
            elif attribute.required and is_unset(self.value(attribute)):
                message = "a value is needed: neither the spec nor its flavor has one"
                yield Refusal(f"attributes.{name}", "missing_value", message)

    def count_conflicts(self) -> Iterator[Refusal]:
        addresses, macs = self._sent("ip_addresses"), self._sent("mac_addresses")
        if addresses and macs and len(addresses) != len(macs):
            message = f"{len(macs)} MAC addresses for {len(addresses)} IP addresses"
            yield Refusal("attributes.mac_addresses", "bad_value", message)
        listed = len(addresses) or len(macs)
        given = as_integer(self.attributes.get("num_nodes"))
        if not listed or given == listed:
            return
        if given is not None:
            message = f"{given} nodes, but {listed} addresses are listed"
            yield Refusal("attributes.num_nodes", "bad_value", message)
        elif not self.provider.count_from_addresses and listed != 1:
            message = f"{self.provider.name} does not count its addresses: set the number of nodes to {listed} too"
            yield Refusal("attributes.num_nodes", "missing_value", message)

    def docker_defaults(self) -> Iterator[Refusal]:
        for name, attribute in self.provider.attributes.items():
            if attribute.place != "unknown" or name in self.attributes:
                continue
            if not is_unset(config_value(attribute, self.configuration)):
                message = f"vcp_config.yml sets {attribute.config_key}. {attribute.reason}"
                yield Refusal(f"attributes.{name}", "docker_options_configured", message)

    def missing_credentials(self) -> Iterator[Refusal]:
        lacking = [entry.key for entry in self.provider.credentials if not as_text(self._credential(entry))]
        if lacking:
            message = f"vcp_config.yml has no {', '.join(lacking)} in section {self.provider.section}"
            yield Refusal("provider", "credential_missing", message)

    def key_conflict(self, authorized_keys: str | None) -> Iterator[Refusal]:
        entries = as_strings(self.attributes.get("params_e"))
        if authorized_keys is not None and any(entry.startswith("AUTHORIZED_KEYS=") for entry in entries):
            message = "AUTHORIZED_KEYS stands in the environment variables already; only one of the two would count"
            yield Refusal("sshKeys", "bad_value", message)

    def value(self, attribute: Attribute) -> object:
        """The value sent for an attribute: set by hand, of the flavor, of vcp_config.yml, or the SDK's default."""
        choices: tuple[Callable[[], object], ...] = (
            lambda: self.attributes.get(attribute.name),
            lambda: flavor_value(attribute, self.flavor),
            lambda: config_value(attribute, self.configuration),
        )
        found = (choice() for choice in choices)
        # An emptied text field is a field that is not set.
        value = next((value for value in found if value is not None and value != ""), attribute.default)
        return normalised(attribute, value)

    def unit(self, name: str, authorized_keys: str | None) -> UnitCci:
        compute = self.provider.unit_type == "compute"
        environment = as_strings(self.attributes.get("params_e"))
        return UnitCci(
            name=name,
            cloud_provider=self.provider.cloud_provider,
            cloud_params={key: self._cloud_value(key) for key in self.provider.cci_order},
            private_network=self._network(),
            num_nodes=self._node_count() if compute else None,
            num_disks=None if compute else as_integer(self.attributes.get("num_disks")) or 1,
            image=self._image() if compute else None,
            params_v=as_strings(self.attributes.get("params_v")),
            params_e=environment if authorized_keys is None else (*environment, authorized_keys),
        )

    def _image(self) -> str | None:
        image = self.attributes.get("image")
        return self.default_image if is_unset(image) else as_text(image)

    def _node_count(self) -> int:
        given = as_integer(self.attributes.get("num_nodes"))
        return given or len(self._sent("ip_addresses")) or len(self._sent("mac_addresses")) or 1

    def _sent(self, name: str) -> tuple[str, ...]:
        """A list attribute, unless the plugin ignores it (chameleon's addresses, refused elsewhere)."""
        attribute = self.provider.attributes.get(name)
        sent = attribute is not None and attribute.place == "cloud_params"
        return as_strings(self.attributes.get(name)) if sent else ()

    def _network(self) -> str:
        """The VPN catalog entry. Plugins that set none get the documented default, which must exist for them too."""
        if not self.provider.sends_network or self.provider.section is None:
            return "default"
        section = self.configuration.sections.get(self.provider.section, {})
        names = (as_text(section.get(key)) for key in self.provider.network_keys)
        return next((name for name in names if name), "default")

    def _cloud_value(self, key: str) -> CciValue:
        if key == "cci_version":
            return self.provider.cci_version
        for credential in self.provider.credentials:
            if credential.key == key:
                return as_text(self._credential(credential))
        for attribute in self.provider.attributes.values():
            if attribute.cci_key == key and attribute.place in ("cloud_params", "tags"):
                return self._attribute_value(attribute)
        return _as_cci_value(self.provider.fixed.get(key), None)

    def _attribute_value(self, attribute: Attribute) -> CciValue:
        if attribute.name == "disks":
            return self.disks
        return _as_cci_value(self.value(attribute), attribute.schema.get("type"))

    def _credential(self, credential: Credential) -> object:
        """An attribute that writes the same key replaces the credential, as in the SDK (mdx2's user_name)."""
        for attribute in self.provider.attributes.values():
            if attribute.cci_key == credential.key and not is_unset(self.attributes.get(attribute.name)):
                return self.attributes[attribute.name]
        section = self.configuration.sections.get(self.provider.section or "", {})
        return next((section[key] for key in (credential.key, *credential.aliases) if section.get(key)), None)


def credential_keys(provider: Provider) -> frozenset[str]:
    """Keys of ``cloud_params`` whose literal values are never shown."""
    return frozenset(credential.key for credential in provider.credentials)


def _as_cci_value(value: object, kind: object) -> CciValue:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    if kind == "array" or isinstance(value, list):
        return as_strings(value)
    if kind == "object" or isinstance(value, Mapping):
        return {key: str(entry) for key, entry in as_map(value).items()}
    return None

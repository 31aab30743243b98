import { attributesOf, type Attributes, type Spec } from './document';
import { effective, type Effective } from './effective';
import type { JsonObject } from './json';
import type { CommonSchema, Flavors, Generation, ProviderSchema, UnitType } from './providerTypes';

/** An address that something has already. */
export interface AddressInUse {
  readonly address: string;
  /** Who has it, e.g. `demo/web`. */
  readonly where: string;
}

/** A node that has a disk attached. */
export interface AttachedTo {
  readonly unitGroup: string;
  readonly unit: string;
  readonly node: number;
}

/** A disk of a storage unit, as far as rules and the disk picker ask. */
export interface KnownDisk {
  readonly number: number;
  /** GB; null when the controller does not tell. */
  readonly size: number | null;
  /** State word as the controller sends it. */
  readonly state: string;
  readonly inUse: boolean;
  /** Null when it is free, or when no node that is known here names it among its volumes. */
  readonly attachedTo: AttachedTo | null;
}

/** A node of a compute unit, as far as the comparison with the spec asks. */
export interface KnownNode {
  readonly number: number;
  /** Private IPv4 address; empty while there is none. */
  readonly address: string;
}

/** A unit that exists on the controller. */
export interface KnownUnit {
  readonly name: string;
  /** Provider of its members; null while there is none. */
  readonly provider: string | null;
  readonly nodes: readonly KnownNode[];
  readonly disks: readonly KnownDisk[];
}

/** A unit group that exists on the controller. */
export interface KnownUnitGroup {
  /** The controller's id of it. */
  readonly id: string;
  readonly name: string;
  readonly type: UnitType;
  readonly units: readonly KnownUnit[];
}

/** The names of a unit. */
export interface UnitName {
  readonly unitGroup: string;
  readonly unit: string;
}

/** What is known around a document. Null means "not known": then the rules that need it stay silent. */
export interface CheckContext {
  /** The document's provider with the common attributes merged in; null when it names none that is known. */
  readonly provider: ProviderSchema | null;
  readonly common: CommonSchema | null;
  /** Names of all providers with a schema. */
  readonly knownProviders: readonly string[];
  /** Plugins that the controller lists in `GET /version`. */
  readonly plugins: readonly string[] | null;
  readonly generation: Generation | null;
  readonly flavors: Flavors;
  /** True when the flavors are the samples of the schemas, because there is no `vcp_flavor.yml`. */
  readonly flavorsAreSamples: boolean;
  /** `private_network_ipmask` of the VPN catalog entry of the provider, CIDR. */
  readonly range: string | null;
  readonly addressesInUse: readonly AddressInUse[];
  readonly unitGroups: readonly KnownUnitGroup[] | null;
  /** Units that the user has ordered from specs on this page, and that did not fail: that they exist is no fault of the spec. */
  readonly ordered: readonly UnitName[];
  /** Public key files found on the Jupyter machine. */
  readonly sshKeyFiles: readonly string[] | null;
  /** `spec_options` of `vcp_config.yml`. */
  readonly specOptions: JsonObject;
}

const nothingKnown: CheckContext = {
  provider: null,
  common: null,
  knownProviders: [],
  plugins: null,
  generation: null,
  flavors: {},
  flavorsAreSamples: true,
  range: null,
  addressesInUse: [],
  unitGroups: null,
  ordered: [],
  sshKeyFiles: null,
  specOptions: {}
};

/** A context from what is known; the rest is "not known". */
export function contextWith(known: Partial<CheckContext>): CheckContext {
  return { ...nothingKnown, ...known };
}

/** What every rule about settings looks at. */
export interface Subject {
  readonly spec: Spec;
  readonly attributes: Attributes;
  readonly provider: ProviderSchema;
  readonly effective: Effective;
  readonly context: CheckContext;
}

/** The subject of the rules, once the provider is known. */
export function subjectOf(spec: Spec, provider: ProviderSchema, context: CheckContext): Subject {
  return {
    spec,
    attributes: attributesOf(spec),
    provider,
    effective: effective(spec, provider, context.flavors, context.specOptions),
    context
  };
}

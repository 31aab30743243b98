/**
 * Short names for the shapes of the contract. `contract.ts` is generated; nobody writes a reply's shape by hand.
 */
import type { components } from './contract';

type Schemas = components['schemas'];

export type Authority = Schemas['Authority'];
export type CciPreview = Schemas['CciPreview'];
export type ConnectionState = Schemas['Connection'];
export type ConnectionReport = Schemas['ConnectionReport'];
export type Disk = Schemas['Disk'];
export type Failure = Schemas['Failure'];
export type FailureCode = Schemas['Failure']['code'];
export type Job = Schemas['Job'];
export type Node = Schemas['Node'];
export type NodeOperation = Schemas['NodeOperation'];
export type Problem = Schemas['Problem'];
export type Providers = Schemas['Providers'];
export type Refusal = Schemas['Refusal'];
export type ServerVersion = Schemas['ServerVersion'];
export type SshKey = Schemas['SshKey'];
export type SshKeys = Schemas['SshKeys'];
export type Unit = Schemas['Unit'];
export type UnitGroup = Schemas['UnitGroup'];
export type UnitOperation = Schemas['UnitOperation'];
export type UnitType = Schemas['UnitType'];
export type VpnCatalog = Schemas['VpnCatalog'];

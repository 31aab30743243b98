/**
 * Short names for the shapes of the contract. `contract.ts` is generated; nobody writes a reply's shape by hand.
 */
import type { components } from './contract';

type Schemas = components['schemas'];

export type Authority = Schemas['Authority'];
export type Batch = Schemas['Batch'];
export type BatchOperation = Schemas['BatchOperation'];
export type BatchRow = Schemas['BatchRow'];
export type BatchTarget = Schemas['BatchTarget'];
export type CciPreview = Schemas['CciPreview'];
export type ConnectionState = Schemas['Connection'];
export type ConnectionReport = Schemas['ConnectionReport'];
export type Credentials = Schemas['Credentials'];
export type Disk = Schemas['Disk'];
export type Failure = Schemas['Failure'];
export type FailureCode = Schemas['Failure']['code'];
export type FlavorsFile = Schemas['FlavorsFile'];
export type ImageContent = Schemas['ImageContent'];
export type ImageDetails = Schemas['ImageDetails'];
export type ImageSummary = Schemas['ImageSummary'];
export type Job = Schemas['Job'];
export type Node = Schemas['Node'];
export type NodeOperation = Schemas['NodeOperation'];
export type OnFailure = Schemas['OnFailure'];
export type PlannedPowerOff = Schemas['Schedule']['powerOffs'][number];
export type Problem = Schemas['Problem'];
export type Providers = Schemas['Providers'];
export type Refusal = Schemas['Refusal'];
export type Registry = Schemas['Registry'];
export type Repositories = Schemas['Repositories'];
export type RepositoryTags = Schemas['RepositoryTags'];
export type Reminder = Schemas['Schedule']['reminders'][number];
export type Schedule = Schemas['Schedule'];
export type ServerVersion = Schemas['ServerVersion'];
export type SshKey = Schemas['SshKey'];
export type SshKeys = Schemas['SshKeys'];
export type Unit = Schemas['Unit'];
export type UnitGroup = Schemas['UnitGroup'];
export type UnitGroupsHeader = Schemas['UnitGroupsHeader'];
export type UnitOperation = Schemas['UnitOperation'];
export type UnitType = Schemas['UnitType'];
export type VpnCatalog = Schemas['VpnCatalog'];

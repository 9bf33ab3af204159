export { FleetStore } from './FleetStore';
export type { FleetStoreOptions, StoredStatus } from './FleetStore';
export type { FactOrigin, PlacedFact } from './FactTable';
export { listApps } from './listApps';
export type { AppPage } from './listApps';
export { SourceBoard } from './SourceBoard';
export type { SourceState } from './SourceBoard';

export { startForge } from './startForge';
export type {
  ForgeOptions,
  ForgeUser,
  RunningForge,
  SeedRepository,
} from './options';
export type { Fault } from './http/Faults';

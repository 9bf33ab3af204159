export { startSandbox } from './startSandbox';
export type { RunningSandbox, SandboxOptions } from './startSandbox';
export type { Credentials } from './credentials';

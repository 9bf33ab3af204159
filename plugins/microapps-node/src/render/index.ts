export * from './findProgram';
export { findRemoteReference } from './findRemoteReference';
export * from './InstanceRenderer';
export * from './kustomizeBuild';

export { startCi } from './startCi';
export type { CiOptions } from './startCi';

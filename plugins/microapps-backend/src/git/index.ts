export { startGit } from './startGit';

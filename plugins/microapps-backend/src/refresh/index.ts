export { Refresher } from './Refresher';

export { chooseHeadline } from './chooseHeadline';

export * from './startArgoCd';

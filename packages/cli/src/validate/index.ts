export * from './validateCommand';

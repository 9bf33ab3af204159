export * from './renderTemplate';

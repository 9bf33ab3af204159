/**
 * Stand-ins for tests of packages that build on this one.
 *
 * @packageDocumentation
 */
export * from './testUtils/FakeGithub';
export * from './testUtils/exampleTemplates';

export * from './aPresentation';
export * from './FakeMicroApps';
export * from './FakeSignals';
export * from './statuses';
export * from './renderWithApis';

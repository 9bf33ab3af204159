export * from './checkParameters';
export * from './Instance';
export * from './instanceFiles';
export * from './microAppFromAnswers';
export * from './parseInstance';
export * from './parseInstances';
export * from './parseTemplates';
export * from './Problem';

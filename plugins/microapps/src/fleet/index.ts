export * from './FleetPage';

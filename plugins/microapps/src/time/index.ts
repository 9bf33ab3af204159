export * from './RelativeTime';
export * from './useTimes';

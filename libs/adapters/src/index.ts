export { embeddedBus, type Log } from './embedded-bus.ts';
export { embeddedPostgres, type Embedded } from './embedded-postgres.ts';
export { EmbeddedFailure, StorageFailure, type EmbeddedReason } from './failure.ts';
export { memoryBus, memoryRows, memoryStore } from './memory.ts';
export { openStorage, type AgencyStorage, type Storage, type StorageAt } from './open.ts';
export { postgresRows } from './postgres-rows.ts';
export { postgresStore, type PostgresAt } from './postgres-store.ts';
export { connect, type Database } from './postgres.ts';
export { Unstorable } from './text.ts';

export { embeddedBus, type Log } from './embedded-bus.ts';
export { memoryBus, memoryRows, memoryStore } from './memory.ts';
export { Unstorable } from './text.ts';

/** Structured logs. They carry ids and numbers, never what a person typed. */
import { pino } from 'pino';
import { readLogLevel } from './config.ts';

export const log = pino({
  level: readLogLevel(),
  base: null,
  redact: {
    paths: ['name', 'idNumber', 'phone', 'bankCard', 'input', '*.idNumber', '*.phone', '*.input'],
    censor: '***',
  },
});

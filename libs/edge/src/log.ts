/** Structured logs. They carry ids and numbers, never what a person typed. */
import { pino } from 'pino';
import { readConfig } from './config.ts';

export const log = pino({
  level: readConfig().logLevel,
  base: null,
  redact: {
    paths: ['name', 'idNumber', 'phone', 'bankCard', 'input', '*.idNumber', '*.phone', '*.input'],
    censor: '***',
  },
});

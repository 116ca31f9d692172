/** Structured logs. They carry ids and numbers, never what a person typed. */
import { pino } from 'pino';

export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  redact: {
    paths: ['name', 'idNumber', 'phone', 'bankCard', 'input', '*.idNumber', '*.phone', '*.input'],
    censor: '***',
  },
});

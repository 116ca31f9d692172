import { readdirSync, readFileSync } from 'node:fs';
import { it } from '@jest/globals';
import { checkHistory } from '@yimen/kernel/testing';
import { inspectionEvents, listingEvents, reviewEvents } from './index.ts';

const folder = new URL('history/', import.meta.url);
const examples = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

it('still reads all that was ever said', () =>
  checkHistory([...inspectionEvents, ...listingEvents, ...reviewEvents], examples));

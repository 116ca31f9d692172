/** Writes `schema/`; run it after a change of a command, an event or a query, and read the diff. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { desks } from '@yimen/hall';
import { published } from './published.ts';

const folder = new URL('../../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of published(desks)) writeFileSync(new URL(name, folder), text);

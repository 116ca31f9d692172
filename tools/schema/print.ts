/** Writes `schema/`; run it after a change of a command, an event, a query or a view, and read the diff. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { desks } from '@yimen/hall/desks';
import { published, VIEWS } from './published.ts';
import { unraised } from './views.ts';

const folder = new URL('../../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const files = published(desks);
const views = new URL(VIEWS, folder);
const same = existsSync(views) ? unraised(JSON.parse(readFileSync(views, 'utf8')), JSON.parse(files.get(VIEWS)!)) : [];
if (same.length > 0) {
  process.stderr.write(`These views show other rows than before; raise their edition, then write again:\n${same.join('\n')}\n`);
  process.exitCode = 1;
} else for (const [name, text] of files) writeFileSync(new URL(name, folder), text);

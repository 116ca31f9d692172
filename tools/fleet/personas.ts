/** Writes the personas of a demonstration to a file, for a gateway that runs in a container of its own. */
import { writeFileSync } from 'node:fs';
import { personas } from '@yimen/hall/personas';

const [, , file] = process.argv;
if (!file) throw new Error('usage: node tools/fleet/personas.ts FILE');
writeFileSync(file, JSON.stringify(personas));

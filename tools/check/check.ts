import { table } from './table.ts';
import { verdictsOn } from './verdicts.ts';

const verdicts = await verdictsOn(process.cwd());
console.log(table(verdicts));
process.exitCode = verdicts.some(({ complaints }) => complaints.length > 0) ? 1 : 0;

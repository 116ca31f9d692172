/** `npm run bench [-- --json] [--only PART]`: figures as a table, or as one JSON object a line. The parts are below. */
import { parseArgs } from 'node:util';
import { tableOf, type Measured } from './measured.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });

const parts: Record<string, () => Promise<readonly Measured[]>> = {
  store: async () => (await import('./store.ts')).storeFigures(),
  kafka: async () => (await import('./kafka.ts')).kafkaFigures(),
  law: async () => (await import('./law.ts')).lawFigures(),
  platform: async () => {
    const { starts, throughGateway } = await import('./platform.ts');
    return [...(await starts()), ...(await throughGateway())];
  },
  gateway: async () => (await import('./gateway.ts')).gatewayFigures(),
};

for (const [name, measure] of Object.entries(parts)) {
  if (values.only && values.only !== name) continue;
  const rows = await measure();
  process.stdout.write(values.json ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : `\n${tableOf(rows)}\n`);
}

/**
 * `npm run bench [-- --json] [--only PART] [--events N] [--minutes N] [--rate N]`: a table, or a JSON object a line.
 * Without a part, all but the long ones: `growth` fills a log with `--events` (ten million); `district` and `new-cases`
 * run every service on PostgreSQL and Kafka for `--minutes` (one) at `--rate` commands a second (a hundred).
 */
import { parseArgs } from 'node:util';
import { tableOf, type Measured } from './measured.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    events: { type: 'string', default: '10000000' },
    minutes: { type: 'string', default: '1' },
    rate: { type: 'string', default: '100' },
  },
});

const pace = { seconds: 60 * Number(values.minutes), rate: Number(values.rate) };
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
const long: typeof parts = {
  growth: async () => (await import('./growth.ts')).growthFigures(Number(values.events)),
  district: async () => (await import('./district.ts')).districtFigures(pace),
  'new-cases': async () => (await import('./district.ts')).newCaseFigures(pace),
};

const { only } = values;
const all = { ...parts, ...long };
if (only !== undefined && !Object.hasOwn(all, only)) {
  process.stderr.write(`没有这一部分 there is no part ${only}; there are ${Object.keys(all).join(', ')}\n`);
  process.exit(1);
}
for (const [name, measure] of Object.entries(only ? all : parts)) {
  if (only && only !== name) continue;
  const rows = await measure();
  process.stdout.write(values.json ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : `\n${tableOf(rows)}\n`);
}

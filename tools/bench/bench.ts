/** `npm run bench`: measures against floors of the same run; a table, or a JSON object a line. */
import { parseArgs } from 'node:util';
import { tableOf, type Measured } from './measured.ts';

const usage = `npm run bench -- [--json] [--only PART] [--events N] [--minutes N] [--rate N]

Measures, each figure against a floor of the same run, and prints a table for each part.

  --only PART   one of store, kafka, law, platform, gateway; growth, district and new-cases run only when they are named
  --json        a JSON object a line
  --events N    how many events growth fills a log with (default 10000000)
  --minutes N   how long district and new-cases run (default 1)
  --rate N      commands a second that they are given (default 100)
`;

const options = {
  json: { type: 'boolean', default: false },
  only: { type: 'string' },
  events: { type: 'string', default: '10000000' },
  minutes: { type: 'string', default: '1' },
  rate: { type: 'string', default: '100' },
  help: { type: 'boolean', default: false },
} as const;

/** What is misspelt is refused in words. */
function typed() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [first] = (error as Error).message.split('. ');
    process.stderr.write(`参数有误，请看 npm run bench -- --help · ${first}: see npm run bench -- --help\n`);
    process.exit(1);
  }
}

const values = typed();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}

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

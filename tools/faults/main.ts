/** `npm run faults`: breaks a whole district while people work, and proves afterwards that nothing is missing. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readAgencies } from '@yimen/process';
import { LIST } from '../fleet/fleet.ts';
import { untilStopped } from '../fleet/stopped.ts';
import { Missing } from '../kafka/machine.ts';
import { again, runFaults, SMALL } from './faults.ts';
import { workplaces } from './matters.ts';
import { ROUND_MS } from './plan.ts';

const usage = `npm run faults -- [--minutes N] [--seed S] [--agencies all|a,b,…] [--clients N] [--keep]

Starts a PostgreSQL, a Kafka and services of its own in a temporary folder, lets people work, kills, stops and fills
what can be, and then compares logs, topics, views, hand-overs and what people were told. Ends with 1 if anything is
not as it should be, and prints how to have the same faults again. Needs Java and Maven for Kafka; full disks
need root on Linux and are left out elsewhere.

  --minutes N     how long the harm goes on; three minutes are one round of every fault (default 3)
  --seed S        what chance is drawn from (default: any)
  --agencies …    whose processes run (default ${SMALL.join(',')})
  --clients N     how many people work at once (default 8)
  --keep          leaves the data there
`;

const options = {
  minutes: { type: 'string', default: '3' },
  seed: { type: 'string', default: String(randomInt(1_000_000)) },
  agencies: { type: 'string', default: SMALL.join(',') },
  clients: { type: 'string', default: '8' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function chosen(agencies: string): readonly string[] {
  const known = readAgencies(LIST).map(({ name }) => name);
  const wanted = agencies === 'all' ? known : agencies.split(',');
  const missing = [
    ...wanted.filter((name) => !known.includes(name)),
    ...workplaces.filter((name) => !wanted.includes(name)),
  ];
  if (missing.length === 0) return wanted;
  throw new Missing(
    `--agencies: ${missing.join(', ')}？可选 choose of ${known.join(', ')}, ${workplaces.join(', ')} among them`,
  );
}

/** What is misspelt, or no number, is refused in words before anything starts. */
function typed() {
  try {
    const { values } = parseArgs({ options });
    for (const name of ['minutes', 'seed', 'clients'] as const)
      if (!/^\d{1,9}$/.test(values[name]) || (name !== 'seed' && Number(values[name]) === 0))
        throw new Error(`--${name} ${values[name]} is no number that will do`);
    return values;
  } catch (error) {
    const [first] = (error as Error).message.split('. ');
    throw new Missing(`参数有误，没有启动，请看 npm run faults -- --help · ${first}: see npm run faults -- --help`);
  }
}

async function start(): Promise<number> {
  const values = typed();
  if (values.help) {
    say(usage);
    return 0;
  }
  const rounds = Math.max(1, Math.round((Number(values.minutes) * 60_000) / ROUND_MS));
  const spec = {
    seed: Number(values.seed),
    rounds,
    agencies: chosen(values.agencies),
    clients: Number(values.clients),
  };
  say(`seed ${spec.seed}`);
  const signal = untilStopped(say);
  const { verdicts, page } = await runFaults({ ...spec, keep: values.keep, say, signal }).catch((error: unknown) => {
    // Whatever ended it before its judgement may do so again.
    say(`again: ${again({ ...spec, say })}`);
    throw signal.aborted ? new Missing('中途停止，没有结论 · stopped before its judgement') : error;
  });
  say(page);
  return verdicts.some(({ complaints }) => complaints.length > 0) ? 1 : 0;
}

start().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error instanceof Missing ? error.message : error.stack}\n`);
    process.exit(1);
  },
);

/** `npm run ops`: the operator's commands, against the storage that the hall or the services use, running or not. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OperationRefused } from '@yimen/casework';
import { kafkaAt, operatorConfiguration } from '@yimen/edge';
import { desks } from '@yimen/hall';
import { Unavailable } from '@yimen/kernel';
import { ConfigRefused, giveWay } from '@yimen/process';
import { agreeToLeaveOut, askToLeaveOut, rebuildView, rehear, republish, retry, verify } from './acts.ts';
import { health, lags, parked } from './looks.ts';
import { progress } from './progress.ts';
import { atSite, SiteRefused, type Site } from './site.ts';
import {
  askedToSkipWords,
  isWhole,
  lagWords,
  leftOutWords,
  parkedWords,
  reheardWords,
  rebuiltWords,
  republishedWords,
  retryWords,
  statusWords,
  verifiedWords,
} from './words.ts';

const usage = `npm run ops -- COMMAND [--data DIR]

  status                  one sentence, then a line for each agency; ends with 1 if something is wrong
  lag                     who is behind whom, by how many events, since when
  parked                  events that could not be handled, in words
  retry CASE              takes the parked events of a case again
  skip ID --by NAME --reason TEXT   asks to leave one out for good
  agree ID --by NAME      leaves it out; two persons answer for it, each under an account of this machine, and both
                          names and accounts are on record
  rebuild AGENCY VIEW     builds the view anew beside the live one, shows the difference, exchanges them
                          --dry-run shows the difference only
  republish AGENCY        publishes again what the brokers have lost; --since 2026-03-05: what was recorded since that day
  rehear AGENCY FROM      begins anew with what there is from that neighbour, where what came next is gone
  verify                  folds all logs anew and compares every row, every place, every hand-over and, where brokers
                          are named, every event that was published; ends with 1 if something does not agree, and
                          with 3 if all does that could be compared, but not all could

  --data DIR   folder of the embedded database (default .yimen; of the services: .yimen/services)

Environment, as the services are told it:
${operatorConfiguration.help()}
`;

const options = {
  data: { type: 'string', default: process.env['YIMEN_DATA'] ?? '.yimen' },
  by: { type: 'string', default: '' },
  reason: { type: 'string', default: '' },
  since: { type: 'string', default: '' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Of the machine: whose it is that types. Under sudo everybody is root, so it is whoever has called that. */
function account(): string {
  try {
    const { uid, username } = userInfo();
    return (uid === 0 && process.env['SUDO_USER']) || username;
  } catch {
    return `uid ${process.getuid?.()}`; // In a container it may have no name.
  }
}

const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
interface Answer {
  readonly lines: readonly string[];
  /** With what the process ends, if not with 0. */
  readonly code?: number;
}
type Command = (site: Site, given: Given) => Promise<Answer>;

const WRONG = 1;
const NOT_KNOWN = 2;
const NOT_ALL = 3;

const commands: Readonly<Record<string, Command>> = {
  async status(site) {
    const all = await health(site);
    return { lines: statusWords(all), code: all.some(({ wrong }) => wrong.length > 0) ? WRONG : 0 };
  },
  lag: async (site) => ({ lines: lagWords(await lags(site)) }),
  parked: async (site) => ({ lines: parkedWords(await parked(site)) }),
  async retry(site, { positionals: [, caseId = ''] }) {
    const all = await retry(site, caseId);
    return { lines: retryWords(caseId, all), code: all.some(({ why }) => why) ? WRONG : 0 };
  },
  async skip(site, { positionals: [, id = ''], values: { by, reason } }) {
    return { lines: askedToSkipWords(await askToLeaveOut(site, { id, by, account: account(), reason }), by) };
  },
  async agree(site, { positionals: [, id = ''], values: { by } }) {
    return { lines: leftOutWords(await agreeToLeaveOut(site, { id, and: by, account: account() })) };
  },
  async rebuild(site, { positionals: [, agency = '', view = ''], values }) {
    giveWay();
    const built = await rebuildView(site, [agency, view], progress(process.stderr));
    say(rebuiltWords(built));
    if (values['dry-run']) return { lines: ['没有切换 · nothing was exchanged'] };
    const came = await built.switch();
    return { lines: [`已切换，其间新到 ${came} 个事件 · exchanged; ${came} events had come in meanwhile`] };
  },
  async republish(site, { positionals: [, agency = ''], values: { since } }) {
    return { lines: republishedWords(agency, await republish(site, agency, since)) };
  },
  async rehear(site, { positionals: [, agency = '', from = ''] }) {
    await rehear(site, agency, from);
    return { lines: reheardWords(agency, from) };
  },
  async verify(site) {
    giveWay();
    const done = await verify(site, (agency) => process.stderr.write(`校验 verifying ${agency}\n`));
    const wrong = done.findings.length + done.amiss.length;
    return { lines: verifiedWords(done), code: wrong > 0 ? WRONG : isWhole(done) ? 0 : NOT_ALL };
  },
};

async function start(): Promise<number> {
  const given = parseArgs({ options, allowPositionals: true });
  const [name = ''] = given.positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (given.values.help || !command) {
    say([usage]);
    return given.values.help ? 0 : NOT_KNOWN;
  }
  const { bus, ...storage } = operatorConfiguration.read();
  return atSite(
    { ...storage, dataDir: resolve(given.values.data), kafka: bus && kafkaAt(bus), desks },
    async (site) => {
      const { lines, code = 0 } = await command(site, given);
      say(lines);
      return code;
    },
  );
}

start().then(
  (code) => process.exit(code),
  (error: Error & { zh?: string; en?: string; code?: string }) => {
    const kinds = [SiteRefused, OperationRefused, ConfigRefused, Unavailable];
    const known = kinds.some((kind) => error instanceof kind) || error.code?.startsWith('ERR_PARSE_ARGS');
    const line = error.zh ? `${error.zh} · ${error.en}` : known ? error.message : (error.stack ?? error.message);
    process.stderr.write(`${line}\n`);
    process.exit(WRONG);
  },
);

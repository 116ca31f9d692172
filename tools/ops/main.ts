/** `npm run ops`: the operator's commands, against the storage that the hall or the services use, running or not. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OperationRefused } from '@yimen/casework';
import { kafkaAt, operatorConfiguration } from '@yimen/edge/config';
import { desks } from '@yimen/hall/desks';
import { Unavailable } from '@yimen/kernel';
import { ConfigRefused, giveWay } from '@yimen/process';
import { agreeToLeaveOut, askToLeaveOut, rebuildView, rehear, republish, retry, verify } from './acts.ts';
import { health, parked, seen, type Blind } from './looks.ts';
import { progress } from './progress.ts';
import { atSite, SiteRefused, type Site } from './site.ts';
import {
  askedToSkipWords,
  blindWords,
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
  withData,
} from './words.ts';

const usage = `npm run ops -- COMMAND [--data DIR]

  status                  one sentence, then a line for each agency; ends with 1 if something is wrong
  lag                     who is behind whom, by how many events, since when
                          where events go by a broker, both end with 3 if KAFKA_BROKERS does not name it, and with 1
                          if it does not answer: of neighbours nothing is said then
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
  data: { type: 'string' },
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

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
interface Answer {
  readonly lines: readonly string[];
  /** With what the process ends, if not with 0. */
  readonly code?: number;
}
type Command = (site: Site, given: Given) => Promise<Answer>;

const WRONG = 1;
const MISTYPED = 2;
const NOT_ALL = 3;

/** What a command must be told, in this order. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  retry: ['CASE'],
  skip: ['ID'],
  agree: ['ID'],
  rebuild: ['AGENCY', 'VIEW'],
  republish: ['AGENCY'],
  rehear: ['AGENCY', 'FROM'],
};

/** Refuses in words, with the line of the usage, a command that is not told what it wants, or more than that. */
function mistyped([name = '', ...told]: readonly string[]): string | undefined {
  if (!Object.hasOwn(commands, name))
    return `没有这个命令 ${name}，未作改动 · no such command, nothing was changed\n\n${usage}`;
  const names = wanted[name] ?? [];
  const line = usage.split('\n').find((each) => each.startsWith(`  ${name} `));
  const missing = names.slice(told.filter(Boolean).length).join(' ');
  if (missing) return `请写明 ${missing}，未作改动 · name ${missing}, nothing was changed:\n${line}`;
  const more = told.slice(names.length).join(' ');
  return more && `多写了 ${more}，未作改动 · ${more} is more than it takes, nothing was changed:\n${line}`;
}

/** The tables say nothing of neighbours then, and the last line says why. */
const seeing = ({ brokers }: Site, blind: Blind | undefined): Answer =>
  blind ? { lines: ['', blindWords(blind, brokers)], code: blind === 'away' ? WRONG : NOT_ALL } : { lines: [] };

const commands: Readonly<Record<string, Command>> = {
  async status(site) {
    const found = await seen(site);
    const all = await health(site, found);
    const { lines, code } = seeing(site, found.blind);
    const isWrong = all.some(({ wrong }) => wrong.length > 0);
    return { lines: [...statusWords(all, found.blind), ...lines], code: isWrong ? WRONG : (code ?? 0) };
  },
  async lag(site) {
    const { behind, blind } = await seen(site);
    const { lines, code } = seeing(site, blind);
    return { lines: [...lagWords(behind), ...lines], code: code ?? 0 };
  },
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

const given = () => parseArgs({ options, allowPositionals: true });

const print = (to: NodeJS.WriteStream, lines: readonly string[], dataDir?: string): void =>
  void to.write(`${lines.map((line) => withData(line, dataDir)).join('\n')}\n`);
const say = (lines: readonly string[]): void => print(process.stdout, lines, given().values.data);

async function start(): Promise<number> {
  const typed = given();
  const { positionals, values } = typed;
  const [name = ''] = positionals;
  if (values.help || !name) {
    print(values.help ? process.stdout : process.stderr, [usage]);
    return values.help ? 0 : MISTYPED;
  }
  const wrong = mistyped(positionals);
  if (wrong) {
    print(process.stderr, [wrong]);
    return MISTYPED;
  }
  const { bus, ...storage } = operatorConfiguration.read();
  const dataDir = resolve(values.data ?? process.env['YIMEN_DATA'] ?? '.yimen');
  return atSite({ ...storage, dataDir, kafka: bus && kafkaAt(bus), desks }, async (site) => {
    const { lines, code = 0 } = await commands[name]!(site, typed);
    say(lines);
    return code;
  });
}

start().then(
  (code) => process.exit(code),
  (error: Error & { zh?: string; en?: string; code?: string }) => {
    const kinds = [SiteRefused, OperationRefused, ConfigRefused, Unavailable];
    const isMistyped = error.code?.startsWith('ERR_PARSE_ARGS');
    if (isMistyped) {
      const [first] = error.message.split('. ');
      print(process.stderr, [`参数有误，未作改动，请看 npm run ops -- --help · ${first}: see npm run ops -- --help`]);
      process.exit(MISTYPED);
    }
    const known = kinds.some((kind) => error instanceof kind);
    const line = error.zh ? `${error.zh} · ${error.en}` : known ? error.message : (error.stack ?? error.message);
    print(process.stderr, [line], given().values.data);
    process.exit(WRONG);
  },
);

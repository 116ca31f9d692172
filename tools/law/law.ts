import { once } from 'node:events';
import { calculatorNamed, LawError, rules, yuan, type Step } from '@yimen/law';
import { requestOf } from './arguments.ts';
import { calculatorPage, entries, ruleLine } from './catalogue.ts';
import { linesOf, TOO_LONG } from './lines.ts';
import { answer, answerLine, tooLong, type Answer } from './requests.ts';

const HELP = `法律期限与计算 · the law on the command line

  npm run law -- due arb-award --from 2026-08-18 [--stop 日期] [--length 10] [--due-on 日期] [--today 日期]
  npm run law -- due arb-award --acts '[{"kind":"start","on":"2026-08-18"},{"kind":"extend","on":"2026-09-28"}]'
  npm run law -- calc severance --hired-on 2018-07-01 --left-on 2025-09-15 --average-monthly-wage 8400元
  npm run law -- read idNumber 52011519900101001X
  npm run law -- day 2026-02-28 · month 2025-07
  npm run law -- guard fileSuit wageIou
  npm run law -- level --head-count 43 --fen 78450000
  npm run law -- rules [词] [--json]   期限登记册 the register
  npm run law -- calcs [词] [--json]   计算器及其各项 the calculators and their fields
  npm run law -- calc severance --help
  npm run law -- --json               逐行读 JSON，逐行回答 one JSON request a line, one answer a line

金额为整数“分”，写“元”则按元。Money is whole fen, or yuan where it says 元.
日期 2026-08-18、2026/8/18、2026年8月18日、20260818 均可 are all read; 3/5/26 is refused.
--json 的请求 requests: {"rule":…,"from":…} {"calc":…} {"read":…,"text":…} {"guard":…,"already":[…]} {"level":{…}}
  {"tier":{…}} {"visit":[…]} {"day":…} {"month":…} {"list":"rules"|"calcs"|"reads"|"guards"|"standings"|"levels"}; 可带 with an optional "id".`;

function both({ zh, en }: Step): string {
  return `  ${zh}\n  ${en}`;
}

function headOf(found: Answer): string {
  const { due, dueAt, latest, status, provisional, sum, days, level, allowed, message, nextDoor } = found;
  if (found['day'] !== undefined || found['month'] !== undefined) return JSON.stringify(found, undefined, 2);
  if (due !== undefined) {
    const until = latest === undefined ? '' : `，最长至 at most ${String(latest)}`;
    return `${String(dueAt ?? due)}${until} · ${String(status)}${provisional ? ' · 暂定 provisional' : ''}`;
  }
  if (typeof sum === 'number') return `${yuan(sum)} 元`;
  if (typeof days === 'number') return `${days} 天`;
  if (allowed === true) return '可以办理 allowed';
  if (allowed === false) return `不能办理 refused\n${both(message as Step)}\n  → ${(nextDoor as Step).zh}`;
  // Its lines are printed below.
  const { explain: _, steps: __, because: ___, ...rest } = found;
  return level === undefined ? JSON.stringify(rest, undefined, 2) : String(level);
}

function printed(found: Answer): string {
  const steps = (found['explain'] ?? found['steps'] ?? found['because'] ?? []) as Step[];
  return [headOf(found), ...steps.map(both)].join('\n');
}

function register(word = ''): string {
  const wanted = new Set(entries('rules', word).map(({ id }) => id));
  const lines = rules.filter(({ id }) => wanted.has(id)).map(ruleLine);
  return lines.length > 0 ? lines.join('\n') : `没有含“${word}”的期限。No rule has "${word}".`;
}

const calculatorList = (word: string): string =>
  entries('calcs', word)
    .map(({ id }) => calculatorPage(String(id)))
    .join('\n\n');

/** One answer a line, in order; a slow reader is waited for. */
async function answerLines(): Promise<void> {
  process.stdout.on('error', () => process.exit(0));
  for await (const line of linesOf(process.stdin)) {
    const told = line === TOO_LONG ? tooLong() : answerLine(line);
    if (!process.stdout.write(`${told}\n`)) await once(process.stdout, 'drain');
  }
}

/** A list in words, or whole as JSON; nothing where no list was asked for. */
function listOf(command: string, words: readonly string[]): string | undefined {
  if (command !== 'rules' && command !== 'calcs') return undefined;
  const word = words.find((each) => !each.startsWith('--')) ?? '';
  if (words.includes('--json')) return JSON.stringify(entries(command, word), undefined, 2);
  return command === 'rules' ? register(word) : calculatorList(word);
}

/** What one command can be asked, where it ends in --help. */
function helpOn(command: string, [name = '', ...rest]: readonly string[]): string | undefined {
  if (![name, ...rest].includes('--help')) return undefined;
  const calculator = command === 'calc' ? calculatorNamed(name) : undefined;
  if (calculator !== undefined) return calculatorPage(calculator);
  return command === 'due' && name !== '--help' ? register(name) : HELP;
}

function answerOnce(command: string, words: readonly string[]): void {
  const said = helpOn(command, words) ?? listOf(command, words);
  if (said !== undefined) return console.log(said);
  const request = requestOf(command, words);
  if (request) return console.log(printed(answer(request)));
  const asked = ['', 'help', '--help'].includes(command);
  if (asked) console.log(HELP);
  else console.error(`没有“${command}”这个命令。There is no command "${command}".\n\n${HELP}`);
  process.exitCode = asked ? 0 : 1;
}

async function main([command = '', ...words]: readonly string[]): Promise<void> {
  if (command === '--json') return answerLines();
  try {
    answerOnce(command, words);
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    console.error(`${error.field}: ${error.zh}\n${error.en}`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));

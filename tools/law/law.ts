import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { calculators, citationOf, LawError, lengthInWords, rules, yuan, type Step } from '@yimen/law';
import { requestOf } from './arguments.ts';
import { answer, answerLine, type Answer } from './requests.ts';

const HELP = `法律期限与计算 · the law on the command line

  npm run law -- due arb-award --from 2026-08-18 [--stop 日期] [--length 10] [--due-on 日期] [--today 日期]
  npm run law -- due arb-award --acts '[{"kind":"start","on":"2026-08-18"},{"kind":"extend","on":"2026-09-28"}]'
  npm run law -- calc severance --hired-on 2018-07-01 --left-on 2025-09-15 --average-monthly-wage 840000
  npm run law -- read idNumber 52011519900101001X
  npm run law -- guard fileSuit wageIou
  npm run law -- level --head-count 43 --fen 78450000
  npm run law -- rules [词]           期限登记册 the register
  npm run law -- --json               逐行读 JSON，逐行回答 one JSON request a line, one answer a line

金额为整数“分”。Money is whole fen.`;

function both({ zh, en }: Step): string {
  return `  ${zh}\n  ${en}`;
}

function headOf(found: Answer): string {
  const { due, dueAt, latest, status, provisional, sum, days, level, allowed, message, nextDoor } = found;
  if (due !== undefined) {
    const until = latest === undefined ? '' : `，最长至 at most ${String(latest)}`;
    return `${String(dueAt ?? due)}${until} · ${String(status)}${provisional ? ' · 暂定 provisional' : ''}`;
  }
  if (typeof sum === 'number') return `${yuan(sum)} 元`;
  if (typeof days === 'number') return `${days} 天`;
  if (allowed === true) return '可以办理 allowed';
  if (allowed === false) return `不能办理 refused\n${both(message as Step)}\n  → ${(nextDoor as Step).zh}`;
  return level === undefined ? JSON.stringify(found, undefined, 2) : String(level);
}

function printed(found: Answer): string {
  const steps = (found['explain'] ?? found['steps'] ?? found['because'] ?? []) as Step[];
  return [headOf(found), ...steps.map(both)].join('\n');
}

function register(word: string | undefined): string {
  const wanted = rules.filter((rule) => !word || JSON.stringify(rule).toLowerCase().includes(word.toLowerCase()));
  const lines = wanted.map((rule) => {
    const length = rule.length === undefined ? '约定 agreed' : lengthInWords(rule.length, rule.unit).zh;
    return `${rule.id.padEnd(26)}${length}  ${rule.name.zh}  ${citationOf(rule).zh}`;
  });
  const calc = word
    ? []
    : ['', '计算器 calculators:', ...Object.entries(calculators).map(([id, { name }]) => `  ${id} ${name.zh}`)];
  return [...lines, ...calc].join('\n');
}

/** One answer a line, in order; a slow reader is waited for. */
async function answerLines(): Promise<void> {
  process.stdout.on('error', () => process.exit(0));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (!process.stdout.write(`${answerLine(line)}\n`)) await once(process.stdout, 'drain');
  }
}

function answerOnce(command: string, words: readonly string[]): void {
  if (command === 'rules') return console.log(register(words[0]));
  const request = requestOf(command, words);
  if (!request) {
    console.error(HELP);
    process.exitCode = command === '' || command === 'help' || command === '--help' ? 0 : 1;
    return;
  }
  console.log(printed(answer(request)));
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

/** `npm start`: the whole platform in one process, with a small demonstration district in it after the first start. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { demonstrationClock, type Clock } from '@yimen/adapters';
import { ConfigRefused } from '@yimen/process';
import { hallConfiguration } from './config.ts';
import { openHall, type Hall } from './hall.ts';
import { personas } from './personas.ts';
import { playDistrict } from './stories/district.ts';

const usage = `npm start -- [--data DIR] [--empty] [--reset]

  --data DIR   folder of the data (default .yimen)
  --empty      start without the demonstration district
  --reset      delete the data first; asks before it does

Environment:
${hallConfiguration.help()}
`;

/** One clear line, and the end. */
function refuse(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

const started = Date.now();
const say = (line: string): void => {
  process.stdout.write(`${line}
`);
};

function options() {
  try {
    const boolean = { type: 'boolean', default: false } as const;
    const known = { data: { type: 'string' }, empty: boolean, reset: boolean, help: boolean } as const;
    return parseArgs({ options: known }).values;
  } catch (error) {
    return refuse(`${(error as Error).message.split('\n')[0]}; see npm start -- --help`);
  }
}

async function reset(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(`删除 ${dataDir} 中的全部数据？ Delete all data in ${dataDir}? (yes/no) `);
  asking.close();
  if (answer.trim().toLowerCase() !== 'yes') refuse('没有删除任何数据 · Nothing was deleted');
  rmSync(dataDir, { recursive: true });
}

/**
 * What the hall keeps beside the database: how far the demonstration clock runs ahead, and that the district was
 * played.
 */
const notes = (dataDir: string) => {
  const file = join(dataDir, 'demonstration.json');
  const read = (): { played?: boolean; ahead?: number } =>
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return { read, write: (more: object) => writeFileSync(file, JSON.stringify({ ...read(), ...more })) };
};

/** The demonstration clock, remembered over restarts. */
const keptClock = (clock: Clock, write: (more: object) => void): Clock => ({
  ...clock,
  set(at) {
    clock.set(at);
    write({ ahead: Date.parse(at) - Date.now() });
  },
});

function inWords(error: unknown, port: number, dataDir: string): string {
  const { code, zh, en, message } = error as { code?: string; zh?: string; en?: string; message?: string };
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用，请换一个：PORT=3001 npm start · Port ${port} is taken; try PORT=3001 npm start`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
    return `无法写入 ${dataDir}，请换一个文件夹：npm start -- --data DIR · Cannot write to ${dataDir}`;
  return zh ? `${zh} · ${en}` : (message ?? String(error)).split('\n')[0]!;
}

let ending = false;

function endCleanly(hall: Hall): void {
  const end = () => {
    if (ending) return;
    ending = true;
    say('正在停止 · stopping');
    // What was acknowledged is on disk; nobody has to wait for a connection that will not close.
    setTimeout(() => process.exit(0), 15_000).unref();
    hall.close().then(
      () => process.exit(0),
      (error: unknown) => refuse(inWords(error, 0, '')),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function start(): Promise<void> {
  const chosen = options();
  if (chosen.help) return say(usage);
  const config = hallConfiguration.read();
  if (config.production)
    refuse('hall 使用演示身份，不能用于生产环境 · The hall signs in personas; it refuses NODE_ENV=production');
  const dataDir = resolve(chosen.data ?? config.dataDir);
  if (chosen.reset) await reset(dataDir);
  try {
    mkdirSync(dataDir, { recursive: true });
    const kept = notes(dataDir);
    const { played, ahead = 0 } = kept.read();
    const clock = demonstrationClock(new Date(Date.now() + ahead).toISOString());
    const keeping = keptClock(clock, kept.write);
    const { port, databaseUrl, agencyTimeout, engine } = config;
    const hall = await openHall({ port, dataDir, databaseUrl, agencyTimeout, engine, clock: keeping });
    endCleanly(hall);
    if (!played && !chosen.empty) {
      say('首次启动：正在演练示范区的案件 · First start: playing the demonstration district');
      await playDistrict(hall);
      kept.write({ played: true });
    }
    greet(hall);
  } catch (error) {
    // A story that was interrupted by the end is no trouble; it is taken up again at the next start.
    if (ending) return;
    refuse(error instanceof ConfigRefused ? error.message : inWords(error, config.port, dataDir));
  }
}

function greet(hall: Hall): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`\n一门 Yimen  ${hall.url}  (${seconds} s)\nGraphQL     ${hall.url}/graphql\n`);
  for (const { id, label } of personas) say(`  ${id.padEnd(18)} ${label.zh} ${label.en}`);
  say('\nCtrl-C 停止 · stops');
}

await start().catch((error: unknown) => refuse(error instanceof ConfigRefused ? error.message : String(error)));

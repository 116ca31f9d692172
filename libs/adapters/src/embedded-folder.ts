/** The folder of an embedded PostgreSQL: who owns it, what lies in it, and how it is first filled. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { reachableHome, type Account, type Binaries } from './embedded-binary.ts';
import { EmbeddedFailure } from './failure.ts';

export interface Place {
  readonly folder: string;
  /** The cluster itself; a link where root's own folders are closed to the account. */
  readonly data: string;
  readonly log: string;
  readonly account: Account;
  readonly password: string;
}

/** Which PostgreSQL wrote the files; another major version cannot read them. */
const MAJOR = '18';

/** Looks at the folder, or makes it with a new password. */
export function openFolder(dataDir: string): Place {
  const folder = resolve(dataDir);
  const data = join(folder, 'postgres');
  try {
    if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755);
    const probe = join(folder, `probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  const file = join(folder, 'password');
  const filled = existsSync(data);
  if (filled && !existsSync(file)) throw damaged(folder, 'the file "password" is missing');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(file, 'utf8').trim();
  return { folder, data, log: join(folder, 'postgres.log'), account: accountOf(data, filled), password };
}

/** Runs initdb beside the place and moves the result there, so that a broken start leaves nothing half made. */
export function fill({ folder, data, account, password }: Place, { initdb }: Binaries): void {
  const home = account && !openTo(folder, account) ? reachableHome() : folder;
  const draft = join(home, `postgres-${randomBytes(6).toString('hex')}`);
  const secret = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(secret, password, { mode: 0o600 });
    if (account) for (const path of [draft, secret]) chownSync(path, account.uid, account.gid);
    execFileSync(initdb, [`--pgdata=${draft}`, `--pwfile=${secret}`, ...HOW], {
      ...account,
      cwd: draft,
      stdio: 'pipe',
    });
    if (home === folder) renameSync(draft, data);
    else symlinkSync(draft, data);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const { stderr } = error as { stderr?: Buffer };
    throw unwritable(folder, stderr ? new Error(complaintIn(String(stderr))) : error);
  } finally {
    rmSync(secret, { force: true });
  }
}

/** What went wrong is said before what is removed for it. */
function complaintIn(said: string): string {
  const lines = said.trim().split('\n');
  return lines.findLast((line) => /error|fatal/i.test(line)) ?? lines.at(-1)!;
}

/** PostgreSQL's own locale: the same everywhere, whatever the machine has installed. */
const HOW = [
  '--username=yimen',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
];

/** Refuses files of another major version, and files that no start can repair. */
export function checked({ folder, data }: Place): void {
  const file = join(data, 'PG_VERSION');
  if (!existsSync(file)) throw damaged(folder, 'postgres/PG_VERSION is missing');
  const major = readFileSync(file, 'utf8').trim();
  if (major === MAJOR) return;
  throw new EmbeddedFailure('other-version', {
    zh: `数据目录 ${folder} 由 PostgreSQL ${major} 写入，内置版本是 ${MAJOR}。数据未被改动；请用原版本导出后导入，或设置 DATABASE_URL 指向原数据库。`,
    en: `The data folder ${folder} was written by PostgreSQL ${major}; this is ${MAJOR}. Nothing was changed; export with the old one and import, or set DATABASE_URL to the old server.`,
  });
}

/** Root runs the server as the owner of the files; new files belong to the account that it lends. */
function accountOf(data: string, filled: boolean): Account {
  const owner = filled && process.getuid?.() === 0 ? statSync(data) : undefined;
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : lent();
}

/** What root lends: the account `postgres`, made if missing. Everybody else runs a server as who they are. */
export function lent(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { stdio: 'pipe' }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return newAccount(id);
  }
}

function newAccount(id: (what: string) => number): Account {
  try {
    execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres'], { stdio: 'pipe' });
    return { uid: id('-u'), gid: id('-g') };
  } catch (cause) {
    throw new EmbeddedFailure('account', {
      zh: '数据库不能以 root 身份运行，而且无法建立账户 postgres。数据未被改动；请改用普通用户启动，或先建立该账户。',
      en: 'The database cannot run as root, and the account postgres could not be made. Nothing was changed; start as an ordinary user, or make that account first.',
      cause,
    });
  }
}

/** Whether the account may pass through every folder down to this one. */
function openTo(folder: string, { uid, gid }: NonNullable<Account>): boolean {
  const path = realpathSync(folder);
  const { mode, uid: owner, gid: group } = statSync(path);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (dirname(path) === path || openTo(dirname(path), { uid, gid }));
}

const held = new Set<string>();

/** One start at a time in a folder. Returns how to let go. */
export async function claim(folder: string): Promise<() => void> {
  const file = join(folder, 'starting');
  const mine = `${process.pid} ${randomBytes(6).toString('hex')}`;
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      held.add(mine);
      return () => {
        held.delete(mine);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw unwritable(folder, error);
    }
    if (abandoned(file)) rmSync(file, { force: true });
    else await pause(50);
  }
}

function abandoned(file: string): boolean {
  const theirs = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const pid = Number.parseInt(theirs, 10);
  if (!pid) return false;
  return pid === process.pid ? !held.has(theirs) : !alive(pid);
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

export function damaged(folder: string, why: string): EmbeddedFailure {
  return new EmbeddedFailure('damaged', {
    zh: `数据目录 ${folder} 已损坏：${why}。程序没有改动其中的文件；请用备份恢复该目录，或移走它后重新启动（将从空库开始）。`,
    en: `The data folder ${folder} is damaged: ${why}. Its files were left as they are; restore it from a backup, or move it away and start again with an empty one.`,
  });
}

export function unwritable(folder: string, cause: unknown): EmbeddedFailure {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedFailure('unwritable', {
    zh: `无法写入数据目录 ${folder}：${why}。已确认的内容都在；请检查目录权限和剩余空间，或换一个目录。`,
    en: `The data folder ${folder} cannot be written: ${why}. What was confirmed is kept; check its permissions and the free space, or choose another folder.`,
    cause,
  });
}

import { LawError } from '@yimen/law';
import type { Request } from './requests.ts';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A word of the command line as JSON would have it; days and names stay text. */
function valueOf(text: string): unknown {
  if (NUMBER.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new LawError('invalid-json', text.slice(0, 20), {
      zh: `“${text.slice(0, 40)}”不是合格的 JSON。`,
      en: `"${text.slice(0, 40)}" is not JSON.`,
    });
  }
}

const kebab = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** --name value pairs; a name without a value is true, and service.years 3 becomes { service: { years: 3 } }. */
export function options(words: readonly string[]): Request {
  const found: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      throw new LawError('unknown-argument', word, {
        zh: `不认识的参数“${word}”；选项以 -- 开头。`,
        en: `There is no argument "${word}"; options begin with --.`,
      });
    }
    const next = words[at + 1];
    const bare = next === undefined || next.startsWith('--');
    set(found, kebab(word.slice(2)).split('.'), bare ? true : valueOf(next));
    if (!bare) at += 1;
  }
  return found;
}

function set(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', inner] = path;
  if (name === '__proto__') return;
  if (inner === undefined) {
    into[name] = value;
    return;
  }
  const before = into[name];
  into[name] = { ...(typeof before === 'object' ? before : {}), [inner]: value };
}

/** What stands after each command. */
const NAMED: Readonly<Record<string, string>> = {
  due: 'arb-award',
  calc: 'severanceN',
  read: 'idNumber',
  guard: 'fileSuit',
  day: '2026-02-28',
  month: '2025-07',
};

function nameless(command: string, example: string): LawError {
  return new LawError('missing-field', command, {
    zh: `${command} 后面要写明是哪一个，如 ${command} ${example}；有哪些见 --help。`,
    en: `Say which one after ${command}, such as ${command} ${example}; --help lists them.`,
  });
}

const text = (value: unknown): string => (value === undefined ? '' : String(value));

/** Turns a command line into the request that the JSON door would have got. */
export function requestOf(command: string, words: readonly string[]): Request | undefined {
  const [name, ...rest] = words;
  const wanted = NAMED[command];
  if (wanted && (name === undefined || name.startsWith('--'))) throw nameless(command, wanted);
  if (command === 'due') return { rule: name, ...options(rest) };
  if (command === 'calc') return { calc: name, ...options(rest) };
  if (command === 'read') return { read: name, text: text(rest[0]) };
  if (command === 'guard') return { guard: name, already: rest };
  if (command === 'level') return { level: options(words) };
  if (command === 'day' || command === 'month') return { [command]: name };
  return undefined;
}

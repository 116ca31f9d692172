/**
 * Verifies the views of a house (校验): folds them anew and compares every row. A live house moves meanwhile, so a
 * difference counts only if it is still there when all was folded once more.
 */
import type { EventStore, Label, Rows, View } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { covering, leftOut, retold, type Log } from './operate-logs.ts';
import { listenerOf, typesOf } from './operate-rebuild.ts';
import { differences, foldedRows, type Difference } from './operate-rows.ts';

export interface Verifying {
  readonly agency: Agency;
  readonly store: EventStore;
  readonly rows: Rows;
  readonly logs: readonly Log[];
}

/** What is not as it should be: where, and in words. */
export interface Finding {
  readonly agency: string;
  /** `view <name>`, `log`, `topic`, `relay`, `place <agency>` or `heard <agency>`. */
  readonly where: string;
  /** A row's key, a stream or a position. */
  readonly what: string;
  readonly zh: string;
  readonly en: string;
}

const ROUNDS = 3;
const NAMED = 20;

export async function verifyView(verifying: Verifying, view: View): Promise<readonly Finding[]> {
  let left: ReadonlyMap<string, Difference> | undefined;
  for (let round = 0; round < ROUNDS && left?.size !== 0; round += 1) {
    const before = left;
    const found = await differing(verifying, view);
    left = new Map([...found].filter(([key, { kind }]) => !before || before.get(key)?.kind === kind));
  }
  const { tell, all } = telling({ agency: verifying.agency.name, where: `view ${view.name}` });
  for (const each of left?.values() ?? []) tell(each.key, wordsOf(each));
  return all();
}

/** What is found in one place: the first are named and the rest is counted, for a log may be wrong in each event. */
export function telling(about: Pick<Finding, 'agency' | 'where'>) {
  const named: Finding[] = [];
  let rest = 0;
  return {
    tell(what: string, words: Label): void {
      if (named.length < NAMED) named.push({ ...about, what, ...words });
      else rest += 1;
    },
    all(): readonly Finding[] {
      const more = { zh: `另有 ${rest} 处不符`, en: `${rest} more do not agree` };
      return rest === 0 ? named : [...named, { ...about, what: '…', ...more }];
    },
  };
}

async function differing({ rows, logs }: Verifying, view: View): Promise<Map<string, Difference>> {
  const cover = await covering(rows, logs);
  const out = await leftOut(rows, listenerOf(view));
  const folded = foldedRows();
  for await (const told of retold(logs, typesOf(view)))
    for (const { event } of (await cover(told)).had) if (!out.has(event.id)) folded.fold(view, event);
  const found = new Map<string, Difference>();
  for await (const each of differences(folded, rows, view.name)) found.set(each.key, each);
  return found;
}

function wordsOf({ kind, fields }: Difference): Label {
  const words = {
    missing: { zh: '缺少这一行', en: 'the row is missing' },
    extra: { zh: '多出这一行，日志中没有依据', en: 'the row is there, and nothing in the logs says so' },
    changed: { zh: `与日志不符的字段：${fields.join('、')}`, en: `differs from the logs in ${fields.join(', ')}` },
  };
  return words[kind];
}

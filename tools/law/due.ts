import {
  checked,
  dayAsTyped,
  deadline,
  findRule,
  LawError,
  rules,
  shown,
  type DeadlineRequest,
  type LegalAct,
} from '@yimen/law';
import { ACT_FIELDS, LENGTH_FIELDS } from './request-fields.ts';
import { checkFields, wrong, type Answer, type Request } from './refusals.ts';

const DUE_FIELDS = ['id', 'rule', 'from', 'stop', 'acts', 'length', 'dueOn', 'today', 'now', 'parameters'];

const byName = new Map<string, string>();
for (const { id, name } of rules) byName.set(name.zh, byName.has(name.zh) ? '' : id);

/** arbAward, arb_award and ARB-AWARD are arb-award; 仲裁裁决 is too, since no other rule is called so. */
function ruleNamed(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  const kebab = given
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  return findRule(kebab)?.id ?? (byName.get(given.trim()) || given);
}

const INSTANT = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}.*?)\s*$/;

/** A day in any of its forms, or an instant whose day in Shanghai is the day. */
function whenOf(given: unknown): { on: unknown; at?: string } {
  const instant = typeof given === 'string' ? INSTANT.exec(given) : null;
  // A day that does not exist would become another one: 30 February the second of March.
  if (!instant || dayAsTyped(instant[1]) === undefined) return { on: dayAsTyped(given) ?? given };
  const text = `${instant[1]}T${instant[2]}`;
  const at = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`;
  const shanghai = new Date(Date.parse(at) + 8 * 3_600_000);
  return Number.isNaN(shanghai.getTime()) ? { on: given } : { on: shanghai.toISOString().slice(0, 10), at };
}

const actOf = (kind: 'start' | 'stop', given: unknown): LegalAct => ({ kind, ...whenOf(given) }) as LegalAct;

function actsOf(given: unknown): LegalAct[] {
  if (given === undefined) return [];
  const { acts } = checked({ acts: given }, ACT_FIELDS);
  return (acts as Request[]).map((act) => ({ ...act, ...whenOf(act['on']), ...atOf(act) }) as LegalAct);
}

const atOf = ({ at }: Request): { at?: unknown } => (at === undefined ? {} : { at });

/** The library counts acts; the request may have called the first of them `from` and the last `stop`. */
function asAsked(error: LawError, { from, stop, acts }: Request): LawError {
  const given = Array.isArray(acts) ? acts.length : 0;
  const first = from === undefined ? 0 : 1;
  const name = error.field.replace(/^acts\[(\d+)\]/, (_, digits: string) => {
    const at = Number(digits) - first;
    if (at < 0) return 'from';
    return at === given && stop !== undefined ? 'stop' : `acts[${at}]`;
  });
  const path = name === 'acts' && acts === undefined ? 'from' : name.replace(/^(from|stop)\..*$/, '$1');
  return path === error.field ? error : wrong(error.code, path, error);
}

function presentDay({ today, now }: Request): unknown {
  if (today !== undefined) return dayAsTyped(today) ?? today;
  const { on, at } = now === undefined ? {} : whenOf(now);
  if (now === undefined || at !== undefined) return on;
  throw wrong('invalid-instant', 'now', {
    zh: `“${shown(now)}”不是有效时刻；请写成 2026-06-30T10:00:00+08:00，只有日期的写 today。`,
    en: `"${shown(now)}" is not an instant; write 2026-06-30T10:00:00+08:00, or today for a day.`,
  });
}

/** A due date: from a rule of the register and the acts that touched it. */
export function answerDue(asked: Request): Answer {
  checkFields(asked, DUE_FIELDS);
  const request = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
  const { rule, from, stop, length, dueOn, now, parameters } = request;
  const acts = [
    ...(from === undefined ? [] : [actOf('start', from)]),
    ...actsOf(request['acts']),
    ...(stop === undefined ? [] : [actOf('stop', stop)]),
  ];
  const local = parameters === undefined ? undefined : checked({ parameters }, LENGTH_FIELDS);
  const due = dueOn === undefined ? undefined : (dayAsTyped(dueOn) ?? dueOn);
  const rest = { length, dueOn: due, today: presentDay(request), now: whenOf(now).at ?? now, ...local };
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  try {
    return { ...deadline({ rule: ruleNamed(rule), acts, ...Object.fromEntries(given) } as DeadlineRequest) };
  } catch (error) {
    throw error instanceof LawError ? asAsked(error, request) : error;
  }
}

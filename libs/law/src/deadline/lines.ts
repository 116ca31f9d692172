import { LawError } from '../law-error.ts';
import { findRule, ruleOn, rules, variantsOf } from '../register/register.ts';
import { lengthInWords, type Rule, type Unit } from '../register/rule.ts';
import type { DeadlineRequest, LegalAct } from './request.ts';
import { missing } from '../missing.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../shown.ts';

/** The line of the register that a request means, with the length and the unit it runs by. */
export interface ChosenLine {
  readonly rule: Rule;
  readonly length: number;
  readonly unit: Unit;
}

const LONGEST = 36_500;

function unknown(id: unknown): LawError {
  if (id === undefined) return missing('rule');
  const text = shown(id, 60);
  const near = nearest(
    text,
    rules.flatMap((rule) => [rule.id, rule.name.zh]),
  );
  const hint = near.length > 0 ? near.join(', ') : 'arb-award, med-labour, pet-notify …';
  return new LawError('unknown-rule', 'rule', {
    zh: `期限登记册里没有“${text}”；相近的如 ${hint}。`,
    en: `The register has no rule "${text}"; there are for instance ${hint}.`,
  });
}

function checkedLength(length: unknown, field: string): number {
  if (typeof length === 'number' && Number.isInteger(length) && length > 0 && length <= LONGEST) return length;
  throw new LawError('invalid-length', field, {
    zh: `期间长度须为 1 至 ${LONGEST} 的整数，收到“${shown(length)}”。`,
    en: `A length is a whole number from 1 to ${LONGEST}, not "${shown(length)}".`,
  });
}

function fixed(rule: Rule, own: number): LawError {
  const { zh, en } = lengthInWords(own, rule.unit);
  const others = variantsOf(rule.id).map((variant) => variant.id);
  const also = others.length > 0 ? others.join(', ') : undefined;
  return new LawError('length-fixed', 'length', {
    zh: `${rule.name.zh}的期间由法律定为${zh}，不能另定${also ? `；另有 ${also}` : ''}。`,
    en: `The law fixes "${rule.name.en}" at ${en}; it cannot be set${also ? `; see also ${also}` : ''}.`,
  });
}

function lengthWithout(rule: Rule, request: DeadlineRequest): number {
  const local = rule.lengthIsOpen ? request.parameters?.lengths?.[rule.id] : undefined;
  const length = local ?? rule.length;
  if (length !== undefined) return checkedLength(length, 'parameters.lengths');
  throw new LawError('length-missing', 'length', {
    zh: `${rule.name.zh}的长度由文书确定；请在 length 里给出。`,
    en: `The length of "${rule.name.en}" is given by a document; name it in length.`,
  });
}

/** The day of the first act: by the text of that day the whole is counted. What is wrong with it is said later. */
function firstDay({ acts }: DeadlineRequest): string {
  const on: unknown = Array.isArray(acts) ? (acts[0] as LegalAct | undefined)?.on : undefined;
  return typeof on === 'string' ? on : '9999-12-31';
}

/** Finds the line, or the line of the same article whose length was asked for. */
export function chooseLine(request: DeadlineRequest): ChosenLine {
  const present = typeof request.rule === 'string' ? findRule(request.rule) : undefined;
  if (!present) throw unknown(request.rule);
  const rule = ruleOn(present, firstDay(request));
  const { unit } = rule;
  if (unit === 'agreed') return { rule, unit, length: 0 };
  if (request.length === undefined) return { rule, unit, length: lengthWithout(rule, request) };
  const length = checkedLength(request.length, 'length');
  const shorter = rule.shortens !== undefined && length < (rule.length ?? 0);
  if (rule.lengthIsOpen || shorter || length === rule.length) return { rule, unit, length };
  const variant = variantsOf(rule.id).find((each) => each.length === length && each.unit === unit);
  if (variant) return { rule: variant, unit, length };
  throw fixed(rule, rule.length ?? 0);
}

export function checkExtension(rule: Rule, asked: number | undefined, field: string): number {
  const lawful = rule.extension?.length;
  if (asked === undefined && lawful === undefined) throw missing(field);
  const length = checkedLength(asked ?? lawful, field);
  if (lawful === undefined || length <= lawful) return length;
  const { zh, en } = lengthInWords(lawful, rule.unit);
  throw new LawError('extension-too-long', field, {
    zh: `${rule.name.zh}最多延长${zh}。`,
    en: `"${rule.name.en}" may be extended by at most ${en}.`,
  });
}

/**
 * The numbers of one year (统一案号), one stream a year: `云岚〔2025〕0001号`, without gaps or doubles. A number is taken only
 * for a case that came in at a door already, so that no number is left over; a case that asks twice keeps its first.
 */
import { command, event, refusal, type Decider, type Messages } from '@yimen/kernel';
import { z } from 'zod';

/** The district (云岚区) in whose name cases are numbered. */
const DISTRICT = '云岚';

// Not called caseId: the stream belongs to the year, and no case may claim it.
const taken = z.object({ of: z.uuid(), number: z.string() });
export const CaseNumberTaken = event({ name: 'CaseNumberTaken', zh: '取得案号', en: 'Number taken', data: taken });
export const TakeCaseNumber = command({
  name: 'TakeCaseNumber',
  zh: '取案号',
  en: 'Take a number',
  by: [],
  input: z.object({ of: z.uuid(), year: z.string().regex(/^\d{4}$/) }),
});

/** A chain, so that folding ten thousand numbers of a year copies nothing. */
interface Numbers {
  readonly count: number;
  readonly of?: string;
  readonly before?: Numbers;
}

function isNumbered(of: string, numbers: Numbers): boolean {
  for (let at: Numbers | undefined = numbers; at; at = at.before) if (at.of === of) return true;
  return false;
}

const alreadyNumbered = refusal('already-numbered', {
  zh: '本案已有统一案号',
  en: 'The case has its number already',
});

export const numberOf = (year: string, count: number): string =>
  `${DISTRICT}〔${year}〕${String(count).padStart(4, '0')}号`;

export const caseNumbers = {
  name: 'joint-centre.numbers',
  label: { zh: '统一案号', en: 'Case numbers' },
  commands: [TakeCaseNumber],
  events: [CaseNumberTaken],
  initial: { count: 0 } as Numbers,
  decide: {
    TakeCaseNumber: ({ data: { of, year } }, numbers) =>
      isNumbered(of, numbers) ? alreadyNumbered : [CaseNumberTaken({ of, number: numberOf(year, numbers.count + 1) })],
  },
  evolve: {
    CaseNumberTaken: (before, { of }): Numbers => ({ count: before.count + 1, of, before }),
  },
  show: () => undefined,
} satisfies Decider<Messages<[typeof TakeCaseNumber]>, Numbers, Messages<[typeof CaseNumberTaken]>>;

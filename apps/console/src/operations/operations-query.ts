import { gql, type TypedDocumentNode } from 'urql';
import type { Label } from '../graph/shapes.ts';
import { aliasOf, type Operations, type HouseName } from './operations.ts';

const words = '{ zh en }';
const state = `{
  agency label ${words} asOf wrong ${words} silentClocks views
  behind { from count more since }
  parked { id caseId listener from event ${words} occurredAt why cause since skip { by reason at own } }
  rebuilds {
    view state startedAt done total secondsLeft rows differing came why differences { key kind fields }
  }
  verification { state startedAt views unread why findings { where what label ${words} } }
}`;

const NAME = /^[A-Za-z_]\w*$/;
const nameable = ({ field }: HouseName): boolean => NAME.test(field);

export type Answered = Readonly<Record<string, Operations | null>>;

/** Every service in one question; one that is silent leaves a gap and its name. */
export function operationsQuery(services: readonly HouseName[]): TypedDocumentNode<Answered, Record<string, never>> {
  // In an order of its own, as the document of a case.
  const named = services.filter(nameable).sort((one, other) => (one.field < other.field ? -1 : 1));
  const fields = named.map((each) => `${aliasOf(each)}: ${each.field}Operations ${state}`);
  return gql`query Operations { ${fields.join('\n')} }`;
}

/** What may be done at a service, each with the texts that it needs. */
export const acts = {
  RetryParked: { caseId: 'ID!' },
  AskToSkip: { id: 'ID!', reason: 'String!' },
  AgreeToSkip: { id: 'ID!' },
  RebuildView: { view: 'String!' },
  SwitchView: { view: 'String!' },
  DiscardView: { view: 'String!' },
  Verify: {},
} as const;
export type Act = keyof typeof acts;
export type Given = Readonly<Record<string, string>>;

export interface Operated {
  readonly said: Label | null;
  readonly refusal: Label | null;
}

export function actMutation({ field }: HouseName, act: Act): TypedDocumentNode<{ operated: Operated }, Given> {
  const wanted = Object.entries<string>(acts[act]);
  const head = wanted.map(([name, type]) => `$${name}: ${type}`).join(', ');
  const passed = wanted.map(([name]) => `${name}: $${name}`).join(', ');
  const [asked, given] = wanted.length > 0 ? [`(${head})`, `(${passed})`] : ['', ''];
  return gql`mutation Operate${asked} {
    operated: ${field}${act}${given} { said ${words} refusal ${words} operations { agency asOf } }
  }`;
}

/** What a page keeps in its address, so that a view can be shared, bookmarked and gone back to. */
type Raw = Readonly<Record<string, unknown>>;

/** Numbers in an address arrive as numbers, although what was searched for is text. */
const text = (value: unknown): string | undefined => {
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && written !== '' ? written : undefined;
};
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

export interface CasesSearch {
  readonly q?: string | undefined;
  readonly status?: string | undefined;
  /** Cursors of the pages before this one; the last is where this page begins. */
  readonly trail?: readonly string[] | undefined;
}

export function casesSearch(raw: Raw): CasesSearch {
  const trail = Array.isArray(raw['trail']) ? raw['trail'].map(text).filter((each) => each !== undefined) : [];
  return present({ q: text(raw['q']), status: text(raw['status']), trail: trail.length ? trail : undefined });
}

/** The pages of one case, in the order of their number keys. */
export const tabs = ['overview', 'timeline', 'people', 'money', 'handovers', 'deadlines', 'links'] as const;
export type Tab = (typeof tabs)[number];
/** Those of them that a party sees; the others tell what the offices do with each other. */
export const partysTabs: readonly Tab[] = ['overview', 'people', 'handovers', 'deadlines'];

export interface CaseSearch {
  readonly tab?: Tab | undefined;
  readonly agency?: string | undefined;
}

export const caseSearch = (raw: Raw): CaseSearch =>
  present({ tab: tabs.find((each) => each === raw['tab']), agency: text(raw['agency']) });

export interface OperationsSearch {
  readonly agency?: string | undefined;
}

export const operationsSearch = (raw: Raw): OperationsSearch => present({ agency: text(raw['agency']) });

export interface LedgerSearch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const ledgerSearch = (raw: Raw): LedgerSearch => present({ from: text(raw['from']), to: text(raw['to']) });

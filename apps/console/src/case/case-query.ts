import { gql, type TypedDocumentNode } from 'urql';
import type { AgencyField, AgencyFile, CaseView, Procedure } from '../graph/shapes.ts';

const words = '{ zh en }';
const person = 'person { id name idNumber phone masked }';
const organisation = '{ id name uscc kind }';
const facts = `facts { label ${words} value kind words ${words} }`;
const action = `{ command label ${words} mutation inputType schema }`;
const file = `{
  agency label ${words} asOf openings ${action}
  procedures { id kind label ${words} status statusLabel ${words} closed version openedAt ${facts} actions ${action} }
}`;

const joint = `
  id number status openedOn risk headCount claimed doors
  employers ${organisation}
  members { ${person} role roleLabel ${words} items { id kind kindLabel ${words} from to fen } }
  links { survivor merged proposals { id other score because ${words} approvals status } }
  handOvers { id from to unit kind kindLabel ${words} status offeredOn answeredOn reason returnReason ${words} }`;

const insight = `
  timeline { id agency type label ${words} occurredAt recordedAt actor procedure ${facts} }
  money {
    claimed agreed paid outstanding waived interest
    byRoute { route label ${words} fen }
    byPerson { ${person} claimed agreed paid outstanding }
    recourse { by ${organisation} against ${organisation} fen }
  }
  deadlines {
    id agency rule name ${words} law article start due latest status ended nature provisional caseId explain ${words}
  }
  sections { agency label ${words} status asOf heardAt summary ${words} }`;

const NAME = /^[A-Za-z_]\w*$/;

/** What an agency's file is called in the answer; no other field of a case can have that name. */
export const aliasOf = ({ field }: AgencyField): string => `file_${field}`;

type Files = Readonly<Record<string, AgencyFile | null>>;
export interface CaseAnswer {
  readonly case: CaseView | null;
}

/** The case over all agencies that exist today: an agency added tomorrow is asked without an edit here. */
export function caseQuery(agencies: readonly AgencyField[]): TypedDocumentNode<CaseAnswer, { id: string }> {
  const fields = agencies
    .filter(({ field }) => NAME.test(field))
    // In an order of its own, so that it is the same document whoever lists the agencies.
    .sort((one, other) => (one.field < other.field ? -1 : 1))
    .map((agency) => `${aliasOf(agency)}: ${agency.field} ${file}`);
  return gql`
    query Case($id: ID!) {
      case(id: $id) { ${joint} ${insight} ${fields.join('\n')} }
    }
  `;
}

/** The file of an agency in an answer; null when the agency did not answer. */
export const fileOf = (view: CaseView, agency: AgencyField): AgencyFile | null =>
  (view as unknown as Files)[aliasOf(agency)] ?? null;

/** Which procedure it is: what an accepted hand-over opens has the id of the hand-over, and is of another kind. */
export type Which = Pick<Procedure, 'id' | 'kind'>;

export const isSame = (one: Which, other: Which): boolean => one.id === other.id && one.kind === other.kind;

type Versions = { case: Record<string, { procedures: (Which & { version: number })[] } | null> | null };

/** The smallest question that says whether an agency's part already shows a version. */
export const versionsQuery = (agency: AgencyField): TypedDocumentNode<Versions, { id: string }> => gql`
  query Versions($id: ID!) {
    case(id: $id) { id ${aliasOf(agency)}: ${agency.field} { procedures { id kind version } } }
  }
`;

export type Numbers = Readonly<Record<string, { number: string | null } | null>>;

/** How many numbers are asked for at once; a gateway may limit how much one question costs. */
export const MOST_NUMBERS = 20;

/** Numbers of at least one case in one question: `case0`, `case1`, in the order of the ids. */
export function numbersQuery(ids: readonly string[]): TypedDocumentNode<Numbers, Record<string, string>> {
  const asked = ids.map((_, at) => `$id${at}: ID!`).join(', ');
  const fields = ids.map((_, at) => `case${at}: case(id: $id${at}) { id number }`).join('\n');
  return gql`query Numbers(${asked}) { ${fields} }`;
}

import { gql, useClient, type Client, type CombinedError, type TypedDocumentNode } from 'urql';
import { useCallback } from 'react';
import { aliasOf, isSame, versionsQuery, type Which } from '../case/case-query.ts';
import type { AgencyField, Action, Receipt } from '../graph/shapes.ts';
import { mutationOf } from './mutation.ts';

export type Asked = {
  readonly id: string;
  readonly commandId: string;
  readonly occurredAt?: string;
  readonly expectedVersion?: number;
  readonly input: Record<string, unknown>;
};

export type Answer = { readonly receipt: Receipt } | { readonly error: CombinedError };

type Given = TypedDocumentNode<{ receipt: Receipt }, Asked>;

/** Gives a command: one answer, which is a receipt (with or without a refusal) or what went wrong on the way. */
export async function give(
  client: Client,
  action: Pick<Action, 'mutation' | 'inputType'>,
  asked: Asked,
): Promise<Answer> {
  const document = gql(mutationOf(action)) as Given;
  const { data, error } = await client.mutation(document, asked).toPromise();
  if (data?.receipt) return { receipt: data.receipt };
  if (error) return { error };
  throw new Error(`${action.mutation} answered neither with a receipt nor with an error`);
}

const EVERY = 250;
/** After three seconds it is said that the page will follow later: what was given is stored in any case. */
const LONGEST = 3000;
const rest = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

export interface Awaited {
  readonly agency: AgencyField;
  readonly caseId: string;
  readonly receipt: Receipt;
  /** What the command went to, where it was there before; what it opened has an id of its own. */
  readonly procedure?: Which | undefined;
}

/** Waits until what one reads shows the version that one wrote; false when it does not within three seconds. */
export function useSeen(): (awaited: Awaited) => Promise<boolean> {
  const client = useClient();
  return useCallback(
    async (awaited) => {
      for (let waited = 0; waited <= LONGEST; waited += EVERY) {
        if (await shows(client, awaited)) return true;
        await rest(EVERY);
      }
      return false;
    },
    [client],
  );
}

async function shows(client: Client, { agency, caseId, receipt, procedure }: Awaited): Promise<boolean> {
  const query = versionsQuery(agency);
  const { data } = await client.query(query, { id: caseId }, { requestPolicy: 'network-only' }).toPromise();
  const procedures = data?.case?.[aliasOf(agency)]?.procedures ?? [];
  const isIt = (each: Which): boolean => (procedure ? isSame(each, procedure) : each.id === receipt.id);
  return procedures.some((each) => isIt(each) && each.version >= receipt.version);
}

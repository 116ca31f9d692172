/** For whom a persona acts: a demonstration knows a firm by its credit code, and only the register knows its id. */
import type { DevelopmentIssuer } from '@yimen/process';

const CODE = 'query($code: String!) { organisations(search: $code, first: 1) { id uscc } }';

/** Who asks the graph of a demonstration may ask anything. */
const asker = { id: 'sign-in', name: 'sign-in', agency: 'district', roles: ['district.developer'] };

/** Undefined while nobody has registered it, or nobody can be asked: then the persona is shown nothing. */
export async function organisationOf(
  issuer: DevelopmentIssuer,
  code: string,
  graph: string,
): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await issuer.issue(asker)}` };
  const body = JSON.stringify({ query: CODE, variables: { code } });
  const answer = await fetch(graph, { method: 'POST', headers, body }).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const { data } = (await answer.json()) as { data?: { organisations?: { id: string; uscc: string }[] } | null };
  return data?.organisations?.find(({ uscc }) => uscc === code)?.id;
}

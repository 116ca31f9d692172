/** The operator's desk of every service, woven like the rest: the same questions and acts under the agency's name. */
import { GraphQLError } from 'graphql';
import { OperationRefused, type Operated, type Operations } from '@yimen/casework';
import type { Actor, Label } from '@yimen/kernel';
import type { Asking } from './file.ts';

/** Whose operators see to every service; an agency that keeps its own house has operators of its own. */
const DISTRICT = 'district';

function operatorOf({ actor }: Asking, agency: string): Actor {
  const seesTo = [agency, DISTRICT];
  if (seesTo.includes(actor.agency) && actor.roles.includes(`${actor.agency}.operator`)) return actor;
  const roles = seesTo.map((each) => `${each}.operator`);
  throw new GraphQLError(`只有运维人员可以查看和处理运行情况 · This is for the IT officer (${roles.join(', ')})`, {
    extensions: { code: 'FORBIDDEN', agency, roles },
  });
}

const shown = ({ waiting, rebuilds, verification, ...operated }: Operated, { id }: Actor) => ({
  ...operated,
  parked: waiting.map(({ asked, ...each }) => ({ ...each, skip: asked && { ...asked, own: asked.by === id } })),
  rebuilds: rebuilds.map(({ built, ...job }) => ({
    ...job,
    ...{ rows: built?.rows, differing: built?.differing, differences: built?.differences ?? [] },
  })),
  verification: verification && {
    ...verification,
    findings: verification.findings.map(({ where, what, zh, en }) => ({ where, what, label: { zh, en } })),
  },
});

type Given = Readonly<Record<'caseId' | 'id' | 'reason' | 'view', string>>;
type Act = (given: Given, actor: Actor) => Promise<Label | void> | { over: Promise<void> };

/** Whoever may not see them is told so before anything is done. */
export function operationsResolvers([agency, name]: readonly [agency: string, name: string], operations: Operations) {
  const look = async (actor: Actor) => shown(await operations.look(), actor);
  const acts: Readonly<Record<string, Act>> = {
    RetryParked: ({ caseId }) => operations.retry(caseId),
    AskToSkip: ({ id, reason }, { id: by }) => operations.askToSkip({ id, by, reason }),
    AgreeToSkip: ({ id }, { id: and }) => operations.agreeToSkip({ id, and }),
    RebuildView: ({ view }) => operations.rebuild(view),
    SwitchView: ({ view }) => operations.switch(view),
    DiscardView: ({ view }) => operations.discard(view),
    Verify: () => operations.verify(),
  };
  const resolver = (act: Act) => async (_: unknown, given: Given, asking: Asking) => {
    const actor = operatorOf(asking, agency);
    const answer = await outcome(() => act(given, actor));
    return { ...answer, operations: await look(actor) };
  };
  return {
    Query: { [`${name}Operations`]: (_: unknown, __: unknown, asking: Asking) => look(operatorOf(asking, agency)) },
    Mutation: Object.fromEntries(Object.entries(acts).map(([act, run]) => [`${name}${act}`, resolver(run)])),
  };
}

/** What is started goes on by itself; only what is refused or said at once is waited for. */
async function outcome(act: () => ReturnType<Act>): Promise<{ said?: Label | undefined; refusal?: Label }> {
  try {
    const answer = await act();
    return answer && 'zh' in answer ? { said: answer } : {};
  } catch (error) {
    if (error instanceof OperationRefused) return { refusal: error.label };
    throw error;
  }
}

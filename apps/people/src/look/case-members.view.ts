/** Which people are of which case: nobody else's card is opened for it. */
import { CaseClosed, CaseReopened, ClaimsJoined, comings, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';

interface MemberRow {
  readonly caseId: string;
  readonly person: string;
}

const MEMBERS = 'case-members';

const joined = ({ meta: { caseId = '' }, data }: Recorded<{ claimItems: readonly { person: string }[] }>) =>
  [...new Set(data.claimItems.map(({ person }) => person))].map((person) =>
    change<MemberRow>(`${caseId}/${person}`, () => ({ caseId, person })),
  );

export const caseMembersView = view<MemberRow>({
  name: MEMBERS,
  foundBy: ['person'],
  on: comings.map((type) => on(type, joined)),
  caseId: (row) => row.caseId,
});

const CLOSED = 'closed-cases';
const reopened = ({ meta: { caseId = '' } }: Recorded) => [change<{ closed: true }>(caseId, () => undefined)];

export const closedCasesView = view<{ closed: true }>({
  name: CLOSED,
  edition: 2,
  on: [
    on(CaseClosed, ({ meta: { caseId = '' } }) => [change<{ closed: true }>(caseId, () => ({ closed: true }))]),
    on(DoorJoined, reopened),
    on(ClaimsJoined, reopened),
    on(CaseReopened, reopened),
  ],
});

export async function isMember(look: Look, caseIds: readonly string[], person: string): Promise<boolean> {
  const rows = await Promise.all(caseIds.map((caseId) => look.row(MEMBERS, `${caseId}/${person}`)));
  return rows.some((row) => row !== undefined);
}

export async function hasOpenCase(look: Look, person: string): Promise<boolean> {
  const rows = await look.rows<MemberRow>(MEMBERS, { where: { person } });
  const closed = await Promise.all(rows.map(({ data }) => look.row(CLOSED, data.caseId)));
  return closed.some((row) => row === undefined);
}

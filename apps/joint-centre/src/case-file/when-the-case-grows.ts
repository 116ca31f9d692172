/**
 * When a case grows, is petitioned about, comes back twice, or the criminal test is met, its risk is assessed over the
 * whole conflict.
 */
import { CasesMerged, HandOverReturned, survivorOf, underAllIds } from '@yimen/casework';
import { OrderLapsed } from '@yimen/hr-language';
import { CaseReopened, comings } from '@yimen/joint-centre-language';
import { on, order, policy, type Look, type Order, type Recorded } from '@yimen/kernel';
import { heads, sum } from '@yimen/terms';
import { mostReturns } from '../hand-overs/hand-overs.view.ts';
import { distinctClaims } from './case-claims.view.ts';
import { caseFile } from './case-file.ts';
import { CASES, type CaseRow } from './cases.view.ts';
import { AssessRisk } from './commands.ts';
import { ProcedureJoined } from './inside.ts';

async function assessment(look: Look, caseId: string, criminalTest = false): Promise<Order[]> {
  const [survivor, [claims, cases, returns]] = await Promise.all([
    survivorOf(look, caseId),
    underAllIds(look, caseId, (ids) =>
      Promise.all([distinctClaims(look, ids), look.rows<CaseRow>(CASES, { caseIds: ids }), mostReturns(look, ids)]),
    ),
  ]);
  const seen = {
    people: heads(claims),
    fen: sum(claims),
    petitions: cases.flatMap(({ data }) => data.petitions).length,
    returns,
    criminalTest,
  };
  // What the case is without a row, its registration will tell; that the test was met, nothing tells again.
  if (cases.length === 0 && !criminalTest) return [];
  return [order(caseFile, survivor, AssessRisk({ ...seen, caseId: survivor }))];
}

const grown = ({ meta: { caseId } }: Recorded, look: Look) => (caseId ? assessment(look, caseId) : Promise.resolve([]));

export const whenTheCaseGrows = policy({
  name: 'when-the-case-grows',
  on: [
    ...comings.map((type) => on(type, grown)),
    on(CaseReopened, grown),
    // One more petition for the same facts brings no claim and no door.
    on(ProcedureJoined, (event, look) => (event.data.agency === 'petition' ? grown(event, look) : Promise.resolve([]))),
    on(CasesMerged, ({ data: { survivor } }, look) => assessment(look, survivor)),
    on(HandOverReturned, grown),
    on(OrderLapsed, ({ meta: { caseId }, data: { criminalTest } }, look) =>
      caseId && criminalTest ? assessment(look, caseId, true) : Promise.resolve([]),
    ),
  ],
});

/** Which cases are there, newest first: the register of the joint centre (总台账). */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import {
  CaseClosed,
  CaseRegistered,
  CaseReopened,
  ClaimsJoined,
  DoorJoined,
  LimitationInterrupted,
  RiskAssessed,
  type RiskLevel,
} from '@yimen/joint-centre-language';
import { change, on, view, type Change, type Recorded } from '@yimen/kernel';
import { ProcedureEnded, ProcedureJoined } from './inside.ts';
import { outcomeAfter, type Outcome } from './known-case.ts';

export interface CaseRow {
  readonly caseId: string;
  readonly number: string;
  readonly status: 'open' | 'closed' | 'merged';
  /** Closed in its own stream; a merged case keeps this for the day on which it stands alone again. */
  readonly closed: boolean;
  readonly survivor?: string;
  /** How it was closed; before that, the best of what its procedures have come to. */
  readonly outcome?: Outcome | undefined;
  /** An agreement was broken, and no way that was gone since has come to its end. */
  readonly broken?: true | undefined;
  readonly on: string;
  readonly agency: string;
  readonly employer: string;
  readonly liable: readonly string[];
  readonly project?: string;
  readonly doors: readonly { readonly agency: string; readonly door: string }[];
  readonly level: RiskLevel;
  readonly lastAct: string;
  /** Procedures of agencies that are under way, by stream. */
  readonly underWay: readonly string[];
  /** The petitions on it by stream, whatever became of them. */
  readonly petitions: readonly string[];
}

export const CASES = 'cases';

const withStatus = (row: CaseRow): CaseRow => {
  const alone = row.closed ? 'closed' : 'open';
  return { ...row, status: row.survivor ? 'merged' : alone };
};

const changed = (caseId: string | undefined, to: (row: CaseRow) => Partial<CaseRow>): Change<CaseRow>[] =>
  caseId ? [change<CaseRow>(caseId, (row) => row && withStatus({ ...row, ...to(row) }))] : [];
const ofCase = ({ meta }: Recorded, to: (row: CaseRow) => Partial<CaseRow>) => changed(meta.caseId, to);

const without = (row: CaseRow, procedure: string) => row.underWay.filter((other) => other !== procedure);
const withClaims = ({ outcome }: CaseRow, { claimItems }: { readonly claimItems: readonly unknown[] }) => ({
  closed: false,
  outcome: claimItems.length > 0 ? undefined : outcome,
});
const later = (row: CaseRow, on: string): string => (on > row.lastAct ? on : row.lastAct);

export const casesView = view<CaseRow>({
  name: CASES,
  edition: 4,
  foundBy: ['status'],
  on: [
    on(CaseRegistered, ({ data }) => {
      const { caseId, number, on: day, agency, door, employer, liable, project } = data;
      const row: CaseRow = {
        ...{ caseId, number, status: 'open', closed: false, on: day, agency, employer, liable },
        ...(project ? { project } : {}),
        ...{ doors: [{ agency, door }], level: 'none', lastAct: day, underWay: [], petitions: [] },
      };
      return [change<CaseRow>(caseId, () => row)];
    }),
    on(DoorJoined, (event) =>
      ofCase(event, (row) => {
        const { agency, door } = event.data;
        return { ...withClaims(row, event.data), doors: [...row.doors, { agency, door }] };
      }),
    ),
    on(ClaimsJoined, (event) => ofCase(event, (row) => withClaims(row, event.data))),
    on(ProcedureJoined, (event) =>
      ofCase(event, (row) => {
        const { procedure, agency } = event.data;
        const petitions = agency === 'petition' ? [...new Set([...row.petitions, procedure])] : row.petitions;
        return { closed: false, underWay: [...without(row, procedure), procedure], petitions };
      }),
    ),
    on(ProcedureEnded, (event) =>
      ofCase(event, (row) => ({
        underWay: without(row, event.data.procedure),
        outcome: outcomeAfter(row.outcome, event.data),
        broken: event.data.broken ?? (event.data.outcome ? undefined : row.broken),
      })),
    ),
    on(LimitationInterrupted, (event) => ofCase(event, (row) => ({ lastAct: later(row, event.data.on) }))),
    on(RiskAssessed, (event) => ofCase(event, () => ({ level: event.data.level }))),
    on(CaseClosed, (event) => ofCase(event, () => ({ closed: true, outcome: event.data.outcome }))),
    on(CaseReopened, (event) => ofCase(event, () => ({ closed: false }))),
    on(CasesMerged, ({ data: { survivor, merged } }) => changed(merged, () => ({ survivor }))),
    on(CasesUnmerged, ({ data: { merged } }) => [
      change<CaseRow>(merged, (row) => {
        if (!row) return undefined;
        const { survivor: _, ...alone } = row;
        return withStatus(alone);
      }),
    ]),
  ],
  order: (row) => `${row.on}|${row.number}`,
  caseId: (row) => row.caseId,
});

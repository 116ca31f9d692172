/** What the joint centre notes for itself about a case, and never says: these events do not leave the house. */
import { caseOutcome } from '@yimen/joint-centre-language';
import { event } from '@yimen/kernel';
import { caseId, claimItems, door, employer, liable, note, plainDate, project } from '@yimen/terms';
import { z } from 'zod';

/** A door as the event told it that opened it. `procedure` is the stream of the agency's own procedure. */
export const doorData = z.object({
  caseId,
  procedure: z.string(),
  agency: z.string(),
  door,
  employer,
  liable,
  project: project.optional(),
  claimItems,
  on: plainDate,
  because: note,
  /** What kind of door it is where the case is there already: a mediation is not one more way in. */
  joinedAs: door.optional(),
});
export type Door = z.output<typeof doorData>;

const inside = <const N extends string, S extends z.ZodType>(name: N, words: readonly [string, string], data: S) =>
  event({ name, zh: words[0], en: words[1], data });

/** The first door, while the number is on its way. */
export const DoorOpened = inside('DoorOpened', ['入口登记', 'Door opened'], doorData);
/** What was heard of the case while its number was on its way; it is taken up in order once the number is there. */
export const HearingDeferred = inside(
  'HearingDeferred',
  ['待编号后处理', 'Deferred until numbered'],
  z.object({ type: z.string(), data: z.unknown() }),
);
export const ProcedureJoined = inside(
  'ProcedureJoined',
  ['程序并入', 'Procedure joined'],
  z.object({ procedure: z.string(), agency: z.string() }),
);
export const ProcedureEnded = inside(
  'ProcedureEnded',
  ['程序办结', 'Procedure ended'],
  z.object({
    procedure: z.string(),
    outcome: caseOutcome.optional(),
    /** What was agreed in it was not paid, so that nothing which ended before has settled the matter. */
    broken: z.literal(true).optional(),
  }),
);
export const ConferenceNoted = inside(
  'ConferenceNoted',
  ['已召集会商', 'Conference noted'],
  z.object({ conference: z.uuid() }),
);
export const CaseAbsorbed = inside('CaseAbsorbed', ['并入他案', 'Absorbed a case'], z.object({ merged: z.uuid() }));
export const CaseMergedAway = inside('CaseMergedAway', ['已并入', 'Merged away'], z.object({ survivor: z.uuid() }));
export const CaseReleased = inside('CaseReleased', ['恢复独立', 'Released'], z.object({ other: z.uuid() }));

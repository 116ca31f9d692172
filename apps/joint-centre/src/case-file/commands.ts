/** What may be asked of a case. Most is ordered by policies that heard an agency; a little by the coordinator. */
import { caseOutcome, LimitationInterrupted, riskLevel } from '@yimen/joint-centre-language';
import { command } from '@yimen/kernel';
import { note, titled } from '@yimen/terms';
import { z } from 'zod';
import { doorData, ProcedureEnded } from './inside.ts';

const coordinator = ['joint-centre.coordinator'];
const ordered = <const N extends string, S extends z.ZodType>(name: N, words: readonly [string, string], input: S) =>
  command({ name, zh: words[0], en: words[1], by: [], input });

export const OpenDoor = ordered('OpenDoor', ['登记入口', 'Open a door'], doorData);
export const NumberCase = ordered('NumberCase', ['编号', 'Number the case'], z.object({ number: z.string() }));
export const JoinClaims = ordered(
  'JoinClaims',
  ['并入请求', 'Join claims'],
  doorData.pick({ procedure: true, agency: true, door: true, claimItems: true, on: true, because: true }),
);
/** Said by an agency whose log may be heard before that of the first door, so it names its case. */
const early = { caseId: z.uuid().optional() };
/** A procedure that is no door, but without whose end the case is not at its end. */
export const JoinProcedure = ordered(
  'JoinProcedure',
  ['并入程序', 'Join a procedure'],
  doorData.pick({ procedure: true, agency: true }).extend(early),
);
export const EndProcedure = ordered(
  'EndProcedure',
  ['程序办结', 'End a procedure'],
  z.object({
    procedure: z.string(),
    /** Absent where the end of the procedure is not the end of the matter, as when a mediation fails. */
    outcome: caseOutcome.optional(),
    broken: ProcedureEnded.schema.shape.broken,
    /** Another case that is merged with this one is still under way, so this one does not close. */
    hold: z.boolean(),
    ...early,
  }),
);
/** A case that was held open by another one, which has closed. */
export const CloseIdleCase = ordered(
  'CloseIdleCase',
  ['随案结案', 'Close an idle case'],
  z.object({ outcome: caseOutcome }),
);
/** A case that is the same conflict as one which is worked on again. */
export const ReopenCase = ordered('ReopenCase', ['随案恢复', 'Reopen with the other case'], z.object({}));
export const AssessRisk = ordered(
  'AssessRisk',
  ['评定风险', 'Assess risk'],
  z.object({
    people: z.int().nonnegative(),
    fen: z.int().nonnegative(),
    petitions: z.int().nonnegative(),
    /** Hand-overs between the same two agencies that came back, the most of any pair. */
    returns: z.int().nonnegative(),
    criminalTest: z.boolean(),
    ...early,
  }),
);
export const NoteConference = ordered(
  'NoteConference',
  ['记录会商', 'Note a conference'],
  z.object({ conference: z.uuid() }),
);
export const NoteMerge = ordered(
  'NoteMerge',
  ['记录并案', 'Note a merge'],
  z.object({ survivor: z.uuid(), merged: z.uuid(), latestAct: z.iso.date() }),
);
export const NoteUnmerge = ordered(
  'NoteUnmerge',
  ['记录撤销并案', 'Note an undone merge'],
  z.object({ survivor: z.uuid(), merged: z.uuid() }),
);
export const NoteInterruption = ordered(
  'NoteInterruption',
  ['记录中断事由', 'Note an interruption'],
  LimitationInterrupted.schema.extend(early),
);

export const InterruptLimitation = command({
  name: 'InterruptLimitation',
  zh: '记录时效中断',
  en: 'Record an interruption of limitation',
  by: coordinator,
  input: LimitationInterrupted.schema,
});
export const RelevelCase = command({
  name: 'RelevelCase',
  zh: '调整风险等级',
  en: 'Change the risk level',
  by: coordinator,
  input: z.object({ level: riskLevel, because: note.meta(titled('调整理由', 'Reason')) }),
});
export const CloseCase = command({
  name: 'CloseCase',
  zh: '统一结案',
  en: 'Close the case',
  by: coordinator,
  input: z.object({ outcome: caseOutcome }),
});

export const caseCommands = [
  OpenDoor,
  NumberCase,
  JoinClaims,
  JoinProcedure,
  EndProcedure,
  CloseIdleCase,
  ReopenCase,
  AssessRisk,
  NoteConference,
  NoteMerge,
  NoteUnmerge,
  NoteInterruption,
  InterruptLimitation,
  RelevelCase,
  CloseCase,
] as const;

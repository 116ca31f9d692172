/** What may already be there on the same claim item, at whatever agency. */
export const standings = [
  'mediationOpen',
  'agreementConfirmed',
  /** The agreement says that a labour relation exists. */
  'agreementConfirmsRelation',
  /** An agreement about nothing but pay, and not kept. */
  'agreementUnpaid',
  'arbitrationPending',
  'arbitrationRefused',
  'arbitrationDecided',
  /** The period of acceptance or of the award has passed. */
  'arbitrationOverdue',
  /** The applicant stayed away from the hearing. */
  'arbitrationDeemedWithdrawn',
  'suitPending',
  /** Something enforceable: a judgment, an award in effect, a confirmed agreement. */
  'titleExists',
  'wageIou',
  'preSuitPreservation',
  'paymentOrderPending',
  'paymentOrderIssued',
  'workerSuedOnFinalAward',
  'setAsidePending',
  'inspectionOpen',
  'criminalReferral',
  'petitionPending',
  'petitionRechecked',
] as const;

export type Standing = (typeof standings)[number];

/** The commands that the table of mutual exclusion knows. */
export const guardedCommands = [
  'openMediation',
  'applyJudicialConfirmation',
  'applyArbitrationReview',
  'applyArbitration',
  'lodgeInspection',
  'fineInsteadOfReferral',
  'applyPaymentOrder',
  'fileSuit',
  'applySetAside',
  'applyEnforcement',
  'registerPetition',
] as const;

export type GuardedCommand = (typeof guardedCommands)[number];

export * from './agency.ts';
export * from './agreement.ts';
export * from './cases.ts';
export { clocksOf, RecountClock, RingClock, TouchClock, touches } from './deadline-clocks.ts';
export { CalendarPublished, heardNotices, notice, noticesOf, type Notice, type Notices } from './deadline-notices.ts';
export { DEADLINES, type DeadlineRow } from './deadline-rows.ts';
export * from './deadline.ts';
export {
  HandOverAccepted,
  handOverEvents,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
  oneOf,
  returnReasons,
  type HandOverRules,
  type Offer,
} from './handover-language.ts';
export { sending } from './handover-sent.ts';
export { HANDOVERS, type HandOverRow } from './handover.ts';
export * from './house.ts';
export { masked, OperationRefused } from './operate.ts';
export { isHeldHere } from './editions.ts';
export { operations, type BrokerLag, type Operated, type Operations } from './operate-house.ts';
export { balance, type Amiss, type Pair, type Side } from './operate-ledger.ts';
export { logOf, type Log } from './operate-logs.ts';
export { atBroker, behindOf, healthOf, isBehindBroker, type Behind, type Health } from './operate-look.ts';
export {
  comparison,
  contentOf,
  placeOf,
  verifyPublished,
  type Entry,
  type Published,
  type Unlike,
} from './operate-published.ts';
export { rebuild, type Rebuilt } from './operate-rebuild.ts';
export type { Difference } from './operate-rows.ts';
export {
  agreeToSkip,
  askToSkip,
  ParkedEventSkipped,
  waitingIn,
  type AgreeToSkip,
  type AskToSkip,
  type Waiting,
} from './operate-skip.ts';
export { hearAgain, publishAgain } from './operate-again.ts';
export { verifyLog } from './operate-verify-log.ts';
export { verifyView, type Finding, type Verifying } from './operate-verify.ts';
export { goOn, retry } from './parked-again.ts';
export { casesNaming, namingsOf, partiesView, type PartyRow } from './parties.ts';
export { PROCEDURES, type ProcedureRow } from './procedures.ts';
export { forever } from './steps.ts';
export { further, noConsent, sentFor, usedParcel } from './transfer.ts';

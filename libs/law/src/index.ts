export type { PlainDate } from './day.ts';
export type { Step } from './step.ts';
export { LawError } from './law-error.ts';
export { shown } from './shown.ts';
export { calendar, calendarFrom, type WorkCalendar } from './calendar/work-calendar.ts';
export { notices, type HolidayNotice, type NoticeDays } from './calendar/notices.ts';
export { calendarWith, faultOf, newsOf, noticeOf, type NoticeFault, type PublishedDays } from './calendar/published.ts';
export { exampleParameters, parametersOn, type DatedParameters, type Parameters } from './parameters.ts';
export { nearest } from './nearest.ts';
export { dayAsTyped, readDate } from './identifiers/date-typed.ts';
export { findRule, ruleOn, rules, variantsOf } from './register/register.ts';
export { citationOf, lengthInWords, type Confidence, type Nature, type Rule, type Unit } from './register/rule.ts';
export { countByLaw, lastDay } from './deadline/alarms.ts';
export { deadline, dueDate } from './deadline/deadline.ts';
export type { Deadline, DeadlineRequest, DeadlineStatus, LegalAct } from './deadline/request.ts';
export { wageArrears, wagePayDay, type WageArrears, type WageRow } from './calculators/wage-arrears.ts';
export { dailyWage, hourlyWage, overtime, partMonthPay, type Overtime, type OvertimeInput } from './calculators/pay.ts';
export { doubleWage, type DoubleWage, type DoubleWageInput } from './calculators/double-wage.ts';
export { nPlusOne, severanceN, twoN, type Severance, type SeveranceInput } from './calculators/severance.ts';
export { annualLeaveDays, leaveEntitlement, unusedLeavePay, type AnnualLeave } from './calculators/annual-leave.ts';
export {
  additionalCompensation,
  injuryLumpSum,
  insuranceLateFee,
  lateInterest,
  type LateInterest,
} from './calculators/charges.ts';
export {
  criminalTest,
  finalAwardTest,
  isPay,
  type CriminalTest,
  type CriminalTestInput,
  type FinalAwardTest,
} from './calculators/thresholds.ts';
export { limitation, type Limitation, type LimitationInput } from './calculators/limitation.ts';
export {
  enforcementFee,
  labourCaseFee,
  paymentOrderFee,
  preservationFee,
  propertyCaseFee,
} from './calculators/court-fees.ts';
export { calculate, calculatorNamed, calculators, type Calculated } from './calculators/calculators.ts';
export { checked, type Field, type Fields } from './calculators/fields.ts';
export { yuan, type Sum } from './calculators/result.ts';
export type { Misread, Read, Reading, Warning } from './identifiers/reading.ts';
export { idCheckCharacter, readIdNumber, type IdNumber } from './identifiers/id-number.ts';
export { creditCheckSymbol, readCreditCode, type CreditCode } from './identifiers/credit-code.ts';
export { readCaseNumber, readLocalNumber, type CaseNumber } from './identifiers/case-number.ts';
export { luhnDigit, readBankCard, readPersonName, readPhone } from './identifiers/contact.ts';
export { areas, findArea, parentArea, readAreaCode, type Area } from './identifiers/area-code.ts';
export { amountInWords, readAmountInWords } from './identifiers/amount-in-words.ts';
export { readAmount } from './identifiers/amount.ts';
export { guard, guards, type Guard, type GuardRefusal } from './guards/guards.ts';
export { consequences, consequencesOf, type Consequence } from './guards/consequences.ts';
export { guardedCommands, standings, type GuardedCommand, type Standing } from './guards/standing.ts';
export { routesFor, startingTier, type Route, type RouteName, type Situation, type Tier } from './guards/routes.ts';
export {
  conferenceLevel,
  conferenceLevels,
  raisedLevel,
  type ConferenceInput,
  type ConferenceLevel,
  type Level,
  type Media,
  type Trigger,
} from './conference/conference-level.ts';
export { returnVisitScore, type VisitItem, type VisitScore } from './conference/return-visit.ts';

/** What inspection only notes for itself: payments and deposits that others have said already. */
import { event } from '@yimen/kernel';
import { claimParts } from '@yimen/terms';
import { z } from 'zod';

/** As much of a payment as the inspection asks for; a surplus stays with whoever paid it. */
export const InspectionPaymentNoted = event({
  name: 'InspectionPaymentNoted',
  zh: '记录到账',
  en: 'Payment noted',
  data: z.object({
    parts: claimParts,
    /** `employer`: another inspection of the case has recorded it. */
    route: z.enum(['advance', 'deposit', 'mediation', 'enforcement', 'employer']),
    /** The event that said so. */
    cause: z.uuid(),
  }),
});

export const DepositReturnNoted = event({
  name: 'DepositReturnNoted',
  zh: '记录保证金支付结果',
  en: 'Return of the bank noted',
  data: z.object({ handOver: z.uuid(), parts: claimParts, inFull: z.boolean() }),
});

/** The bank sent the notice back, or the bureau took it back: what it asked for may be drawn again. */
export const DepositNoticeCameBack = event({
  name: 'DepositNoticeCameBack',
  zh: '支付通知退回',
  en: 'The notice to the bank came back',
  data: z.object({ handOver: z.uuid() }),
});

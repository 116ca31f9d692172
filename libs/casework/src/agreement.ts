/** A mediated agreement as it travels (调解协议): to the court for confirmation, to the commission for review. */
import { partiesOf, type ClaimItem, type ClaimPart, type Instalment } from '@yimen/terms';

export interface Mediated {
  /** The mediator's own procedure. */
  readonly mediation: string;
  readonly caseId: string;
  readonly employer: string;
  readonly claimItems: readonly ClaimItem[];
  readonly agreement: {
    readonly effectiveOn: string;
    readonly parts: readonly ClaimPart[];
    readonly instalments: readonly Instalment[];
    readonly acceleration: boolean;
  };
}

export interface Bringing {
  readonly to: string;
  readonly kind: string;
  readonly reason: string;
  readonly ground: 'statutoryDuty' | 'separateConsent';
  readonly consent?: string;
  /** What the kind needs besides what every agreement has. */
  readonly more: object;
}

/** What is offered: the whole agreement in the parcel's terms, so that nobody types it again. */
export function agreementParcel({ mediation, caseId, employer, claimItems, agreement }: Mediated, by: Bringing) {
  const { more, ...address } = by;
  const parties = partiesOf(employer, claimItems);
  const terms = { mediation, employer, ...agreement, ...more };
  return { ...address, caseId, claimItems: [...claimItems], parties, terms };
}

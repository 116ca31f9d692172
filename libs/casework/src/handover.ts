/**
 * The hand-over (移交): the only way in which work crosses a border. The sender's log holds the offer, the receiver's log
 * holds that it arrived and what was answered. Two logs, one truth; nothing else has to agree.
 */
import {
  change,
  on,
  order,
  policy,
  view,
  type Change,
  type Command,
  type EventType,
  type Look,
  type Order,
  type Recorded,
} from '@yimen/kernel';
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
  type HandOverRules,
  type Offer,
} from './handover-language.ts';
import { receiving } from './handover-received.ts';
import { sending } from './handover-sent.ts';
import { further, HANDOVERS, isOther, type HandOverRow } from './transfer.ts';

export { HANDOVERS, type HandOverRow } from './transfer.ts';

/** Those between two others are none of the agency's business, though it hears them. */
const handOverView = (agency: string) =>
  view<HandOverRow>({
    name: HANDOVERS,
    edition: 2,
    on: [
      ...[HandOverOffered, HandOverReceived].map((type) =>
        on(type, ({ data: offer, meta }) => {
          if (offer.from !== agency && offer.to !== agency) return [];
          const status = type === HandOverReceived ? 'received' : 'offered';
          return [
            change<HandOverRow>(offer.handOver, (row) =>
              isOther(row, offer)
                ? row
                : {
                    offer,
                    status: further(row?.status, status),
                    offeredOn: row?.offeredOn ?? meta.occurredAt,
                  },
            ),
          ];
        }),
      ),
      ...(
        [
          [HandOverAccepted, 'accepted'],
          [HandOverReturned, 'returned'],
          [HandOverWithdrawn, 'withdrawn'],
        ] as const
      ).map(([type, status]) =>
        on<EventType<any, any>, readonly Change<HandOverRow>[]>(type, ({ data }) => [
          change<HandOverRow>(data.handOver, (row) =>
            row && !isOther(row, data) ? { ...row, status: further(row.status, status) } : row,
          ),
        ]),
      ),
    ],
    order: (row) => row.offeredOn,
    caseId: (row) => row.offer.caseId,
  });

/** Both sides of an agency's hand-overs, and what moves them. */
export function handOvers(agency: string, rules: HandOverRules) {
  const { decider: sent, NoteAnswer } = sending(agency, rules);
  const { decider: received, ReceiveHandOver, CloseHandOver } = receiving(agency, rules);
  const toUs = (id: string, { to }: { to: string }, command: () => Command) =>
    to === agency ? [order(received, id, command())] : [];
  const noted =
    (status: 'received' | 'accepted' | 'returned') => (event: Recorded<Pick<Offer, 'handOver' | 'from'>>) =>
      event.data.from === agency ? [order(sent, event.data.handOver, NoteAnswer({ status }))] : [];
  const moves = {
    'when-handed-over': [
      on(HandOverOffered, ({ data }) => toUs(data.handOver, data, () => ReceiveHandOver(data))),
      on(HandOverWithdrawn, ({ data }) => toUs(data.handOver, data, () => CloseHandOver(data))),
    ],
    'when-answered': [
      on(HandOverReceived, noted('received')),
      on(HandOverAccepted, noted('accepted')),
      on(HandOverReturned, noted('returned')),
    ],
    'when-accepted': [on(HandOverAccepted, ({ data }, look) => opened(rules, data.to === agency, { data, look }))],
  };
  return {
    deciders: [sent, received] as const,
    views: [handOverView(agency)],
    policies: Object.entries(moves).map(([name, table]) => policy({ name, on: table })),
  };
}

interface Accepted {
  readonly data: { readonly handOver: string; readonly kind: string; readonly terms: unknown };
  readonly look: Look;
}

/** An accepted offer opens the receiver's procedure with what travelled in it. */
async function opened({ accepts }: HandOverRules, ours: boolean, { data, look }: Accepted): Promise<readonly Order[]> {
  const row = ours ? await look.row<HandOverRow>(HANDOVERS, data.handOver) : undefined;
  return row ? (accepts[data.kind]?.opens(row.data.offer, data.terms) ?? []) : [];
}

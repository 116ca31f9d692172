/**
 * The hand-over (移交): the only way in which work crosses a border. The sender's log holds the offer, the receiver's log
 * holds that it arrived and what was answered. Two logs, one truth; nothing else has to agree.
 */
import { change, on, order, policy, view, type Change, type EventType, type Recorded } from '@yimen/kernel';
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
import type { states } from './transfer.ts';

/** A hand-over as either side's desk lists it. */
export interface HandOverRow {
  readonly offer: Offer;
  readonly status: keyof typeof states;
  readonly offeredOn: string;
}
export const HANDOVERS = 'hand-overs';

const handOverView = view<HandOverRow>({
  name: HANDOVERS,
  on: [
    ...[HandOverOffered, HandOverReceived].map((type) =>
      on(type, ({ data: offer, meta }) => [
        change<HandOverRow>(offer.handOver, (row) => ({
          offer,
          status: type === HandOverReceived ? 'received' : (row?.status ?? 'offered'),
          offeredOn: row?.offeredOn ?? meta.occurredAt,
        })),
      ]),
    ),
    ...(
      [
        [HandOverAccepted, 'accepted'],
        [HandOverReturned, 'returned'],
        [HandOverWithdrawn, 'withdrawn'],
      ] as const
    ).map(([type, status]) =>
      on<EventType<any, any>, readonly Change<HandOverRow>[]>(type, ({ data }) => [
        change<HandOverRow>(data.handOver, (row) => row && { ...row, status }),
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
  const noted =
    (status: 'received' | 'accepted' | 'returned') => (event: Recorded<{ handOver: string; from: string }>) =>
      event.data.from === agency ? [order(sent, event.data.handOver, NoteAnswer({ status }))] : [];
  return {
    deciders: [sent, received] as const,
    views: [handOverView],
    policies: [
      policy({
        name: 'when-handed-over',
        on: [
          on(HandOverOffered, ({ data }) =>
            data.to === agency ? [order(received, data.handOver, ReceiveHandOver(data))] : [],
          ),
          on(HandOverWithdrawn, ({ data }) =>
            data.to === agency ? [order(received, data.handOver, CloseHandOver(data))] : [],
          ),
        ],
      }),
      policy({
        name: 'when-answered',
        on: [
          on(HandOverReceived, noted('received')),
          on(HandOverAccepted, noted('accepted')),
          on(HandOverReturned, noted('returned')),
        ],
      }),
      policy({
        name: 'when-accepted',
        on: [
          on(HandOverAccepted, async ({ data: { handOver, to, kind, terms } }, look) => {
            const row = to === agency ? await look.row<HandOverRow>(HANDOVERS, handOver) : undefined;
            return row ? (rules.accepts[kind]?.opens(row.data.offer, terms) ?? []) : [];
          }),
        ],
      }),
    ],
  };
}

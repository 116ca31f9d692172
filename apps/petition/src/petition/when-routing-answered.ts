/** A return is the unit's objection to the routing, an acceptance its receipt; the office may take it back. */
import { HandOverAccepted, HandOverReturned, HandOverWithdrawn, sentFor } from '@yimen/casework';
import { on, order, policy, type Command, type Look, type Order } from '@yimen/kernel';
import { PetitionChanneled } from '@yimen/petition-language';
import { NotePetitionReceived, NoteRoutingObjected, NoteRoutingWithdrawn, petition } from './petition.ts';

const { channel: channelOf } = PetitionChanneled.schema.shape;

/** The petition that went out in this parcel, told what came back. Other parcels are none of its business. */
async function told(answer: { handOver: string; from: string }, look: Look, note: Command): Promise<Order[]> {
  const id = answer.from === 'petition' ? await sentFor(look, 'petition', { handOver: answer.handOver }) : undefined;
  return id ? [order(petition, id, note)] : [];
}

export const whenRoutingAnswered = policy({
  name: 'when-routing-answered',
  on: [
    on(HandOverReturned, ({ data }, look) => {
      const { handOver, reason } = data;
      return told(data, look, NoteRoutingObjected({ handOver, reason }));
    }),
    on(HandOverWithdrawn, ({ data }, look) => told(data, look, NoteRoutingWithdrawn({ handOver: data.handOver }))),
    on(HandOverAccepted, ({ data }, look) => {
      const channel = channelOf.safeParse(data.terms.channel).data;
      return told(data, look, NotePetitionReceived({ handOver: data.handOver, channel }));
    }),
  ],
});

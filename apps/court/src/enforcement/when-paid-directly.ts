/**
 * A mediator tells of a payment under an agreement that the court enforces: so much less is collected. Where two clerks
 * opened the same title at once, what one enforcement has collected the other does not collect again.
 */
import { on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import type { ClaimPart } from '@yimen/terms';
import { AssetsExecuted } from '@yimen/court-language';
import { InstalmentPaid } from '@yimen/justice-language';
import { UnionMediationPaid } from '@yimen/union-language';
import { TITLES, type Title } from '../confirmation/titles.view.ts';
import { enforcement, NoteDirectPayment } from './enforcement.ts';
import { ENFORCEMENTS, type EnforcementRow } from './enforcements.view.ts';

/** An instalment that fell due after what is enforced is another matter. */
const isOf = ({ acceleration, instalments }: Title, { open, upTo }: EnforcementRow, no: number): boolean =>
  open && (acceleration || instalments.some((one) => one.no === no && one.dueOn <= upTo));

async function noted(heard: Recorded<{ parts: ClaimPart[] }>, no: number, look: Look): Promise<Order[]> {
  const titles = await look.rows<Title>(TITLES, { where: { mediation: procedureIdOf(heard) } });
  const { parts } = heard.data;
  const all = titles.map(async ({ data: title }) => {
    const { confirmation } = title;
    const sought = await look.rows<EnforcementRow>(ENFORCEMENTS, { where: { confirmation } });
    const going = sought.filter(({ data }) => isOf(title, data, no));
    return going.map(({ key }) => order(enforcement, key, NoteDirectPayment({ parts })));
  });
  return (await Promise.all(all)).flat();
}

export const whenPaidDirectly = policy({
  name: 'when-paid-directly',
  on: [
    on(InstalmentPaid, (heard, look) => noted(heard, heard.data.no, look)),
    // The union's agreements are paid by one day: they have one instalment.
    on(UnionMediationPaid, (heard, look) => noted(heard, 1, look)),
    on(AssetsExecuted, async (heard, look) => {
      const { confirmation = '' } = heard.data;
      const all = await look.rows<EnforcementRow>(ENFORCEMENTS, { where: { confirmation } });
      const others = all.filter(({ key, data }) => data.open && key !== procedureIdOf(heard));
      return others.map(({ key }) => order(enforcement, key, NoteDirectPayment({ parts: heard.data.parts })));
    }),
  ],
});

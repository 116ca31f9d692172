/** Two invented agencies with one hand-over between them, for whoever wants to see a bus at work under real houses. */
import { createHash } from 'node:crypto';
import { agency, house, language, type House } from '@yimen/casework';
import { countByLaw } from '@yimen/law';
import {
  command,
  event,
  order,
  refusal,
  type Bus,
  type Decider,
  type EventStore,
  type Messages,
  type Rows,
} from '@yimen/kernel';
import { z } from 'zod';

const words = (text: string) => ({ zh: text, en: text });
const Filed = event({ ...words('立案'), name: 'Filed', data: z.object({ caseId: z.uuid(), on: z.iso.date() }) });
const File = command({ ...words('立案'), name: 'File', by: ['south.clerk'], input: Filed.schema });

export const filing = {
  name: 'south.filing',
  label: words('立案'),
  commands: [File],
  events: [Filed],
  initial: 'none',
  decide: { File: ({ data }, state) => (state === 'none' ? [Filed(data)] : refusal('already-filed', words('已立案'))) },
  evolve: { Filed: () => 'filed' },
  show: (state) => ({ status: state, label: words(state), facts: [], next: [] }),
} satisfies Decider<Messages<[typeof File]>, string, Messages<[typeof Filed]>>;

const northSays = language('north', words('北'), []);
const southSays = language('south', words('南'), [Filed]);

const agencies = {
  north: agency({
    speaks: northSays,
    hears: [southSays],
    deciders: [],
    handOvers: { by: ['north.clerk'], offers: { lead: { ...words('线索'), to: ['south'] } }, accepts: {} },
  }),
  south: agency({
    speaks: southSays,
    hears: [northSays],
    deciders: [filing],
    handOvers: {
      by: ['south.clerk'],
      offers: {},
      accepts: {
        lead: {
          ...words('线索'),
          by: ['south.clerk'],
          opens: ({ handOver, caseId }, terms) => [
            order(filing, handOver, File(Filed.schema.parse({ ...(terms as object), caseId }))),
          ],
        },
      },
    },
  }),
};

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** Always the same version 8 UUID for the same words. */
export const idOf = (text: string): string =>
  digest(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
export const world = { now: () => new Date().toISOString(), derive: idOf, digest };

export type Side = keyof typeof agencies;

export const openHouse = (side: Side, ports: { store: EventStore; rows: Rows; bus: Bus }): House =>
  house(agencies[side], { ...ports, world, count: countByLaw });

/** `done`, or the code of the refusal. */
export async function tell({ agency: made, execute }: House, name: string, [id, data]: [string, object]) {
  const decider = made.deciders.find(({ commands }) => commands.some(({ type }) => type === name))!;
  const asked = decider.commands.find(({ type }) => type === name)!(data);
  const actor = { id: '测试经办人', agency: made.name, roles: [`${made.name}.clerk`] };
  const receipt = await execute(order(decider, id, asked), { actor, commandId: idOf(`${name}/${id}`) });
  return receipt.refusal?.refused ?? 'done';
}

/**
 * What the platform shows to others, made from the declarations: each subgraph, the supergraph, each language, and the
 * documents that its own pages send; and for ourselves what the views make of the stored examples.
 */
import type { Language } from '@yimen/casework';
import { documentsOf } from '@yimen/console/documents';
import type { Desk } from '@yimen/edge';
import { schemaOf } from '@yimen/weave';
import { agencyOf, digestOf, doorSdl, supergraphOf } from '@yimen/hall';
import { Kind, parse, print } from 'graphql';
import { z } from 'zod';
import { viewsShown } from './views.ts';

export const VIEWS = 'views.json';

/** Files by name, as they should stand under `schema/`. */
export function published(desks: readonly Desk[]): Map<string, string> {
  const subgraphs = desks.map(({ agency, graphql }) => ({
    name: agency.name,
    url: `http://${agency.name}/graphql`,
    sdl: schemaOf(agency, graphql),
  }));
  const door = { name: 'door', url: 'http://door', sdl: doorSdl };
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [`${name}.graphql`, `${sdl.trim()}\n`] as const),
    ['supergraph.graphql', `${supergraphOf([door, ...subgraphs]).trim()}\n`],
    [VIEWS, `${JSON.stringify(viewsShown(desks), null, 1)}\n`],
    ['documents.json', `${JSON.stringify(documentsFor(subgraphs), null, 1)}\n`],
    ...desks.map(({ agency }) => [`${agency.name}.asyncapi.json`, `${JSON.stringify(asyncApi(agency.speaks), null, 1)}\n`] as const),
  ]);
}

/** Each document of the pages under the digest by which the gateway knows it. */
function documentsFor(subgraphs: readonly Parameters<typeof agencyOf>[0][]): Record<string, string> {
  const commands = subgraphs.flatMap(({ sdl }) => commandsIn(sdl));
  const documents = documentsOf({ agencies: subgraphs.flatMap(agencyOf), commands });
  return Object.fromEntries(documents.map((text) => [digestOf(text), text]));
}

/** The woven mutations of a subgraph, which all take the id of a command and one input. */
function commandsIn(sdl: string) {
  const types = parse(sdl).definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
  const fields = types.filter(({ name }) => name.value === 'Mutation').flatMap((type) => type.fields ?? []);
  return fields.flatMap(({ name, arguments: given = [] }) => {
    const input = given.find((each) => each.name.value === 'input');
    const isCommand = given.some((each) => each.name.value === 'commandId');
    return isCommand && input ? [{ mutation: name.value, inputType: print(input.type).replace(/!$/, '') }] : [];
  });
}

/** AsyncAPI 3.0: one channel, the agency's topic; one message for each event in its newest version. */
function asyncApi({ agency, label, events }: Language) {
  const messages = Object.fromEntries(
    events.map(({ type, label: words, schema, version }) => [
      type,
      {
        name: type,
        title: words.zh,
        summary: `${words.en} (version ${version})`,
        contentType: 'application/json',
        payload: z.toJSONSchema(schema, { unrepresentable: 'any' }),
      },
    ]),
  );
  const address = `yimen.${agency}.v1`;
  const refs = events.map(({ type }) => ({ $ref: `#/channels/events/messages/${type}` }));
  return {
    asyncapi: '3.0.0',
    info: { title: `${label.zh} ${label.en}`, version: '1.0.0' },
    defaultContentType: 'application/json',
    channels: {
      events: {
        address,
        description: 'CloudEvents 1.0 in binary mode; the key is the case id',
        messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
      },
    },
    operations: { publish: { action: 'send', channel: { $ref: '#/channels/events' }, messages: refs } },
    components: { messages },
  };
}

import { describe, expect, it } from '@jest/globals';
import { readAgencies } from '@yimen/process';
import { desks } from '@yimen/hall/desks';
import { LIST } from './fleet.ts';

describe('the list of services', () => {
  const listed = readAgencies(LIST);

  it('names every agency, each once', () =>
    expect(listed.map(({ name }) => name).sort()).toEqual(desks.map(({ agency }) => agency.name).sort()));

  it('says of topic and schema what the code makes of the name', () => {
    for (const { name, topic, schema } of listed) {
      expect(topic).toBe(`yimen.${name}.v1`);
      expect(schema).toBe(`es_${name.replaceAll('-', '_')}`);
    }
  });

  it('gives every service a port of its own', () =>
    expect(new Set(listed.map(({ port }) => port)).size).toBe(listed.length));

  it('sends files where the desk takes them', () => {
    for (const { agency, routes = [] } of desks) {
      const under = listed.find(({ name }) => name === agency.name)?.files;
      for (const { path } of routes) expect(path.startsWith(`${under}/`)).toBe(true);
    }
  });
});

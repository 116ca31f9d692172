/** Beside the graph: who signs in, the list of agencies, files for the service that takes them, the console's pages. */
import { existsSync } from 'node:fs';
import express from 'express';
import { Kind, parse } from 'graphql';
import { filesRoute, type Files } from './files.ts';
import { signInRoutes, type Door } from './sign-in.ts';
import type { Subgraph } from './supergraph.ts';

export interface Beside extends Door {
  readonly clock: { now(): string; readonly demonstration: boolean };
  readonly subgraphs: () => readonly Subgraph[];
  readonly files: readonly Files[];
  readonly consoleDir: string;
}

/**
 * Pages run our own scripts and speak with us alone, so that a name that some page should show as markup does nothing.
 * Their parts set styles as they are drawn. Inside of a page of somebody else our buttons could be pressed by who does
 * not see them.
 */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const framed = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };

export const besideOf = (beside: Beside) => (app: express.Express) => {
  const { clock } = beside;
  signInRoutes(app, beside);
  app.get('/clock', (_, response) => void response.json({ now: clock.now(), demonstration: clock.demonstration }));
  app.get('/agencies.json', (_, response) => void response.json(beside.subgraphs().flatMap(agencyOf)));
  for (const files of beside.files) filesRoute(app, files, beside.identity.verify);
  if (!existsSync(beside.consoleDir)) return;
  app.use((_, response, next) => (response.set(framed), next()));
  app.use(express.static(beside.consoleDir));
  app.get('/{*page}', (_, response) => response.sendFile('index.html', { root: beside.consoleDir }));
};

/** An agency that has a field of its own on a case; its label stands beside it, Chinese before the first space. */
export function agencyOf({ name, sdl }: Subgraph) {
  const types = parse(sdl).definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
  const fields = types.filter((type) => type.name.value === 'Case').flatMap((type) => type.fields ?? []);
  const own = fields.find(({ type }) => type.kind === Kind.NAMED_TYPE && type.name.value === 'AgencyFile');
  if (!own) return [];
  const [zh = name, ...en] = (own.description?.value ?? name).split(' ');
  return [{ name, field: own.name.value, label: { zh, en: en.join(' ') || name } }];
}

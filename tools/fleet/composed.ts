/** compose.yaml as compose reads it: with values for its variables, and merged. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

const text = readFileSync(new URL('../../infra/compose/compose.yaml', import.meta.url), 'utf8');
const VARIABLE = /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** The variables without which it is not the same district: those that have no value of their own. */
export const needed = (): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].filter(([, name, how]) => name && how !== '-').map(([, name]) => name!)),
];

/** Without values every variable stands for itself. */
export function composed(values?: Readonly<Record<string, string>>): Readonly<Record<string, Container>> {
  const filled = text.replace(VARIABLE, (whole: string, ...[name, , otherwise = '']: string[]) => {
    if (!values) return whole;
    return name ? (values[name] ?? otherwise) : '$';
  });
  return (parse(filled, { merge: true }) as { services: Record<string, Container> }).services;
}

/** People by agency, agencies in the order in which they first appear. */
export function deskOrder<P extends { readonly agency: string }>(personas: readonly P[]): [string, P[]][] {
  const desks = new Map<string, P[]>();
  for (const persona of personas) desks.set(persona.agency, [...(desks.get(persona.agency) ?? []), persona]);
  return [...desks];
}

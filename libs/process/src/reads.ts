/** How much somebody reads of the files of a district (查阅范围), by what his roles say that he does. */

/**
 * `all`: who handles cases, or studies them. `own`: who pays or holds money for an organisation reads what names it
 * (个人信息保护法 第六条). `none`: who keeps the services alive has no business with cases.
 */
export type Reads = 'all' | 'own' | 'none';

const parties: readonly string[] = ['contractor', 'bank'];
const apart: readonly string[] = ['operator', 'developer'];

/** The widest that a role of one's own agency gives; what a provider says of other agencies gives nothing. */
export function readsOf(agency: string, roles: readonly string[]): Reads {
  const doings = roles.filter((role) => role.startsWith(`${agency}.`)).map((role) => role.slice(agency.length + 1));
  if (doings.some((doing) => !parties.includes(doing) && !apart.includes(doing))) return 'all';
  return doings.some((doing) => parties.includes(doing)) ? 'own' : 'none';
}

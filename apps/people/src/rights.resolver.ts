/** Who may register and look: officers of the agencies. Those who pay, count or run it see masked cards only. */
import { GraphQLError } from 'graphql';
import type { Asking } from '@yimen/weave';

/** By a role of one's own agency, and by none that a provider may put beside it. */
export const isOfficer = ({ actor: { agency, roles, reads } }: Asking): boolean =>
  reads === 'all' && roles.some((role) => role.startsWith(`${agency}.`) && role !== 'insight.analyst');

export const refused = (code: string, zh: string, en: string): GraphQLError =>
  new GraphQLError(`${zh} · ${en}`, { extensions: { code, zh, en } });

export function ofOffice(asking: Asking): void {
  if (!isOfficer(asking))
    throw refused('FORBIDDEN', '您没有登记或者查看个人信息的权限', 'You may neither register nor see personal data');
}

/** Who may register and look: officers of the agencies. Those who pay or count see masked cards only. */
import { GraphQLError } from 'graphql';
import type { Asking } from '@yimen/weave';

const OUTSIDE = ['departments.contractor', 'departments.bank', 'insight.analyst'];

export const isOfficer = ({ actor }: Asking): boolean => actor.roles.some((role) => !OUTSIDE.includes(role));

export const refused = (code: string, zh: string, en: string): GraphQLError =>
  new GraphQLError(`${zh} · ${en}`, { extensions: { code, zh, en } });

export function ofOffice(asking: Asking): void {
  if (!isOfficer(asking))
    throw refused('FORBIDDEN', '您没有登记或者查看个人信息的权限', 'You may neither register nor see personal data');
}

/** Who may register and look: officers of the agencies. Those who pay, count or run it see masked cards only. */
import { GraphQLError } from 'graphql';
import type { Asking } from '@yimen/weave';

/** Insight studies cases and handles none, whatever else its people do. */
export const isOfficer = ({ actor: { agency, reads } }: Asking): boolean => reads === 'all' && agency !== 'insight';

export const refused = (code: string, zh: string, en: string): GraphQLError =>
  new GraphQLError(`${zh} · ${en}`, { extensions: { code, zh, en } });

export function ofOffice(asking: Asking): void {
  if (!isOfficer(asking))
    throw refused('FORBIDDEN', '您没有登记或者查看个人信息的权限', 'You may neither register nor see personal data');
}

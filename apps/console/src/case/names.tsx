import { useQuery } from 'urql';
import { organisationQuery, personQuery } from '../graph/parties.ts';
import { useWords } from '../words.ts';
import { employersOf, membersOf, useCase } from './case-context.ts';

/** Facts carry ids only; the name is what the party register shows to this reader. */
export function PersonName({ id }: { id: string }) {
  const { view } = useCase();
  const member = membersOf(view).find((each) => each.person.id === id)?.person;
  const [{ data }] = useQuery({ query: personQuery, variables: { id }, pause: Boolean(member) });
  const person = member ?? data?.person;
  return <Name name={person?.name} hint={person?.idNumber} />;
}

export function OrganisationName({ id }: { id: string }) {
  const { view } = useCase();
  const employer = employersOf(view).find((each) => each.id === id);
  const [{ data }] = useQuery({ query: organisationQuery, variables: { id }, pause: Boolean(employer) });
  const organisation = employer ?? data?.organisation;
  return <Name name={organisation?.name} hint={organisation?.uscc} />;
}

interface NameProps {
  readonly name: string | null | undefined;
  readonly hint: string | null | undefined;
}

function Name({ name, hint }: NameProps) {
  const { t } = useWords();
  if (!name) return <span className="quiet">{t('case.nameHidden')}</span>;
  return <span title={hint ?? undefined}>{name}</span>;
}

/**
 * What is on record about a card (人员卡、单位卡): that it was made, who looked and why, that it was erased. What stands on
 * the card is not here; it is a row of the register and can be deleted.
 */
import { command, refusal, type Decider, type Messages } from '@yimen/kernel';
import { CardErased, cardEvents, CardUnmasked, OrganisationRegistered, PersonRegistered } from '@yimen/people-language';
import { caseId } from '@yimen/terms';

export const RegisterPerson = command({
  name: 'RegisterPerson',
  zh: '登记人员',
  en: 'Register a person',
  by: [],
  input: PersonRegistered.schema,
});
export const RegisterOrganisation = command({
  name: 'RegisterOrganisation',
  zh: '登记单位',
  en: 'Register an organisation',
  by: [],
  input: OrganisationRegistered.schema,
});
export const UnmaskCard = command({
  name: 'UnmaskCard',
  zh: '查看个人信息',
  en: 'Unmask a card',
  by: [],
  input: CardUnmasked.schema.extend({ caseId }),
});
export const EraseCard = command({
  name: 'EraseCard',
  zh: '删除个人信息',
  en: 'Erase a card',
  by: [],
  input: CardErased.schema,
});
const commands = [RegisterPerson, RegisterOrganisation, UnmaskCard, EraseCard] as const;

type Card = 'none' | 'person' | 'organisation' | 'erased';

const already = refusal('already-registered', { zh: '已登记，无需重复', en: 'Registered already' });
const noPerson = refusal('no-such-person', {
  zh: '没有这个人员的信息，可能已删除；请重新登记',
  en: 'There is no card of this person; it may have been erased. Register the person again',
});

export const card = {
  name: 'people.card',
  label: { zh: '当事人卡', en: 'Card' },
  commands,
  events: cardEvents,
  initial: 'none' as Card,
  decide: {
    RegisterPerson: ({ data }, state) => (state === 'none' || state === 'erased' ? [PersonRegistered(data)] : already),
    RegisterOrganisation: ({ data }, state) => (state === 'none' ? [OrganisationRegistered(data)] : already),
    UnmaskCard: ({ data: { purpose } }, state) => (state === 'person' ? [CardUnmasked({ purpose })] : noPerson),
    EraseCard: ({ data }, state) => (state === 'person' ? [CardErased(data)] : noPerson),
  },
  evolve: {
    PersonRegistered: (): Card => 'person',
    OrganisationRegistered: (): Card => 'organisation',
    CardUnmasked: (state) => state,
    CardErased: (): Card => 'erased',
  },
  show: () => undefined,
} satisfies Decider<Messages<typeof commands>, Card, Messages<typeof cardEvents>>;

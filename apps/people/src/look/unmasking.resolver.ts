/** Shows a card: masked, or open for a minute to whoever takes part in the case and has said why they look. */
import { randomUUID } from 'node:crypto';
import { idsOf } from '@yimen/casework';
import { badInput, type Asking } from '@yimen/weave';
import { erasureGround, purpose as purposes } from '@yimen/people-language';
import { EraseCard, UnmaskCard } from '../card/card.ts';
import { dropPerson, findPerson, type PersonCard } from '../card/cards.ts';
import { maskedBankCard, maskedIdNumber, maskedName, maskedPhone } from '../card/masks.ts';
import { record } from '../card/registering.resolver.ts';
import { legible } from '../card/told.ts';
import { ofOffice, refused } from '../rights.resolver.ts';
import { takesPart } from './case-agencies.view.ts';
import { hasOpenCase, isMember } from './case-members.view.ts';
import { isOpenFor, looksAt, recordLook } from './looks.ts';

const open = (id: string, { name, idNumber, phone, address, bankCard }: PersonCard) => ({
  ...{ id, name, idNumber, phone, address, bankCard, masked: false },
});

const masked = (id: string, { name, idNumber, phone, address, bankCard }: PersonCard) => ({
  id,
  name: maskedName(name),
  idNumber: maskedIdNumber(idNumber),
  phone: phone && maskedPhone(phone),
  address: address && '***',
  bankCard: bankCard && maskedBankCard(bankCard),
  masked: true,
});

export async function shownPerson({ house, actor, now }: Asking, id: string) {
  const card = await findPerson(house.rows, id);
  if (!card) return undefined;
  const isOpen = await isOpenFor(house.rows, id, { actor: actor.id, now: now() });
  return isOpen ? open(id, card) : masked(id, card);
}

interface Unmasking {
  readonly person: string;
  readonly purpose: string;
  readonly caseId: string;
}

const notOfTheCase = () =>
  refused(
    'NOT_OF_THE_CASE',
    '该人员不是本案当事人，未显示；请核对案件',
    'This person is not of the case; check the case',
  );
const notTakingPart = () =>
  refused(
    'FORBIDDEN',
    '贵机关未参与本案，不能查看当事人信息；请先由承办机关移交',
    'Your agency takes no part in the case; it has to be handed over first',
  );
const noCard = () =>
  refused('NO_CARD', '没有这个人员的信息，可能已删除', 'There is no card of this person; it may have been erased');

export async function unmask(asking: Asking, { person, purpose, caseId }: Unmasking) {
  ofOffice(asking);
  const { house, actor, now } = asking;
  const words = legible(purpose, 200);
  if (!words) throw badInput([{ path: 'purpose', zh: '请说明查看目的', en: 'say why you look' }]);
  await maySee(asking, person, caseId);
  const card = await findPerson(house.rows, person);
  if (!card) throw noCard();
  const listed = purposes.safeParse(words);
  const said = listed.success ? listed.data : 'other';
  const { refusal } = await record(asking, person, UnmaskCard({ purpose: said, caseId }));
  if (refusal) throw noCard();
  const { id, agency } = actor;
  const look = { person, at: now(), actor: id, agency, purpose: said, caseId };
  const told = listed.success ? look : { ...look, words };
  await house.rows.transaction((tx) => recordLook(tx, randomUUID(), told));
  return open(person, card);
}

/** The person must be of the case, and so must the reader's agency; the joint centre is of every case. */
async function maySee({ house: { rows }, actor }: Asking, person: string, caseId: string): Promise<void> {
  const ids = await idsOf(rows, caseId);
  if (!(await isMember(rows, ids, person))) throw notOfTheCase();
  if (actor.agency !== 'joint-centre' && !(await takesPart(rows, ids, actor.agency))) throw notTakingPart();
}

const labels = purposes.meta()?.['words'] as Record<string, readonly [string, string]>;

export async function whoLooked(asking: Asking, person: string) {
  ofOffice(asking);
  const looks = await looksAt(asking.house.rows, person);
  return looks.map(({ at, actor, agency, purpose, caseId }) => {
    const [zh, en] = labels[purpose] ?? [purpose, purpose];
    return { at, actor, agency, purpose: { zh, en }, caseId };
  });
}

/** Deletes the card; what was decided and paid stays (个人信息保护法 第四十七条). */
export async function erase(asking: Asking, { person, ground: told }: { person: string; ground: string }) {
  const { agency, roles } = asking.actor;
  if (agency !== 'joint-centre' || !roles.includes('joint-centre.coordinator'))
    throw refused('FORBIDDEN', '删除个人信息由联合速调中心办理', 'Erasing is for the joint centre');
  const ground = erasureGround.safeParse(told);
  if (!ground.success) throw badInput([wrongGround]);
  const { rows } = asking.house;
  if (await hasOpenCase(rows, person))
    throw refused(
      'CASE_OPEN',
      '该人员有在办案件，结案前不能删除，未删除',
      'This person has an open case; nothing was erased',
    );
  const { refusal } = await record(asking, person, EraseCard({ ground: ground.data }));
  await rows.transaction((tx) => dropPerson(tx, person));
  if (refusal) throw noCard();
  return { id: person, masked: true };
}

const wrongGround = {
  path: 'ground',
  zh: `删除事由须为 ${erasureGround.options.join('、')} 之一`,
  en: `must be one of ${erasureGround.options.join(', ')}`,
};

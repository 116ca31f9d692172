import { describe, expect, it } from '@jest/globals';
import { given, ID } from '@yimen/kernel/testing';
import { CardErased, CardUnmasked, OrganisationRegistered, PersonRegistered } from '@yimen/people-language';
import { card, EraseCard, RegisterOrganisation, RegisterPerson, UnmaskCard } from './card.ts';

const person = PersonRegistered({});
const erased = CardErased({ ground: 'retentionEnded' });
const look = UnmaskCard({ purpose: 'contact', caseId: ID });

describe('a card', () => {
  it('is made once', () => {
    given(card).when(RegisterPerson({})).then(person);
    given(card, person).when(RegisterPerson({})).refused('already-registered');
    given(card)
      .when(RegisterOrganisation({ kind: 'bank' }))
      .then(OrganisationRegistered({ kind: 'bank' }));
    given(card, OrganisationRegistered({ kind: 'bank' }))
      .when(RegisterOrganisation({ kind: 'bank' }))
      .refused('already-registered');
  });

  it('says that somebody looked, and on which case', () => {
    given(card, person)
      .when(look)
      .then(CardUnmasked({ purpose: 'contact' }));
    given(card).when(look).refused('no-such-person');
    given(card, OrganisationRegistered({ kind: 'bank' }))
      .when(look)
      .refused('no-such-person');
  });

  it('is gone once it is erased, until the person comes again', () => {
    given(card, person)
      .when(EraseCard({ ground: 'retentionEnded' }))
      .then(erased);
    given(card, person, erased).when(look).refused('no-such-person');
    given(card, person, erased)
      .when(EraseCard({ ground: 'retentionEnded' }))
      .refused('no-such-person');
    given(card, person, erased).when(RegisterPerson({})).then(person);
  });

  it('shows nothing of itself on a case', () => expect(card.show()).toBeUndefined());
});

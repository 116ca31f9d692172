import { describe, expect, it } from '@jest/globals';
import { given, uuid } from '@yimen/kernel/testing';
import { ConsultationRegistered } from '@yimen/union-language';
import { consultation, RegisterConsultation } from './consultation.ts';

const asked = { door: 'outpost' as const, headCount: 43, subject: '工地欠薪' };

describe('a consultation', () => {
  it('is registered, also of somebody without a name', () => {
    given(consultation).when(RegisterConsultation(asked)).then(ConsultationRegistered(asked));
    const named = { ...asked, person: uuid(1) };
    given(consultation).when(RegisterConsultation(named)).then(ConsultationRegistered(named));
  });

  it('is registered once', () =>
    given(consultation, ConsultationRegistered(asked)).when(RegisterConsultation(asked)).refused('already-registered'));

  it('is about at least one person and about something', () => {
    expect(() => RegisterConsultation({ ...asked, headCount: 0 })).toThrow(/headCount/);
    expect(() => RegisterConsultation({ ...asked, subject: '  ' })).toThrow(/subject/);
    expect(() => RegisterConsultation({ ...asked, person: '测试职工' })).toThrow(/person/);
  });

  it('shows how many it concerns', () => {
    expect(consultation.show(given(consultation).state)).toBeUndefined();
    const { state } = given(consultation, ConsultationRegistered(asked));
    expect(consultation.show(state)?.facts.map(({ value }) => value)).toEqual([43]);
  });
});

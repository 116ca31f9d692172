/** A consultation (咨询) at a window or on the hotline: somebody asks, and may go away with an answer only. */
import { command, refusal, type Decider, type Messages } from '@yimen/kernel';
import { ConsultationRegistered } from '@yimen/union-language';

export const RegisterConsultation = command({
  name: 'RegisterConsultation',
  zh: '登记咨询',
  en: 'Register consultation',
  by: ['union.clerk'],
  input: ConsultationRegistered.schema,
});

const already = refusal('already-registered', { zh: '这次咨询已登记', en: 'This consultation is registered already' });

type Consultation = { status: 'none' } | { status: 'registered'; headCount: number };

export const consultation = {
  name: 'union.consultation',
  label: { zh: '咨询', en: 'Consultation' },
  commands: [RegisterConsultation],
  events: [ConsultationRegistered],
  initial: { status: 'none' } as Consultation,
  decide: {
    RegisterConsultation: ({ data }, state) => (state.status === 'none' ? [ConsultationRegistered(data)] : already),
  },
  evolve: {
    ConsultationRegistered: (_, { headCount }): Consultation => ({ status: 'registered', headCount }),
  },
  show: (state) =>
    state.status === 'none'
      ? undefined
      : {
          status: state.status,
          label: { zh: '已登记', en: 'Registered' },
          facts: [{ label: { zh: '人数', en: 'People' }, value: state.headCount, kind: 'count' }],
          next: [],
        },
} satisfies Decider<Messages<[typeof RegisterConsultation]>, Consultation, Messages<[typeof ConsultationRegistered]>>;

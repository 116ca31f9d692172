import { Alert, Form, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useMutation, type CombinedError, type TypedDocumentNode } from 'urql';
import { place } from '../act/faults.ts';
import type { Field } from '../act/field.ts';
import { requiredMark } from '../act/required-mark.tsx';
import { inputFaults, wordsOf } from '../graph/trouble.ts';
import { useWords } from '../words.ts';

/** What a form registers: `made` is what the register has made of it, or has had before. */
export type Registration<I, M> = TypedDocumentNode<{ readonly made: M }, { readonly input: I }>;

interface RegisteringProps<I, M> {
  readonly title: string;
  readonly document: Registration<I, M>;
  /** The inputs of the form; what is wrong with another is said above. */
  readonly names: readonly (keyof I & string)[];
  readonly start: Partial<I>;
  readonly done: (made: M | undefined) => void;
  readonly children: ReactNode;
}

/** A small form over the page that puts somebody into the register of parties. */
export function Registering<I extends object, M>({ title, start, done, children, ...rest }: RegisteringProps<I, M>) {
  const { t } = useWords();
  const [form] = Form.useForm();
  const { register, busy, error } = useRegister({ form, done, ...rest });
  return (
    <Modal
      open
      title={title}
      okText={t('parties.register')}
      cancelText={t('act.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => done(undefined)}
    >
      {error && inputFaults(error).length === 0 && (
        <Alert
          type="error"
          showIcon
          title={wordsOf(error) ?? t('block.noAnswer')}
          description={t('act.nothingSaved')}
        />
      )}
      <Form
        form={form}
        name="registering"
        layout="vertical"
        requiredMark={requiredMark}
        initialValues={start}
        onFinish={(input: I) => void register(input)}
      >
        {children}
      </Form>
    </Modal>
  );
}

type Registered<I, M> = Pick<RegisteringProps<I, M>, 'document' | 'names' | 'done'> & {
  readonly form: ReturnType<typeof Form.useForm>[0];
};

function useRegister<I extends object, M>({ form, document, names, done }: Registered<I, M>) {
  const { say } = useWords();
  const [, give] = useMutation(document);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const register = async (input: I) => {
    setBusy(true);
    const answer = await give({ input }).finally(() => setBusy(false));
    setError(answer.error);
    if (answer.data) return done(answer.data.made);
    const { placed } = place(inputFaults(answer.error), names.map(lineOf));
    return form.setFields(placed.map((fault) => ({ name: fault.at[0], errors: [say(fault)] })));
  };
  return { register, busy, error };
}

const lineOf = (name: string): Field => ({ name, words: { zh: '', en: '' }, widget: 'line', required: true });

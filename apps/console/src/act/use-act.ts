import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { useCase, type ActTarget } from '../case/case-context.ts';
import { fileOf, isSame } from '../case/case-query.ts';
import type { CaseView, Receipt, Refusal } from '../graph/shapes.ts';
import { inputFaults } from '../graph/trouble.ts';
import { newId } from '../parts/uuid.ts';
import { useWords } from '../words.ts';
import { place, type InputFault } from './faults.ts';
import type { Field } from './field.ts';
import { give, type Answer } from './give.ts';
import { collect, type Values } from './values.ts';

/** Beside the fields of the command stands one of every command: when it happened. */
export const OCCURRED = '$occurredAt';

export interface ActState {
  readonly busy: boolean;
  readonly refusal?: Refusal;
  readonly error?: CombinedError;
  readonly loose?: readonly InputFault[];
}

interface ActProps {
  readonly target: ActTarget;
  readonly fields: readonly Field[];
  readonly form: FormInstance;
  readonly done: (receipt: Receipt) => void;
}

/** One opened form is one command: its ids are made once, so that sending twice has one effect. */
export function useAct({ target, fields, form, done }: ActProps) {
  const client = useClient();
  const { view } = useCase();
  const faulty = useFaults(form, fields);
  const ids = useRef({ commandId: newId(), id: target.procedure?.id ?? newId() });
  const sending = useRef(false);
  const [state, setState] = useState<ActState>({ busy: false });

  const submit = async (values: Values) => {
    if (sending.current) return;
    sending.current = true;
    setState({ busy: true });
    const answer = await give(client, target.action, {
      ...ids.current,
      ...(typeof values[OCCURRED] === 'string' ? { occurredAt: values[OCCURRED] } : {}),
      ...(target.procedure ? { expectedVersion: versionNow() } : {}),
      input: collect(fields, values, view.id),
    }).finally(() => (sending.current = false));
    settle(answer);
  };

  const versionNow = () => newest(view, target) ?? 0;

  const settle = (answer: Answer) => {
    if ('error' in answer) return setState({ busy: false, error: answer.error, loose: faulty(answer.error) });
    const { refusal } = answer.receipt;
    if (!refusal) return done(answer.receipt);
    // The id stands for another content that was stored; whatever is sent next is a new command.
    if (refusal.code === 'command-id-reused') ids.current = { ...ids.current, commandId: newId() };
    return setState({ busy: false, refusal });
  };

  return { state, submit };
}

/** The version that the page shows at the moment of sending, which the person has before their eyes. */
function newest(view: CaseView, { agency, procedure }: ActTarget): number | undefined {
  const shown = fileOf(view, agency)?.procedures.find((each) => procedure && isSame(each, procedure));
  return shown?.version ?? procedure?.version;
}

/** Writes the faults of fields to the fields, and answers with those that no field shows. */
function useFaults(form: FormInstance, fields: readonly Field[]) {
  const { t, say } = useWords();
  return (error: CombinedError): InputFault[] => {
    const { placed, loose } = place(inputFaults(error), fields);
    const names = new Map(placed.map((fault) => [JSON.stringify(fault.at), fault.at]));
    const wordsAt = (key: string) =>
      placed
        .filter((fault) => JSON.stringify(fault.at) === key)
        .map((fault) => (fault.row ? t('act.inRow', { row: fault.row, words: say(fault) }) : say(fault)));
    form.setFields([...names].map(([key, at]) => ({ name: [...at], errors: wordsAt(key) })));
    const [first] = names.values();
    if (first) form.scrollToField([...first], { block: 'center', focus: true });
    return loose;
  };
}

import { Input, InputNumber, Radio } from 'antd';
import type { ReactElement } from 'react';
import { useWords } from '../../words.ts';
import type { Field } from '../field.ts';
import { CasePicker } from './case-picker.tsx';
import { ClaimParts } from './claim-parts.tsx';
import type { Control } from './control.ts';
import { DayInput, MomentInput, MonthInput } from './day-input.tsx';
import { MoneyInput } from './money-input.tsx';
import { OrganisationPicker, OrganisationsPicker } from './organisation-picker.tsx';
import { PersonPicker } from './person-picker.tsx';
import { Pick, PickMany } from './pickers.tsx';

/** Up to this many choices are all in sight; one reads them instead of opening a list. */
const IN_SIGHT = 3;

/** What holds the value of one field; the form hands it value and change. */
export function inputOf(field: Field): ReactElement {
  return inputs[field.widget]?.(field) ?? <Input maxLength={field.most} autoComplete="off" />;
}

const inputs: Readonly<Partial<Record<Field['widget'], (field: Field) => ReactElement>>> = {
  lines: (field) => (
    <Input.TextArea
      autoSize={{ minRows: 2, maxRows: 8 }}
      {...(field.most ? { maxLength: field.most, showCount: true } : {})}
    />
  ),
  json: () => <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} className="json-input" spellCheck={false} />,
  integer: () => <InputNumber precision={0} className="number-input" />,
  number: () => <InputNumber className="number-input" />,
  money: () => <MoneyInput />,
  date: () => <DayInput />,
  month: () => <MonthInput />,
  moment: () => <MomentInput />,
  case: () => <CasePicker />,
  choice: (field) => <Choice field={field} />,
  choices: (field) =>
    field.offers === 'organisation' ? (
      <OrganisationsPicker />
    ) : (
      <PickMany field={field} offers={field.offers ?? 'choice'} />
    ),
  person: (field) => <PersonPicker field={field} />,
  organisation: (field) => <OrganisationPicker required={field.required} />,
  claimItem: (field) => <Pick field={field} offers="claimItem" />,
  agency: (field) => <Pick field={field} offers="agency" />,
  claimParts: (field) => <ClaimParts field={field} />,
  procedure: (field) => <Pick field={field} offers="procedure" />,
};

function Choice({ field, onChange, ...rest }: Control<string> & { field: Field }) {
  const { say } = useWords();
  const options = field.options ?? [];
  if (options.length > IN_SIGHT || !field.required) {
    return <Pick field={field} offers="choice" onChange={onChange ?? (() => undefined)} {...rest} />;
  }
  return (
    <Radio.Group
      {...rest}
      options={options.map(({ value, words }) => ({ value, label: say(words) }))}
      onChange={(event) => onChange?.(event.target.value as string)}
    />
  );
}

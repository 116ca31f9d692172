import { Checkbox, Form } from 'antd';
import type { ComponentType, ReactElement } from 'react';
import { useWords } from '../words.ts';
import type { Field } from './field.ts';
import { ClaimItemsField } from './inputs/claim-items.tsx';
import { DocumentField } from './inputs/document-input.tsx';
import { inputOf } from './inputs/input-of.tsx';
import { Rows } from './rows.tsx';
import { useRules } from './rules.ts';
import { drawn } from './values.ts';
import { Variants } from './variants.tsx';

export type Path = readonly (string | number)[];

export interface FieldProps {
  readonly field: Field;
  /** Where the value stands in the form. */
  readonly path: Path;
  /** Inside of antd's lists the names of inputs are relative to the list; this is the path from there. */
  readonly local?: Path;
}

/** Draws one field, whatever it is. */
export function FormField(props: FieldProps): ReactElement {
  const Drawn = composed[props.field.widget] ?? Single;
  return <Drawn {...props} />;
}

/** What takes the whole width of a row. */
const wide: readonly Field['widget'][] = ['claimParts', 'lines', 'json', 'person', 'organisation', 'procedure'];

function Single({ field, path, local = path }: FieldProps) {
  const { say } = useWords();
  const rules = useRules(field);
  return (
    <Form.Item
      name={[...local]}
      className={wide.includes(field.widget) ? 'act-wide' : ''}
      label={say(field.words)}
      required={field.required}
      rules={rules}
    >
      {inputOf(field)}
    </Form.Item>
  );
}

function Yes({ field, path, local = path }: FieldProps) {
  const { say } = useWords();
  return (
    <Form.Item name={[...local]} valuePropName="checked">
      <Checkbox>{say(field.words)}</Checkbox>
    </Form.Item>
  );
}

function Group({ field, path, local = path }: FieldProps) {
  const { say } = useWords();
  return (
    <fieldset className="act-group">
      <legend>{say(field.words)}</legend>
      {drawn(field.fields ?? []).map((each) => (
        <FormField key={each.name} field={each} path={[...path, each.name]} local={[...local, each.name]} />
      ))}
    </fieldset>
  );
}

/** What is more than one input. */
const composed: Readonly<Partial<Record<Field['widget'], ComponentType<FieldProps>>>> = {
  group: Group,
  rows: Rows,
  variants: Variants,
  yes: Yes,
  claimItems: ClaimItemsField,
  document: DocumentField,
};

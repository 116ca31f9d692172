import { Form, Radio } from 'antd';
import { useWords } from '../words.ts';
import { FormField, type FieldProps } from './form-field.tsx';
import { useRules } from './rules.ts';
import { drawn } from './values.ts';

/** One of several shapes: the choice first, then only the fields of what was chosen. */
export function Variants({ field, path, local = path }: FieldProps) {
  const { say } = useWords();
  const form = Form.useFormInstance();
  const tag = field.tag ?? '';
  const rules = useRules({ ...field, widget: 'choice' });
  const chosen = Form.useWatch([...path, tag], form) as string | undefined;
  const variant = field.variants?.find((each) => each.value === chosen);
  const options = (field.variants ?? []).map(({ value, words }) => ({ value, label: say(words) }));
  return (
    <fieldset className="act-group">
      <legend>
        {say(field.words)}
        {field.required && <span className="act-star">{' *'}</span>}
      </legend>
      <Form.Item name={[...local, tag]} rules={rules}>
        <Radio.Group aria-label={say(field.words)} options={options} />
      </Form.Item>
      {drawn(variant?.fields ?? []).map((each) => (
        <FormField
          key={`${chosen}/${each.name}`}
          field={each}
          path={[...path, each.name]}
          local={[...local, each.name]}
        />
      ))}
    </fieldset>
  );
}

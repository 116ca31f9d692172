import { UploadOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useRef } from 'react';
import { useWords } from '../../words.ts';
import type { FieldProps } from '../form-field.tsx';
import { useRules } from '../rules.ts';
import { drawn } from '../values.ts';

/** A document by its digest and its place. The file stays on this computer: only name and digest are taken. */
export function DocumentField({ field, path, local = path }: FieldProps) {
  const { t, say } = useWords();
  const form = Form.useFormInstance();
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const digest = await sha256(file);
    const value = form.getFieldValue([...path]) as object | undefined;
    form.setFieldValue([...path], { ...value, title: file.name, ...(digest ? { sha256: digest } : {}) });
  };
  return (
    <fieldset className="act-group">
      <legend>
        {say(field.words)}
        {field.required && <span className="act-star">{' *'}</span>}
      </legend>
      <input
        ref={chooser}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button size="small" icon={<UploadOutlined aria-hidden />} onClick={() => chooser.current?.click()}>
        {t('document.choose')}
      </Button>
      {drawn(field.fields ?? []).map((each) => (
        <DocumentLine key={each.name} field={each} path={[...path, each.name]} local={[...local, each.name]} />
      ))}
    </fieldset>
  );
}

function DocumentLine({ field, path, local = path }: FieldProps) {
  const { t, say } = useWords();
  const rules = useRules(field);
  const known: Readonly<Record<string, string>> = {
    title: t('document.title'),
    sha256: t('document.digest'),
    href: t('document.place'),
  };
  return (
    <Form.Item name={[...local]} label={known[field.name] ?? say(field.words)} required={field.required} rules={rules}>
      <Input maxLength={field.most} autoComplete="off" />
    </Form.Item>
  );
}

/** Digests need a secure connection; without one they are typed in. */
async function sha256(file: File): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  const digest = await subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

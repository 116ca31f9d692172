/** What antd's form hands to whatever holds a value. */
export interface Control<V> {
  readonly id?: string;
  readonly value?: V | undefined;
  readonly onChange?: (value: V | undefined) => void;
  readonly onBlur?: () => void;
  readonly 'aria-required'?: boolean | 'true' | 'false';
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean | 'true' | 'false';
}

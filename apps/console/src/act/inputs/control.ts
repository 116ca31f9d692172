import type { KeyboardEvent } from 'react';

/** Tab leaves a list of several; antd would take the choice back on which it stands, and stay. */
export const leaveByTab = (event: KeyboardEvent): void => {
  if (event.key === 'Tab') event.stopPropagation();
};

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

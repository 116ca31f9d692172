/** Words of the graph: Chinese first, English complete. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** How a field is drawn. `group`, `rows` and `variants` hold other fields. */
export type Widget =
  | 'line'
  | 'lines'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'month'
  | 'moment'
  | 'yes'
  | 'choice'
  | 'choices'
  | 'person'
  | 'organisation'
  | 'claimItem'
  | 'agency'
  | 'case'
  | 'procedure'
  | 'document'
  | 'newId'
  | 'ordinal'
  | 'claimParts'
  | 'claimItems'
  | 'group'
  | 'rows'
  | 'variants'
  | 'json'
  | 'fixed';

/** Widgets that offer something of the case; a list of them is one field with many choices. */
export const pickers = ['choice', 'person', 'organisation', 'claimItem', 'agency', 'procedure'] as const;
export type Picker = (typeof pickers)[number];

export interface Option {
  readonly value: string;
  readonly words: Words;
}

/** One of several shapes that a value may have, told apart by the value of one property. */
export interface Variant {
  readonly value: string;
  readonly words: Words;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly words: Words;
  readonly widget: Widget;
  readonly required: boolean;
  /** The declaration gives no words; the name was spelled out. */
  readonly untitled?: boolean;
  /** What the field begins with, or the only value that it may have. */
  readonly start?: unknown;
  readonly options?: readonly Option[];
  /** For `organisation`: who fills this in acts for it. */
  readonly own?: boolean;
  /** For `choices`: what is offered. */
  readonly offers?: Picker;
  /** For `procedure`: the last word of the kind that is meant, for example `inspection`; empty when any may be. */
  readonly of?: string;
  readonly fields?: readonly Field[];
  /** For `rows`: one row; its own name is empty when rows are plain values. */
  readonly row?: Field;
  /** For `variants`: the property that tells the shapes apart. */
  readonly tag?: string;
  readonly variants?: readonly Variant[];
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: string;
}

import { rules, type Field, type Fields } from '@yimen/law';

const field = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({ kind, label: { zh: '', en: '' }, ...more });
const text = field('name', { required: true });
const record = (of: Fields): Field => field('record', { of });

const act: Fields = {
  kind: text,
  on: text,
  at: field('name'),
  length: field('number'),
  because: record({ zh: text, en: text }),
};

/** One legal act after another. */
export const ACT_FIELDS: Fields = { acts: field('list', { of: act }) };

const open = rules.filter((rule) => rule.lengthIsOpen).map(({ id }) => [id, field('whole')]);

/** Of the local parameters only the lengths that a district may set bear on a due date. */
export const LENGTH_FIELDS: Fields = { parameters: record({ lengths: record(Object.fromEntries(open)) }) };

/** Where a matter begins. */
export const TIER_FIELDS: Fields = { tier: record({ headCount: field('whole'), fen: field('fen') }) };

/** Suggestions of a health check as they are found on the return visit. */
export const VISIT_FIELDS: Fields = {
  visit: field('list', {
    of: { weight: field('whole', { required: true }), score: field('whole', { required: true }) },
  }),
};

/** Figures of the decision table of conferences; its triggers are a list of words and are read there. */
export const LEVEL_FIELDS: Fields = {
  headCount: field('number'),
  fen: field('fen'),
  daysWithoutProgress: field('number'),
  petitions: field('number'),
  visitHeadCount: field('number'),
  crossLevelVisit: field('flag'),
  media: field('name'),
};

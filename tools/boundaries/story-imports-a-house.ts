// as: apps/hall/src/stories/x.story.spec.ts
// refused by: house/imports
import { union } from '@yimen/union';

export const first = union;

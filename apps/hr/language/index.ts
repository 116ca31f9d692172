import { language } from '@yimen/casework';
import { inspectionEvents } from './inspection.ts';
import { listingEvents } from './listing.ts';
import { reviewEvents } from './review.ts';

export * from './inspection.ts';
export * from './listing.ts';
export * from './review.ts';
export const hrLanguage = language('hr', { zh: '人力资源和社会保障局', en: 'HR and social security' }, [
  ...inspectionEvents,
  ...listingEvents,
  ...reviewEvents,
]);

/** Insight (研判) listens. It has no procedures and says nothing that others would act on. */
import { language } from '@yimen/casework';

export const insightLanguage = language('insight', { zh: '研判中心', en: 'Insight' }, []);

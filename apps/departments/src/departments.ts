/** The departments that share this desk (the "N"). A new one is a row; nothing else has to know of it. */
import type { Label } from '@yimen/kernel';

export const departments: Readonly<Record<string, Label>> = {
  housing: { zh: '住房和城乡建设局', en: 'Housing and construction' },
  transport: { zh: '交通运输局', en: 'Transport' },
  water: { zh: '水务局', en: 'Water' },
  market: { zh: '市场监督管理局', en: 'Market regulation' },
  stateAssets: { zh: '国有资产监督管理局', en: 'State assets' },
};

/** A unit may be named by its id or in words. */
export const departmentName = (unit: string): Label => departments[unit] ?? { zh: unit, en: unit };

import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';
import type { Label } from './graph/shapes.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zhCN };
  }
}

export type Language = 'zh-CN' | 'en';
const REMEMBERED = 'yimen.language';

function remembered(): Language {
  try {
    return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh-CN';
  } catch {
    // A browser that forbids storage still gets the page, in Chinese.
    return 'zh-CN';
  }
}

function wear(language: Language): void {
  document.documentElement.lang = language;
  document.title = i18next.t('app.title', { lng: language });
}

/** Chinese unless somebody has chosen English here before. */
export async function startWords(): Promise<void> {
  const lng = remembered();
  const resources = { 'zh-CN': { translation: zhCN }, en: { translation: en } };
  await i18next.use(initReactI18next).init({
    lng,
    fallbackLng: 'zh-CN',
    resources,
    interpolation: { escapeValue: false },
  });
  wear(lng);
}

export async function speak(language: Language): Promise<void> {
  // Before the pages are drawn in it, each of which puts its own name before the title.
  wear(language);
  await i18next.changeLanguage(language);
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // Not remembered, but spoken until the page is closed.
  }
}

/** Words of the page (`t`), words that came with data (`say`), and words for codes that services use (`coded`). */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const say = (label: Label | null | undefined): string =>
    label ? (language === 'en' ? label.en || label.zh : label.zh || label.en) : '';
  const coded = (group: CodeGroup, code: string | null | undefined): string => {
    if (!code) return t('block.unknown');
    const words: Readonly<Record<string, string>> = (language === 'en' ? en : zhCN)[group];
    return words[code] ?? code;
  };
  return { t, say, coded, language };
}

/** Parts of the dictionary that are looked up by a code which a service sent. */
export type CodeGroup =
  | ('agency' | 'caseStatus' | 'risk' | 'door' | 'handOverStatus' | 'mergeStatus' | 'sectionStatus')
  | ('rebuildState' | 'rowDifference' | 'verifyState');

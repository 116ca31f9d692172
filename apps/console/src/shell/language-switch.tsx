import { speak, useWords } from '../words.ts';

/** Names each language in itself, so that whoever cannot read the page can still find it. */
export function LanguageSwitch() {
  const { t, language } = useWords();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className="bar-button" lang={other} onClick={() => void speak(other)}>
      {t('app.otherLanguage')}
    </button>
  );
}

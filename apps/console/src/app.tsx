import { RouterProvider } from '@tanstack/react-router';
import { App as Messages, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { ClockKeeper } from './clock/clock.tsx';
import { router } from './router.tsx';
import { SessionKeeper } from './session/session.tsx';
import { theme } from './theme.ts';
import { useWords } from './words.ts';

export function App() {
  const { language } = useWords();
  useEffect(() => void dayjs.locale(language === 'en' ? 'en' : 'zh-cn'), [language]);
  return (
    // A space put into two-character buttons would be read aloud, and would break searching for the word.
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? english : chinese}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: true }}
    >
      <Messages>
        <SessionKeeper>
          <ClockKeeper>
            <RouterProvider router={router} />
          </ClockKeeper>
        </SessionKeeper>
      </Messages>
    </ConfigProvider>
  );
}

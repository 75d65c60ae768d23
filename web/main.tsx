import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import { StrictMode, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries.ts';
import { openPhrases } from './i18n/phrases.ts';
import { locale, useSay } from './i18n/say.ts';
import { antdLocale } from './kit/antd-locale.ts';
import './frame/frame.css';
import './kit/kit.css';
import { themeOf, useShade } from './kit/theme.ts';
import { router } from './router.tsx';

/** Language, shade and theme around the router. */
function Whole() {
  const { locale: language } = useSay();
  const shade = useShade();
  const asked = useRef(language);
  useEffect(() => {
    if (asked.current !== language) void queryClient.invalidateQueries();
    asked.current = language;
  }, [language]);
  return (
    <ConfigProvider
      locale={antdLocale(language)}
      theme={themeOf(shade)}
      button={{ autoInsertSpace: false }}
    >
      <App style={{ height: '100%' }}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

await openPhrases(locale());
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Whole />
    </QueryClientProvider>
  </StrictMode>,
);

import { Watermark } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { instantWritten } from './format.ts';
import { useShade } from './theme.ts';

const colours = { light: 'rgba(40,60,68,.14)', dark: 'rgba(226,238,242,.13)' } as const;

/**
 * The reader's name and the time over what he reads, so that a photograph of the screen tells whose
 * screen it was. The time is kept current; the mark comes back when it is taken out of the page.
 */
export function ReadersMark({ children }: { readonly children: ReactNode }) {
  const { account } = useSession();
  const { locale } = useSay();
  const shade = useShade();
  const now = useMinute();
  return (
    <Watermark
      className="kj-marked"
      content={[`${account.name} ${account.login}`, instantWritten(now, locale)]}
      font={{ fontSize: 13, color: colours[shade] }}
      gap={[150, 120]}
      zIndex={9}
    >
      {children}
    </Watermark>
  );
}

const minuteMs = 60_000;

/** The present minute, as an instant. */
function useMinute(): string {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), minuteMs);
    return () => clearInterval(clock);
  }, []);
  return now.toISOString();
}

import type { ReactNode } from 'react';
import { Switches } from '../../frame/header.tsx';
import { useSay } from '../../i18n/say.ts';

/** The page before the working place: the name on one side, a form on the other. */
export function Door(props: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useSay();
  return (
    <div className="kj-door">
      <header className="kj-door-front">
        <img src="/icon.svg" width={48} height={48} alt="" />
        <h1>{t('web.name')}</h1>
        <p>{t('web.tagline')}</p>
        <p className="kj-door-loop">{t('web.loop')}</p>
      </header>
      <main className="kj-door-main">
        <div className="kj-bar" style={{ justifyContent: 'flex-end' }}>
          <Switches />
        </div>
        <div className="kj-door-form">
          <h2 style={{ marginTop: 0 }}>{props.title}</h2>
          {props.children}
        </div>
      </main>
    </div>
  );
}

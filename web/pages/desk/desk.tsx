import { Skeleton } from 'antd';
import { Suspense } from 'react';
import type { CSSProperties } from 'react';
import { useMay, useSession } from '../../api/session.ts';
import { cardsFor } from '../../desk-card.ts';
import { deskCards } from '../../desk-cards.ts';
import type { DeskCard } from '../../desk-cards.ts';
import { useSay } from '../../i18n/say.ts';
import { dayWritten } from '../../kit/format.ts';
import { Page } from '../../kit/page.tsx';
import { CardFault } from './card-fault.tsx';
import './desk.css';

const heights = { third: 300, half: 320, whole: 320 } as const;

/**
 * The workbench of whoever is signed in: the cards of his roles in order. Each asks its own route
 * and keeps its place, so a slow or refused one holds up none of the others.
 */
export function Desk() {
  const { t, locale } = useSay();
  const { account, unitName, roles, bank } = useSession();
  const may = useMay();
  const who = [account.name, ...roles.map((role) => t(`role.${role}`))];
  if (unitName !== null) who.push(unitName);
  return (
    <Page
      title={t('desk.title')}
      watermark
      free
      note={`${who.join(' · ')} · ${dayWritten(bank.today, locale)}`}
    >
      <div className="kj-desk">
        {cardsFor(deskCards, roles, may).map((card) => (
          <Place key={card.key} card={card} />
        ))}
      </div>
    </Page>
  );
}

function Place({ card }: { readonly card: DeskCard }) {
  const { t } = useSay();
  const { card: Content, size, bare = false, height = heights[size] } = card;
  const own = height === 'own';
  const style = own
    ? {}
    : ({
        '--kj-desk-height': `${height}px`,
        '--kj-desk-phone': `${card.phoneHeight ?? height}px`,
      } as CSSProperties);
  const content = (
    <CardFault>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: bare ? 2 : 4 }} />}>
        <Content />
      </Suspense>
    </CardFault>
  );
  if (bare) {
    return (
      <section
        className={`kj-desk-place kj-desk-bare kj-desk-${size}`}
        style={style}
        aria-label={t(card.title)}
      >
        {content}
      </section>
    );
  }
  return (
    <section
      className={`kj-card kj-desk-place kj-desk-${size}${own ? ' kj-desk-own' : ''}`}
      style={style}
      data-card={card.key}
    >
      <div className="kj-card-head">
        <h2>{t(card.title)}</h2>
      </div>
      <div className="kj-desk-body">{content}</div>
    </section>
  );
}

import { Alert, Descriptions, Skeleton } from 'antd';
import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { identityPhrases, type IdentityCode } from '../../../core/identity.ts';
import { say } from '../../../core/messages.ts';
import { useMay } from '../../api/session.ts';
import type { Customer } from '../../customer-tab.ts';
import { customerCards } from '../../customer-tabs.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Missing, Rate } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { Grade, Segments } from '../customers/segments.tsx';
import { FullNumber } from './full-number.tsx';

/** 概览: the facts of a customer; numbers masked, the full one for a purpose. */
export function OverviewTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('customers.field.customerNo'), customer.customerNo],
    [
      t('customers.field.kind'),
      <Choice key="k" module="customers" property="kind" value={customer.kind} />,
    ],
    [t('customers.tab.segments'), <SegmentFacts key="s" customer={customer} />],
    ...(customer.kind === 'corporate'
      ? ([
          [
            t('customers.field.grade'),
            <Grade key="g" kind={customer.kind} grade={customer.grade} />,
          ],
          [t('customers.field.groupName'), customer.groupName ?? <Missing key="g" />],
          [t('customers.field.industry'), customer.industry ?? <Missing key="i" />],
        ] as const)
      : ([[t('customers.field.birthDay'), <DayText key="b" day={customer.birthDay} />]] as const)),
    [t('customers.field.leadName'), <Lead key="l" customer={customer} />],
    [t('customers.field.assists'), <Assists key="a" customer={customer} />],
    [t('customers.field.bookingUnit'), customer.bookingUnit],
    [t('customers.field.managingUnit'), customer.managingUnit ?? <Missing key="m" />],
    [t('customers.field.openedOn'), <DayText key="o" day={customer.openedOn} />],
    [t('customers.field.identity'), <Identity key="i" customer={customer} />],
    [t('customers.field.phone'), <Phone key="p" customer={customer} />],
  ];
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <Duplicates customer={customer} />
      <Section title={t('customers.facts')}>
        <Descriptions
          column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
          items={facts.map(([label, children], key) => ({ key, label, children }))}
        />
      </Section>
      <Cards customer={customer} />
    </div>
  );
}

/** What rooms say of the customer in a card each. */
function Cards({ customer }: { readonly customer: Customer }) {
  const may = useMay();
  const shown = customerCards.filter((one) => one.right === undefined || may(one.right));
  if (shown.length === 0) return null;
  return (
    <div className="kj-halves">
      {shown.map(({ name, size, card: Card }) => (
        <div key={name} className={size === 'whole' ? 'kj-wide' : ''}>
          <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
            <Card customer={customer} />
          </Suspense>
        </div>
      ))}
    </div>
  );
}

function SegmentFacts({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const none = customer.corporateType === null && customer.class === null && customer.tier === null;
  if (none) return <span className="kj-quiet">{t('segmentation.none')}</span>;
  return (
    <span className="kj-bar">
      <Segments {...customer} />
    </span>
  );
}

function Lead({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  if (customer.leadName === null) {
    return <span className="kj-quiet">{t('customers.lead.none')}</span>;
  }
  return <span>{customer.leadName}</span>;
}

function Assists({ customer }: { readonly customer: Customer }) {
  if (customer.assists.length === 0) return <Missing />;
  return (
    <span>
      {customer.assists.map((one, at) => (
        <span key={one.staffId}>
          {at > 0 ? '，' : ''}
          {one.name} <Rate millionths={one.share} />
        </span>
      ))}
    </span>
  );
}

function Identity({ customer }: { readonly customer: Customer }) {
  const { locale, tk } = useSay();
  const may = useMay();
  const { kind, mask, warnings } = customer.identity;
  if (kind === null || mask === null) return <Missing />;
  return (
    <div>
      <div>
        <span className="kj-quiet">{tk(`customers.identityKind.${kind}`)} </span>
        <span className="kj-figure">{mask}</span>
      </div>
      {may('customers.view_identity') ? (
        <FullNumber customerId={customer.customerId} what="identity" />
      ) : null}
      {warnings.map((code) => (
        <div key={code} className="kj-quiet" role="note">
          ⚠ {say(identityPhrases[code as IdentityCode], locale)}
        </div>
      ))}
    </div>
  );
}

function Phone({ customer }: { readonly customer: Customer }) {
  const may = useMay();
  const { phoneMask } = customer.identity;
  if (phoneMask === null) return <Missing />;
  return (
    <div>
      <span className="kj-figure">{phoneMask}</span>{' '}
      {may('customers.view_identity') ? (
        <FullNumber customerId={customer.customerId} what="phone" />
      ) : null}
    </div>
  );
}

function Duplicates({ customer }: { readonly customer: Customer }) {
  const { t, tk } = useSay();
  return customer.duplicates.map((one) => (
    <Alert
      key={one.customerId}
      type="warning"
      showIcon
      title={
        <PageLink to={`/customers/${one.customerId}`}>
          {t('customers.duplicates.note', {
            name: one.name,
            no: one.customerNo,
            reason: tk(`customers.reason.${one.reason}`),
          })}
        </PageLink>
      }
    />
  ));
}

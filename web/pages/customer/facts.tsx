import { Popover } from 'antd';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { Customer } from '../../customer-tab.ts';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Mark, Missing, Rate } from '../../kit/figures.tsx';
import type { Tone } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Grade } from '../customers/segments.tsx';

interface Of {
  readonly customer: Customer;
}

/** Who leads, and who assists with which share. */
export function LeadFact({ customer }: Of) {
  const { t } = useSay();
  const { leadName, assists } = customer;
  return (
    <span>
      {leadName ?? <span className="kj-quiet">{t('customers.lead.none')}</span>}
      {assists.map((one) => (
        <span key={one.staffId} className="kj-quiet">
          {' · '}
          {one.name} <Rate millionths={one.share} />
        </span>
      ))}
    </span>
  );
}

const matchTones: Readonly<Record<string, Tone>> = {
  match: 'good',
  with_approval: 'warn',
  mismatch: 'bad',
  nobody: 'calm',
  ungraded: 'warn',
};

/** Whether the lead's grade fits the customer, opening to the rule's words. */
export function MatchFact({ customer }: Of) {
  const { t, tk, tp } = useSay();
  const { customerId } = customer;
  const match = useRoute(customersApi.readGradeMatch, { params: { customerId } });
  if (match.data === undefined) return <Missing />;
  const { match: outcome, reason, policyVersion } = match.data;
  const mark = <Mark tone={matchTones[outcome] ?? 'calm'}>{t(`customers.match.${outcome}`)}</Mark>;
  if (reason === null) return mark;
  const params = Object.fromEntries(
    Object.entries(reason.params).map(([name, text]) => [
      name,
      phraseOf(text) === undefined ? text : tk(text),
    ]),
  );
  return (
    <Popover
      trigger="click"
      content={
        <div className="kj-popover">
          <p>{tp(reason.code, params)}</p>
          <p className="kj-quiet">{policyVersion}</p>
        </div>
      }
    >
      <button type="button" className="kj-opens">
        {mark}
      </button>
    </Popover>
  );
}

/** Whether the customer may be approached; what he took back stands out. */
export function ConsentFact({ customer }: Of) {
  const { t, locale } = useSay();
  const { customerId } = customer;
  const consents = useRoute(customersApi.readConsents, { params: { customerId } });
  if (consents.data === undefined) return <Missing />;
  const marketing = consents.data.purposes.filter((one) => one.family === 'marketing');
  const withdrawn = marketing.filter((one) => one.state === 'withdrawn');
  const given = marketing.filter((one) => one.state === 'given');
  const to = `/customers/${customerId}?tab=consents`;
  if (withdrawn.length > 0) {
    const names = withdrawn.map((one) => one.name[locale]).join(locale === 'zh' ? '、' : ', ');
    return (
      <PageLink to={to}>
        <Mark tone="bad">
          {withdrawn.length === marketing.length
            ? t('customers.consents.no_marketing')
            : t('customers.consents.withdrawn_mark', { names })}
        </Mark>
      </PageLink>
    );
  }
  return (
    <PageLink to={to}>
      <Mark tone={given.length > 0 ? 'good' : 'calm'}>
        {given.length > 0
          ? `${t('customers.consentState.given')} ${given.length}/${marketing.length}`
          : t('customers.consentState.never')}
      </Mark>
    </PageLink>
  );
}

export function GradeFact({ customer }: Of) {
  return <Grade kind={customer.kind} grade={customer.grade} />;
}

export function GroupFact({ customer }: Of) {
  if (customer.groupName === null) return <Missing />;
  return (
    <PageLink to={`/customers/${customer.customerId}?tab=relations`}>{customer.groupName}</PageLink>
  );
}

export function BookingFact({ customer }: Of) {
  return customer.bookingUnit;
}

export function SinceFact({ customer }: Of) {
  return <DayText day={customer.openedOn} />;
}

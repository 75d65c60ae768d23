import { Segmented } from 'antd';
import { useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { DayText, Mark, Missing, Rate } from '../../kit/figures.tsx';
import { percentShort } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { GroupTree } from './group-tree.tsx';
import { EnterOwner, EnterParty } from './relation-forms.tsx';
import { RelationGraph, useEdgeWords } from './relation-graph.tsx';
import type { Relations } from './relation-graph.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** 关系: the graph, who owns the firm in the end, related parties, and the group's tree. */
export function RelationsTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const may = useMay();
  const { customerId } = customer;
  const relations = useRoute(customersApi.readRelations, { params: { customerId } });
  const mayEnter = may('customers.enter_relations');
  const isFirm = customer.kind === 'corporate';
  return (
    <Read query={relations} rows={8}>
      {(answer) => (
        <div className="kj-stack">
          <Drawn relations={answer} name={customer.name} />
          {isFirm ? (
            <Section
              title={t('customers.relations.owners')}
              extra={
                mayEnter ? <EnterOwner customerId={customerId} turn={answer.ownershipTurn} /> : null
              }
            >
              <Owners relations={answer} />
              <h3>{t('customers.relations.beneficial')}</h3>
              <Beneficial relations={answer} />
            </Section>
          ) : null}
          <Section
            title={t('customers.relations.parties')}
            extra={mayEnter ? <EnterParty customerId={customerId} turn={answer.partyTurn} /> : null}
          >
            <Parties relations={answer} />
          </Section>
          {isFirm ? <Group customer={customer} /> : null}
        </div>
      )}
    </Read>
  );
}

/** The graph, or the same as a list for who does not see it or has a small screen. */
function Drawn(props: { readonly relations: Relations; readonly name: string }) {
  const { t } = useSay();
  const [as, setAs] = useState<'graph' | 'list'>(
    window.matchMedia('(width < 768px)').matches ? 'list' : 'graph',
  );
  const { relations } = props;
  return (
    <Section
      title={t('customers.relations.graph')}
      extra={
        <Segmented
          size="small"
          value={as}
          onChange={setAs}
          options={[
            { value: 'graph', label: t('customers.relations.graph') },
            { value: 'list', label: t('customers.relations.list') },
          ]}
        />
      }
    >
      {relations.edges.length === 0 ? (
        <NoDataYet words={t('customers.relations.none')} />
      ) : as === 'graph' ? (
        <RelationGraph relations={relations} name={props.name} />
      ) : (
        <Edges relations={relations} />
      )}
    </Section>
  );
}

function Edges({ relations }: { readonly relations: Relations }) {
  const { t } = useSay();
  const wordsOf = useEdgeWords();
  const nodes = new Map(relations.nodes.map((one) => [one.key, one]));
  const party = (key: string) => {
    const node = nodes.get(key)!;
    return (
      <>
        {node.customerId === null || node.kind === 'self' ? (
          node.name
        ) : (
          <PageLink to={`/customers/${node.customerId}?tab=relations`}>{node.name}</PageLink>
        )}{' '}
        <span className="kj-quiet">{t(`customers.node.${node.kind}`)}</span>
      </>
    );
  };
  return (
    <ul className="kj-lines">
      {relations.edges.map((edge) => (
        <li key={`${edge.from} ${edge.kind} ${edge.to}`}>
          {party(edge.from)} → {party(edge.to)} <strong>{wordsOf(edge)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Owners({ relations }: { readonly relations: Relations }) {
  const { t } = useSay();
  if (relations.ownership.length === 0) {
    return <NoDataYet words={t('customers.relations.none')} />;
  }
  return (
    <SmallTable
      rows={relations.ownership}
      keyOf={(one) => one.turn}
      columns={[
        {
          title: t('customers.field.ownerName'),
          names: true,
          render: (one) => <Named name={one.ownerName} customerId={one.ownerCustomerId} />,
        },
        { title: t('customers.field.as'), render: (one) => t(`customers.as.${one.kind}`) },
        {
          title: t('customers.field.share'),
          figure: true,
          render: (one) => <Rate millionths={one.share} />,
        },
        { title: t('customers.field.fromDay'), render: (one) => <DayText day={one.fromDay} /> },
        { title: t('customers.field.untilDay'), render: (one) => <Until day={one.untilDay} /> },
        { title: t('customers.field.source'), render: (one) => one.source },
        { title: t('customers.field.enterer'), render: (one) => one.enterer },
      ]}
    />
  );
}

function Parties({ relations }: { readonly relations: Relations }) {
  const { t } = useSay();
  if (relations.parties.length === 0) {
    return <NoDataYet words={t('customers.relations.none')} />;
  }
  return (
    <SmallTable
      rows={relations.parties}
      keyOf={(one) => one.turn}
      columns={[
        {
          title: t('customers.field.partyName'),
          names: true,
          render: (one) => <Named name={one.partyName} customerId={one.partyCustomerId} />,
        },
        { title: t('customers.field.role'), render: (one) => t(`customers.role.${one.role}`) },
        { title: t('customers.field.fromDay'), render: (one) => <DayText day={one.fromDay} /> },
        { title: t('customers.field.untilDay'), render: (one) => <Until day={one.untilDay} /> },
        { title: t('customers.field.source'), render: (one) => one.source },
        { title: t('customers.field.enterer'), render: (one) => one.enterer },
      ]}
    />
  );
}

function Named(props: { readonly name: string; readonly customerId: string | null }) {
  if (props.customerId === null) return props.name;
  return <PageLink to={`/customers/${props.customerId}?tab=relations`}>{props.name}</PageLink>;
}

/** The last day of a relation, or that it holds. */
function Until({ day }: { readonly day: string | null }) {
  const { t } = useSay();
  if (day === null) return <Mark tone="good">{t('customers.state.holds')}</Mark>;
  return <DayText day={day} />;
}

/** Who owns or controls the firm in the end, by which chains, and the rule with its numbers. */
function Beneficial({ relations }: { readonly relations: Relations }) {
  const { t, locale } = useSay();
  const { owners, shareLeast, source, recorded, circular, cut } = relations.beneficial;
  const least = percentShort(shareLeast);
  return (
    <>
      {owners.length === 0 ? (
        <p>
          {t('customers.relations.beneficial_none', { least, recorded: percentShort(recorded) })}
        </p>
      ) : (
        <ul className="kj-lines">
          {owners.map((one) => (
            <li key={one.name + (one.customerId ?? '')}>
              <strong>
                <Named name={one.name} customerId={one.customerId} />
              </strong>{' '}
              <Mark tone="strong">{t(`customers.relations.by_${one.by}`)}</Mark>{' '}
              <Rate millionths={one.share} />
              {one.chains.map((chain) => (
                <div key={chain.map((step) => step.name).join('>')} className="kj-quiet">
                  {t('customers.field.chain')}
                  {locale === 'zh' ? '：' : ': '}
                  {chain.map((step, at) => (
                    <span key={step.name + String(at)}>
                      {at === 0 ? '' : ' → '}
                      {step.name}{' '}
                      {step.share === null ? <Missing /> : <Rate millionths={step.share} />}
                    </span>
                  ))}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
      <p className="kj-quiet">{t('customers.relations.beneficial_rule', { least, source })}</p>
      {circular ? <p className="kj-quiet">{t('customers.relations.circular')}</p> : null}
      {cut ? <p className="kj-quiet">{t('customers.relations.cut')}</p> : null}
    </>
  );
}

function Group({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const { customerId } = customer;
  const group = useRoute(customersApi.readGroup, { params: { customerId } });
  return (
    <Section title={t('customers.relations.group')}>
      <Read query={group}>
        {(answer) =>
          answer.nodes.length === 0 ? (
            <NoDataYet words={t('customers.group.none')} />
          ) : (
            <GroupTree group={answer} customerId={customerId} />
          )
        }
      </Read>
    </Section>
  );
}

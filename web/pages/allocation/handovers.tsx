import { Button } from 'antd';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { handoverTones } from './handover-parts.tsx';

/** Hand-overs in sight: what was proposed, what waits, what is done. */
export function Handovers() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  return (
    <Section>
      <ContractTable
        route={allocationApi.listHandovers}
        module="allocation"
        rowKey="handoverId"
        keepIn="here"
        hide={['handoverId']}
        empty={{ words: t('allocation.handovers_none') }}
        actions={
          may('allocation.propose_handover') ? (
            <span className="kj-bar">
              <Button onClick={() => go('/allocation/hand-overs/many')}>
                {t('allocation.deed_title')}
              </Button>
              <Button type="primary" onClick={() => go('/allocation/hand-overs/new')}>
                {t('allocation.handover_new')}
              </Button>
            </span>
          ) : null
        }
        onOpen={(row) => go(`/allocation/hand-overs/${row.handoverId}`)}
        columns={{
          cause: {
            render: (row) => <Choice module="allocation" property="cause" value={row.cause} />,
          },
          state: {
            render: (row) => (
              <Choice
                module="allocation"
                property="state"
                value={row.state}
                tones={handoverTones}
              />
            ),
          },
        }}
      />
    </Section>
  );
}

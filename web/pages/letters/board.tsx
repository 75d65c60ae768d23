import { Button } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterBoardRow } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Count } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { useYear, YearSelect } from '../targets/year-choice.tsx';
import { useLetterVerbs } from './many.tsx';
import { StateOfLetter } from './state.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

const counted = [
  'drafted',
  'sent',
  'read',
  'refused',
  'rmSigned',
  'bankSigned',
  'locked',
  'adopted',
  'withdrawn',
  'reminders',
] as const;

/** Responsibility letters of a year: how far signing has come, unit by unit, and the letters. */
export function LettersPage() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  const choice = useYear();
  const [unitId, setUnitId] = useState<string | null>(null);
  const leads = may('targets.send_letter');
  const bulk = useLetterVerbs();
  return (
    <Page title={t('targets.letter.title')} actions={<YearSelect choice={choice} />}>
      {may('targets.read_units') ? (
        <Board year={choice.year} unitId={unitId} choose={setUnitId} />
      ) : null}
      <Section title={t('targets.letter.list')}>
        <ContractTable
          key={`${choice.year} ${unitId ?? ''}`}
          route={targetsApi.listLetters}
          module="targets"
          rowKey="letterId"
          hide={['letterId', 'year', 'bodyHash']}
          query={{ year: String(choice.year), ...(unitId === null ? {} : { unitId }) }}
          hideFilters={['unitId']}
          columns={{ state: { render: (row) => <StateOfLetter state={row.state} /> } }}
          empty={{ words: t('targets.page.open_first') }}
          onOpen={(row) => go(`/letters/${row.letterId}`)}
          {...(leads ? { bulk } : {})}
        />
      </Section>
    </Page>
  );
}

/** Letters by state of a unit and the units right below it; a name opens that unit. */
function Board(props: {
  readonly year: number;
  readonly unitId: string | null;
  readonly choose: (unitId: string | null) => void;
}) {
  const { t } = useSay();
  const { year, unitId } = props;
  const query = useRoute(targetsApi.readLetterBoard, {
    query: { year, ...(unitId === null ? {} : { unitId }) },
  });
  return (
    <Section
      title={t('targets.letter.board')}
      extra={
        unitId === null ? null : (
          <Button size="small" onClick={() => props.choose(null)}>
            {t('targets.letter.board_top')}
          </Button>
        )
      }
    >
      <Read query={query}>
        {({ rows }) => {
          const shown = counted.filter(
            (name) => name === 'locked' || rows.some((row) => row[name] > 0),
          );
          return (
            <SmallTable
              rows={rows}
              keyOf={(row) => row.unitId}
              columns={[
                {
                  title: t('targets.field.unitName'),
                  names: true,
                  render: (row) => (
                    <UnitName row={row} isHere={row.unitId === unitId} choose={props.choose} />
                  ),
                },
                {
                  title: t('targets.field.letters'),
                  figure: true,
                  render: (row) => <Count value={row.letters} />,
                },
                ...shown.map((name) => ({
                  title: t(`targets.field.${name}`),
                  figure: true,
                  render: (row: (typeof rows)[number]) => <Count value={row[name]} />,
                })),
              ]}
            />
          );
        }}
      </Read>
    </Section>
  );
}

function UnitName(props: {
  readonly row: LetterBoardRow;
  readonly isHere: boolean;
  readonly choose: (unitId: string) => void;
}) {
  const { t } = useSay();
  const { row } = props;
  if (props.isHere) return <>{t('targets.page.unit_whole', { name: row.unitName })}</>;
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      onClick={() => props.choose(row.unitId)}
    >
      {row.unitName}
    </Button>
  );
}

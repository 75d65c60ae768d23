import { Alert } from 'antd';
import { useEffect } from 'react';
import { letterSides, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterView } from '../../../server/modules/targets/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Instant, QuarterText } from '../../kit/figures.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PreviousNext } from '../../kit/previous-next.tsx';
import { LetterActions } from './actions.tsx';
import { StateOfAmendment, StateOfLetter } from './state.tsx';
import { LetterText } from './text.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** One responsibility letter: its way, its signatures, its text, its amendments, and its verbs. */
export function LetterPage() {
  const { t } = useSay();
  const letterId = usePathWord('letterId');
  const query = useRoute(targetsApi.readLetter, { params: { letterId } });
  const letter = query.data;
  return (
    <Page
      title={letter === undefined ? t('targets.letter.title') : letter.letterNo}
      note={letter === undefined ? null : <StateOfLetter state={letter.state} />}
      trail={[{ title: t('targets.letter.title'), to: '/letters' }]}
      watermark
      actions={
        <>
          {letter === undefined ? null : <LetterActions letter={letter} />}
          <PreviousNext rowKey="letterId" at={letterId} to={(key) => `/letters/${key}`} />
        </>
      }
    >
      <Read query={query} rows={12}>
        {(found) => (
          <>
            <Reading letter={found} />
            <Versions letter={found} />
            <div className="kj-halves">
              <Signatures letter={found} />
              <Way letter={found} />
            </div>
            <Amendments letter={found} />
            <LetterText body={found.body} />
          </>
        )}
      </Read>
    </Page>
  );
}

/** Opening his letter is the RM's reading of it: recorded once. */
function Reading({ letter }: { readonly letter: LetterView }) {
  const { mutate } = useCommand(targetsApi.readLetterAsRm);
  const { letterId } = letter;
  const isNew = letter.may.read;
  useEffect(() => {
    if (isNew) mutate({ params: { letterId } });
  }, [isNew, letterId, mutate]);
  return null;
}

function Versions({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { before, after, body } = letter;
  return (
    <>
      {after === null ? null : (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={<PageLink to={`/letters/${after}`}>{t('targets.letter.later_version')}</PageLink>}
        />
      )}
      {before === null || body.replaces === undefined ? null : (
        <Alert
          type="info"
          style={{ marginBottom: 16 }}
          title={
            <PageLink to={`/letters/${before}`}>
              {t('targets.letter.replaces', body.replaces)}
            </PageLink>
          }
        />
      )}
    </>
  );
}

function Signatures({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { body, file } = letter;
  return (
    <Section title={`${body.bank.name} · ${body.bank.unit} — ${body.rm.name}`}>
      <dl className="kj-terms">
        {letterSides.map((side) => {
          const signed = letter.signatures.find((one) => one.side === side);
          return (
            <div key={side}>
              <dt>{t(`targets.side.${side}`)}</dt>
              <dd>
                {signed === undefined ? (
                  <span className="kj-quiet">
                    {body.kind === 'adopted'
                      ? t('targets.state.adopted')
                      : t('targets.letter.not_signed')}
                  </span>
                ) : (
                  <>
                    {signed.signerName} <Instant at={signed.signedAt} />
                  </>
                )}
              </dd>
            </div>
          );
        })}
        <dt>{t('targets.letter.hash')}</dt>
        <dd className="kj-quiet" style={{ overflowWrap: 'anywhere' }}>
          {letter.bodyHash}
        </dd>
        {file === null ? null : (
          <>
            <dt>{t('targets.letter.file_hash')}</dt>
            <dd className="kj-quiet" style={{ overflowWrap: 'anywhere' }}>
              {file.pdfHash}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

/** What happened to the letter, in order. */
function Way({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  return (
    <Section title={t('targets.letter.way')}>
      <ul className="kj-lines">
        <li>
          {t('targets.event.issued')} <Instant at={letter.issuedAt} />
        </li>
        {letter.events.map((one) => (
          <li key={`${one.kind}${one.happenedAt}`}>
            {t(`targets.event.${one.kind}`)} {one.personName} <Instant at={one.happenedAt} />
            {one.reason === null ? null : <div className="kj-quiet">{one.reason}</div>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Amendments({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const go = (amendmentId: string) => `/letter-amendments/${amendmentId}`;
  if (letter.amendments.length === 0) return null;
  return (
    <Section title={t('targets.letter.amendments')}>
      <p className="kj-quiet">{t('targets.letter.amendments_hint')}</p>
      <SmallTable
        rows={letter.amendments}
        keyOf={(one) => one.amendmentId}
        columns={[
          {
            names: true,
            nowrap: true,
            render: (one) => (
              <PageLink to={go(one.amendmentId)}>
                {t('targets.letter.amendment_no', { no: one.amendmentNo })}
              </PageLink>
            ),
          },
          { render: (one) => <StateOfAmendment state={one.state} /> },
          { nowrap: true, render: (one) => <QuarterText quarter={one.fromQuarter} /> },
          { render: (one) => one.reason },
          {
            render: (one) => (
              <>
                {one.proposerName} <Instant at={one.proposedAt} />
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

import { DownloadOutlined, EditOutlined, FilePdfOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { letterSides, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterSide, LetterView } from '../../../server/modules/targets/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Instant, Money, Rate } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { Amount } from '../targets/amount.tsx';
import { letterTones } from './board.tsx';

/** One responsibility letter: its text, its signatures, its PDF, and signing. */
export function LetterPage() {
  const { t } = useSay();
  const letterId = usePathWord('letterId');
  const query = useRoute(targetsApi.readLetter, { params: { letterId } });
  const letter = query.data;
  return (
    <Page
      title={letter === undefined ? t('targets.letter.title') : letter.letterNo}
      note={
        letter === undefined ? null : (
          <Choice module="targets" property="state" value={letter.state} tones={letterTones} />
        )
      }
      trail={[{ title: t('targets.letter.title'), to: '/letters' }]}
      watermark
      actions={letter === undefined ? null : <Actions letter={letter} />}
    >
      <Read query={query} rows={12}>
        {(found) => <Text letter={found} />}
      </Read>
    </Page>
  );
}

function Actions({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const [signing, setSigning] = useState<LetterSide | null>(null);
  const pdf = addressOf(targetsApi.readLetterPdf, { params: { letterId: letter.letterId } });
  return (
    <>
      <Button icon={<FilePdfOutlined />} href={pdf} target="_blank">
        {t('targets.letter.open_pdf')}
      </Button>
      <Button icon={<DownloadOutlined />} href={pdf} download={`${letter.letterNo}.pdf`}>
        {t('targets.letter.download')}
      </Button>
      {letter.maySign.map((side) => (
        <Button key={side} type="primary" icon={<EditOutlined />} onClick={() => setSigning(side)}>
          {t(side === 'rm' ? 'targets.letter.sign_as_rm' : 'targets.letter.sign_as_bank')}
        </Button>
      ))}
      {signing === null ? null : (
        <SignDialog letter={letter} side={signing} onClose={() => setSigning(null)} />
      )}
    </>
  );
}

function SignDialog(props: {
  readonly letter: LetterView;
  readonly side: LetterSide;
  readonly onClose: () => void;
}) {
  const { t } = useSay();
  const { message } = App.useApp();
  const { letter, side } = props;
  const sign = useCommand(targetsApi.signLetter);
  const [password, setPassword] = useState('');
  const confirm = () =>
    sign
      .mutateAsync({
        params: { letterId: letter.letterId },
        body: { side, password, bodyHash: letter.bodyHash },
      })
      .then(() => {
        void message.success(t('targets.letter.signed'));
        props.onClose();
      })
      .catch(() => undefined);
  return (
    <Modal
      open
      title={t('targets.letter.sign_title', { letterNo: letter.letterNo })}
      okText={t(side === 'rm' ? 'targets.letter.sign_as_rm' : 'targets.letter.sign_as_bank')}
      okButtonProps={{ disabled: password === '' }}
      confirmLoading={sign.isPending}
      onOk={() => void confirm()}
      onCancel={props.onClose}
    >
      <p>{t('targets.letter.sign_hint')}</p>
      {sign.error === null ? null : <ProblemNote error={sign.error} />}
      <Form layout="vertical">
        <Form.Item label={t('targets.letter.password')} style={{ marginTop: 12 }}>
          <Input.Password
            autoFocus
            autoComplete="current-password"
            aria-label={t('targets.letter.password')}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={() => void confirm()}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Text({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { body } = letter;
  return (
    <>
      <Signatures letter={letter} />
      <Section title={t('targets.letter.metrics')}>
        <Metrics letter={letter} />
      </Section>
      <Customers letter={letter} />
      <div className="kj-grid">
        <Section title={t('targets.letter.promises')}>
          <Items items={body.promises} />
        </Section>
        {body.clauses.map((clause) => (
          <Section key={clause.title} title={clause.title}>
            <Items items={clause.items} />
          </Section>
        ))}
      </div>
    </>
  );
}

function Signatures({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { body } = letter;
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
        <dd className="kj-figure" style={{ overflowWrap: 'anywhere' }}>
          {letter.bodyHash}
        </dd>
      </dl>
    </Section>
  );
}

function Metrics({ letter }: { readonly letter: LetterView }) {
  const { t, tk, locale } = useSay();
  const { metrics } = letter.body;
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="kj-plain kj-lined" style={{ width: '100%' }}>
        <thead>
          <tr>
            <th scope="col">{t('targets.field.metric')}</th>
            <th scope="col">{t('targets.letter.weight')}</th>
            {(metrics[0]?.quarters ?? []).map(({ quarter }) => (
              <th key={quarter} scope="col" className="kj-figure">
                {quarterWritten(quarter, locale)}
              </th>
            ))}
            <th scope="col" className="kj-figure">
              {t('targets.field.annual')}
            </th>
            <th scope="col">{t('targets.letter.definition')}</th>
            <th scope="col">{t('targets.letter.source')}</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((one) => (
            <tr key={one.metric}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {tk(`targets.metric.${one.metric}`)}
              </th>
              <td>
                <Rate millionths={one.weight} />
              </td>
              {one.quarters.map(({ quarter, target }) => (
                <td key={quarter} className="kj-figure">
                  <Amount unit={one.unit} value={target} />
                </td>
              ))}
              <td className="kj-figure">
                <Amount unit={one.unit} value={one.annual} />
              </td>
              <td style={{ minWidth: 220 }}>{one.definition}</td>
              <td style={{ minWidth: 140 }}>{one.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Customers({ letter }: { readonly letter: LetterView }) {
  const { t, tk } = useSay();
  const { customers } = letter.body;
  const { count, list } = customers;
  return (
    <Section
      title={t('targets.letter.customers')}
      extra={
        <span className="kj-quiet">
          <DayText day={customers.on} /> ·{' '}
          {t('targets.letter.customers_shown', { count, shown: list.length })}
        </span>
      }
    >
      <table className="kj-plain kj-lined">
        <tbody>
          {customers.byLevel.map((one) => (
            <tr key={one.level}>
              <th scope="row">{tk(`targets.level.${one.level}`)}</th>
              <td className="kj-figure">{one.customers}</td>
              <td className="kj-figure">
                {t('targets.metric.deposit_average')} <Money fen={one.depositAverageFen} />
              </td>
              <td className="kj-figure">
                {t('targets.metric.loan_average')} <Money fen={one.loanAverageFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div style={{ maxHeight: 260, overflow: 'auto', marginTop: 12 }}>
        <table className="kj-plain" style={{ width: '100%' }}>
          <tbody>
            {list.map((one) => (
              <tr key={one.customerNo}>
                <td className="kj-figure" style={{ textAlign: 'left' }}>
                  {one.customerNo}
                </td>
                <td>{one.name}</td>
                <td>{tk(`targets.level.${one.level}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ol>
  );
}

import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { requestKey } from './request-key.ts';
import { stateTones } from './states.ts';

/** Claw-backs in the reader's scope; HR and risk propose with cause, evidence and statement. */
export function Clawbacks() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  const [proposing, setProposing] = useState<string | null>(null);
  const propose = may('pay.propose_clawback') ? (
    <Button type="primary" onClick={() => setProposing(requestKey())}>
      {t('pay.clawback.propose')}
    </Button>
  ) : null;
  return (
    <Page title={t('pay.clawbacks')} note={t('pay.clawbacks.note')} actions={propose} watermark>
      <Section>
        <ContractTable
          route={bookApi.listClawbacks}
          module="pay"
          rowKey="clawbackId"
          hide={['clawbackId']}
          empty={{ words: t('pay.clawbacks.none') }}
          columns={{
            state: {
              render: (row) => (
                <Choice module="pay" property="state" value={row.state} tones={stateTones} />
              ),
            },
          }}
          onOpen={(row) => go(`/clawbacks/${row.clawbackId}`)}
        />
      </Section>
      <Drawer
        open={proposing !== null}
        title={t('pay.clawback.propose')}
        size="large"
        onClose={() => setProposing(null)}
        destroyOnHidden
      >
        {proposing === null ? null : (
          <ContractForm
            route={bookApi.proposeClawback}
            module="pay"
            initial={{ requestKey: proposing, duty: 'main', share: '1000000' }}
            fields={{
              requestKey: { hidden: true },
              facts: { lines: 4 },
              heardWords: { lines: 3 },
              evidenceHash: {
                render: (value, change, id) => (
                  <EvidenceHash value={value as string | undefined} change={change} id={id} />
                ),
              },
            }}
            onCancel={() => setProposing(null)}
            onDone={({ clawbackId }) => go(`/clawbacks/${clawbackId}`)}
          />
        )}
      </Drawer>
    </Page>
  );
}

/**
 * The evidence's digest, typed or computed here from the file, which never leaves the reader's
 * machine. Over plain HTTP a browser computes none: then it is typed.
 */
function EvidenceHash(props: {
  readonly value: string | undefined;
  readonly change: (next: unknown) => void;
  readonly id: string;
}) {
  const { t } = useSay();
  const computes = globalThis.crypto.subtle !== undefined;
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    props.change(
      [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    );
  };
  return (
    <>
      <Input
        id={props.id}
        value={props.value ?? ''}
        maxLength={64}
        onChange={(event) => props.change(event.target.value.trim().toLowerCase())}
      />
      {computes ? (
        <label style={{ display: 'block', marginTop: 8 }}>
          <span className="kj-quiet">{t('pay.clawback.evidence_file')}</span>
          <input
            type="file"
            style={{ display: 'block' }}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </label>
      ) : null}
    </>
  );
}

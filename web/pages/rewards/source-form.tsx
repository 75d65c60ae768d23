import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { fenFromEntry } from '../../kit/entry.ts';
import { ProblemNote } from '../../kit/problem.tsx';

/** Enters the opening balance or forfeited deferred pay; a second person confirms it. */
export function SourceForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useSay();
  const [kind, setKind] = useState<'opening' | 'forfeited'>('forfeited');
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const enter = useCommand(rewardsApi.enterSource);
  const entry = fenFromEntry(typed);
  const amount = 'digits' in entry && entry.digits !== '0' ? entry.digits : null;
  const ready = amount !== null && reference.trim() !== '';
  const send = async () => {
    if (amount === null || enter.isPending) return;
    try {
      await enter.mutateAsync({ body: { kind, amount, reference: reference.trim() } });
      onDone();
    } catch {
      // The refusal is shown below.
    }
  };
  return (
    <Form layout="vertical" onFinish={() => void send()}>
      <Form.Item label={t('rewards.field.kind')}>
        <Radio.Group
          value={kind}
          options={[
            { value: 'forfeited', label: t('rewards.kind.forfeited') },
            { value: 'opening', label: t('rewards.kind.opening') },
          ]}
          onChange={(event) => setKind(event.target.value as 'opening' | 'forfeited')}
        />
      </Form.Item>
      <Form.Item
        label={t('rewards.field.amount')}
        htmlFor="source-amount"
        {...(typed === '' || amount !== null
          ? {}
          : { validateStatus: 'error' as const, help: t('web.entry.not_a_number') })}
      >
        <Input
          id="source-amount"
          inputMode="decimal"
          value={typed}
          style={{ maxWidth: 260 }}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('rewards.field.reference')} htmlFor="source-reference">
        <Input
          id="source-reference"
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </Form.Item>
      {enter.error === null ? null : <ProblemNote error={enter.error} />}
      <div className="kj-bar">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={enter.isPending}>
          {t('web.form.submit')}
        </Button>
        <Button onClick={onDone}>{t('web.cancel')}</Button>
      </div>
    </Form>
  );
}

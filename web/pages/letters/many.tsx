import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterRow } from '../../../server/modules/targets/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import type { BulkWish } from '../../kit/bulk.tsx';

import { Wide } from '../../kit/wide.tsx';
import { PasswordDialog } from './password.tsx';
import { StateOfLetter } from './state.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Refused {
  readonly letterId: string;
  readonly letterNo: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What a leader does with letters he ticks, or all that match: send, remind; sign for the bank. */
export function useLetterVerbs(): BulkWish {
  const { t } = useSay();
  return {
    actions: [
      {
        key: 'send',
        label: t('targets.letter.send'),
        hint: t('targets.letter.send_hint'),
        preview: targetsApi.previewSendings,
        act: targetsApi.sendLetters,
      },
      {
        key: 'remind',
        label: t('targets.letter.remind'),
        hint: t('targets.letter.remind_hint'),
        preview: targetsApi.previewReminders,
        act: targetsApi.remindOfLetters,
      },
    ],
    own: (rows, done) => (
      <SignMany chosen={rows as unknown as readonly LetterRow[]} onDone={done} />
    ),
  };
}

/** Signs the ticked letters for the bank by one password, each by the text that was shown. */
function SignMany(props: { readonly chosen: readonly LetterRow[]; readonly onDone: () => void }) {
  const { t } = useSay();
  const { chosen } = props;
  const [signing, setSigning] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const { message } = App.useApp();
  const sign = useCommand(targetsApi.signLetters);
  const close = () => {
    setRefused([]);
    props.onDone();
  };
  if (chosen.length === 0) return null;
  const send = async (password: string) => {
    const letters = chosen.map(({ letterId, bodyHash }) => ({ letterId, bodyHash }));
    const answer = await sign.mutateAsync({ body: { password, letters } });
    if (answer.done > 0) {
      void message.success(t('targets.letter.many_done', { count: answer.done }));
    }
    if (answer.refused.length === 0) props.onDone();
    else setRefused(answer.refused);
  };
  return (
    <>
      <Button size="small" type="primary" onClick={() => setSigning(true)}>
        {t('targets.letter.sign_many', { count: chosen.length })}
      </Button>
      {refused.length === 0 ? null : <RefusedNote refused={refused} close={close} />}
      {signing ? (
        <PasswordDialog
          title={t('targets.letter.sign_many', { count: chosen.length })}
          label={t('targets.letter.sign_as_bank')}
          onClose={() => setSigning(false)}
          onSign={send}
        >
          <p>{t('targets.letter.sign_many_hint')}</p>
          <Listed rows={chosen} />
        </PasswordDialog>
      ) : null}
    </>
  );
}

/** The preview: which letters, of whom, in which state. */
function Listed({ rows }: { readonly rows: readonly LetterRow[] }) {
  return (
    <Wide height={240}>
      <SmallTable
        rows={rows}
        keyOf={(row) => row.letterId}
        columns={[
          { nowrap: true, render: (row) => row.letterNo },
          { render: (row) => row.name },
          { render: (row) => row.unitName },
          { render: (row) => <StateOfLetter state={row.state} /> },
        ]}
      />
    </Wide>
  );
}

function RefusedNote(props: { readonly refused: readonly Refused[]; readonly close: () => void }) {
  const { t, tp } = useSay();
  return (
    <Alert
      type="warning"
      style={{ width: '100%', marginTop: 8 }}
      title={t('targets.letter.many_refused', { count: props.refused.length })}
      closable={{ onClose: props.close }}
      description={
        <ul className="kj-lines">
          {props.refused.map((one) => (
            <li key={one.letterId}>{tp(one.code, one.params)}</li>
          ))}
        </ul>
      }
    />
  );
}

import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterRow } from '../../../server/modules/targets/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { PasswordDialog } from './password.tsx';
import { StateOfLetter } from './state.tsx';

interface Refused {
  readonly letterId: string;
  readonly letterNo: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What a leader does with the letters he ticked: send, remind, sign for the bank. */
export function ManyActions(props: {
  readonly chosen: readonly LetterRow[];
  readonly onDone: () => void;
}) {
  const { t } = useSay();
  const { chosen } = props;
  const [signing, setSigning] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const { message } = App.useApp();
  const send = useCommand(targetsApi.sendLetters);
  const remind = useCommand(targetsApi.remindOfLetters);
  const sign = useCommand(targetsApi.signLetters);
  const letterIds = chosen.map((row) => row.letterId);
  const told = (answer: { done: number; refused: readonly Refused[] }) => {
    setRefused(answer.refused);
    if (answer.done > 0) {
      void message.success(t('targets.letter.many_done', { count: answer.done }));
    }
    props.onDone();
  };
  const buttons = [
    { label: t('targets.letter.send'), hint: t('targets.letter.send_hint'), verb: send },
    { label: t('targets.letter.remind'), hint: t('targets.letter.remind_hint'), verb: remind },
  ] as const;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}>
      {chosen.length === 0 ? (
        <span className="kj-quiet">{t('targets.letter.tick_first')}</span>
      ) : (
        <>
          {buttons.map(({ label, hint, verb }) => (
            <ConfirmButton
              key={label}
              label={`${label} ${chosen.length}`}
              title={`${label} ${chosen.length}`}
              consequence={
                <>
                  <p>{hint}</p>
                  <Listed rows={chosen} />
                </>
              }
              onConfirm={async () => told(await verb.mutateAsync({ body: { letterIds } }))}
            />
          ))}
          <Button size="small" type="primary" onClick={() => setSigning(true)}>
            {t('targets.letter.sign_many', { count: chosen.length })}
          </Button>
        </>
      )}
      {refused.length === 0 ? null : <RefusedNote refused={refused} close={() => setRefused([])} />}
      {signing ? (
        <PasswordDialog
          title={t('targets.letter.sign_many', { count: chosen.length })}
          label={t('targets.letter.sign_as_bank')}
          onClose={() => setSigning(false)}
          onSign={async (password) =>
            told(
              await sign.mutateAsync({
                body: {
                  password,
                  letters: chosen.map(({ letterId, bodyHash }) => ({ letterId, bodyHash })),
                },
              }),
            )
          }
        >
          <p>{t('targets.letter.sign_many_hint')}</p>
          <Listed rows={chosen} />
        </PasswordDialog>
      ) : null}
    </div>
  );
}

/** The preview: which letters, of whom, in which state. */
function Listed({ rows }: { readonly rows: readonly LetterRow[] }) {
  return (
    <div style={{ maxHeight: 240, overflow: 'auto' }}>
      <table className="kj-plain" style={{ width: '100%' }}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.letterId}>
              <td style={{ whiteSpace: 'nowrap' }}>{row.letterNo}</td>
              <td>{row.name}</td>
              <td>{row.unitName}</td>
              <td>
                <StateOfLetter state={row.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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

import {
  DownloadOutlined,
  EditOutlined,
  FilePdfOutlined,
  FileWordOutlined,
} from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterSide, LetterView } from '../../../server/modules/targets/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { ChangesDialog } from './changes.tsx';
import { PasswordDialog } from './password.tsx';

/** What the reader may do with a letter now; the server says which. */
export function LetterActions({ letter }: { readonly letter: LetterView }) {
  const { letterId } = letter;
  return (
    <>
      <Files letter={letter} />
      <Answers letter={letter} />
      <Changes letter={letter} />
      {letter.may.sign.map((side) => (
        <Sign key={`${letterId}${side}`} letter={letter} side={side} />
      ))}
    </>
  );
}

function Files({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { letterId, letterNo } = letter;
  const pdf = addressOf(targetsApi.readLetterPdf, { params: { letterId } });
  const docx = addressOf(targetsApi.readLetterDocx, { params: { letterId } });
  return (
    <>
      <Button icon={<FilePdfOutlined />} href={pdf} target="_blank">
        {t('targets.letter.open_pdf')}
      </Button>
      <Button icon={<DownloadOutlined />} href={pdf} download={`${letterNo}.pdf`}>
        {t('targets.letter.download')}
      </Button>
      <Button icon={<FileWordOutlined />} href={docx} download={`${letterNo}.docx`}>
        {t('targets.letter.docx')}
      </Button>
    </>
  );
}

/** The RM refuses; the bank sends, reminds or withdraws. */
function Answers({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const { letterId, letterNo, may } = letter;
  const send = useCommand(targetsApi.sendLetters);
  const remind = useCommand(targetsApi.remindOfLetters);
  const refuse = useCommand(targetsApi.refuseLetter);
  const withdraw = useCommand(targetsApi.withdrawLetter);
  const params = { letterId };
  const body = { keys: [letterId] };
  return (
    <>
      {may.send ? (
        <ConfirmButton
          size="medium"
          label={t('targets.letter.send')}
          title={`${t('targets.letter.send')} ${letterNo}`}
          consequence={t('targets.letter.send_hint')}
          onConfirm={() => send.mutateAsync({ body })}
        />
      ) : null}
      {may.remind ? (
        <ConfirmButton
          size="medium"
          label={t('targets.letter.remind')}
          title={`${t('targets.letter.remind')} ${letterNo}`}
          consequence={t('targets.letter.remind_hint')}
          onConfirm={() => remind.mutateAsync({ body })}
        />
      ) : null}
      {may.refuse ? (
        <ConfirmButton
          size="medium"
          danger
          label={t('targets.letter.refuse')}
          title={`${t('targets.letter.refuse')} ${letterNo}`}
          consequence={t('targets.letter.refuse_hint')}
          askReason
          onConfirm={(reason) => refuse.mutateAsync({ params, body: { reason } })}
        />
      ) : null}
      {may.takeBack ? (
        <ConfirmButton
          size="medium"
          danger
          label={t('targets.letter.withdraw')}
          title={`${t('targets.letter.withdraw')} ${letterNo}`}
          consequence={t('targets.letter.withdraw_hint')}
          askReason
          onConfirm={(reason) => withdraw.mutateAsync({ params, body: { reason } })}
        />
      ) : null}
    </>
  );
}

/** A new version of an unsigned letter, or an amendment of a signed one. */
function Changes({ letter }: { readonly letter: LetterView }) {
  const { t } = useSay();
  const go = useGo();
  const [open, setOpen] = useState<'version' | 'amendment' | null>(null);
  const { letterId, may } = letter;
  const replace = useCommand(targetsApi.replaceLetter);
  const propose = useCommand(targetsApi.proposeAmendment);
  const params = { letterId };
  return (
    <>
      {may.takeBack && letter.openQuarters.length > 0 ? (
        <Button onClick={() => setOpen('version')}>{t('targets.letter.new_version')}</Button>
      ) : null}
      {may.amend ? (
        <Button onClick={() => setOpen('amendment')}>{t('targets.letter.amend')}</Button>
      ) : null}
      {open === 'version' ? (
        <ChangesDialog
          letter={letter}
          title={t('targets.letter.new_version')}
          hint={t('targets.letter.new_version_hint')}
          withQuarter={false}
          onClose={() => setOpen(null)}
          onSave={async ({ reason, changes }) => {
            const made = await replace.mutateAsync({ params, body: { reason, changes } });
            go(`/letters/${made.letterId}`);
          }}
        />
      ) : null}
      {open === 'amendment' ? (
        <ChangesDialog
          letter={letter}
          title={t('targets.letter.amend')}
          hint={t('targets.letter.amend_hint')}
          withQuarter
          onClose={() => setOpen(null)}
          onSave={async ({ fromQuarter, reason, changes }) => {
            const made = await propose.mutateAsync({
              params,
              body: { fromQuarter, reason, changes },
            });
            go(`/letter-amendments/${made.amendmentId}`);
          }}
        />
      ) : null}
    </>
  );
}

function Sign(props: { readonly letter: LetterView; readonly side: LetterSide }) {
  const { t } = useSay();
  const { message } = App.useApp();
  const { letter, side } = props;
  const sign = useCommand(targetsApi.signLetter);
  const [open, setOpen] = useState(false);
  const label = t(side === 'rm' ? 'targets.letter.sign_as_rm' : 'targets.letter.sign_as_bank');
  return (
    <>
      <Button type="primary" icon={<EditOutlined />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <PasswordDialog
          title={t('targets.letter.sign_title', { letterNo: letter.letterNo })}
          label={label}
          onClose={() => setOpen(false)}
          onSign={async (password) => {
            await sign.mutateAsync({
              params: { letterId: letter.letterId },
              body: { side, password, bodyHash: letter.bodyHash },
            });
            void message.success(t('targets.letter.signed'));
          }}
        >
          <p>{t('targets.letter.sign_hint')}</p>
        </PasswordDialog>
      ) : null}
    </>
  );
}

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { ColumnMapping } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';

interface Props {
  readonly view: AnswerOf<typeof importsApi.readUpload>;
  readonly entity: string;
  readonly columns: readonly ColumnMapping[];
  readonly remembered: { readonly name: string; readonly versionNo: number } | null;
}

/** Keeps a mapping by name for files with these headings; the same name is a new version. */
export function RememberMapping({ view, entity, columns, remembered }: Props) {
  const { t, tk } = useSay();
  const save = useCommand(importsApi.saveMapping);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(remembered?.name ?? '');
  const [saved, setSaved] = useState<{ name: string; versionNo: number } | null>(remembered);
  const [fresh, setFresh] = useState(false);
  const begin = () => {
    if (name === '') setName(`${tk(`imports.entity.${entity}`, entity)} ${view.name}`.slice(0, 60));
    setOpen(true);
  };
  const keep = async () => {
    const baseVersion = saved?.name === name.trim() ? saved.versionNo : 0;
    const body = { name, baseVersion, sheet: view.sheet, entity, columns: [...columns] };
    const kept = await save.mutateAsync({ params: { uploadId: view.uploadId }, body });
    setSaved(kept);
    setFresh(true);
    setOpen(false);
  };
  return (
    <>
      <Button disabled={columns.length === 0} onClick={begin}>
        {t('imports.map.save')}
      </Button>
      {fresh && saved !== null ? (
        <span role="status">
          {t('imports.map.saved', { name: saved.name, version: saved.versionNo })}
        </span>
      ) : null}
      {open ? (
        <Modal
          open
          title={t('imports.map.save')}
          okText={t('web.confirm')}
          cancelText={t('web.cancel')}
          confirmLoading={save.isPending}
          okButtonProps={{ disabled: name.trim() === '' }}
          onOk={() => void keep().catch(() => undefined)}
          onCancel={() => setOpen(false)}
        >
          <label>
            <span className="kj-quiet">{t('imports.map.name')}</span>
            <Input
              aria-label={t('imports.map.name')}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          {save.error === null ? null : <ProblemNote error={save.error} />}
        </Modal>
      ) : null}
    </>
  );
}

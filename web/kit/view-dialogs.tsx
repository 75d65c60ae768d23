import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Sharing, ViewRow, ViewState } from '../../server/platform/views/contract.ts';
import { sharings, viewsApi } from '../../server/platform/views/contract.ts';
import { useCommand } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { InlineEdit } from './inline-edit.tsx';
import { ProblemNote } from './problem.tsx';
import type { ViewsOfList } from './use-view.ts';

interface SaveAsProps {
  readonly of: ViewsOfList;
  readonly now: ViewState;
  readonly onClose: () => void;
}

/** Saves the list as it stands under a name. */
export function SaveAs({ of, now, onClose }: SaveAsProps) {
  const { t } = useSay();
  const create = useCommand(viewsApi.createView);
  const [name, setName] = useState('');
  const [remark, setRemark] = useState('');
  const save = async () => {
    if (name.trim() === '' || create.isPending) return;
    try {
      const view = await create.mutateAsync({ body: { ...now, list: of.list, name, remark } });
      of.open(view);
      onClose();
    } catch {
      // Shown below.
    }
  };
  return (
    <Modal
      open
      title={t('web.view.save_as')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        <Form.Item label={t('views.field.name')} htmlFor="kj-view-name" required>
          <Input
            id="kj-view-name"
            autoFocus
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => void save()}
          />
        </Form.Item>
        <Form.Item label={t('views.field.remark')} htmlFor="kj-view-remark">
          <Input
            id="kj-view-remark"
            maxLength={200}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
          />
        </Form.Item>
      </Form>
      <p className="kj-quiet">{t('web.view.what')}</p>
      {create.error === null ? null : <ProblemNote error={create.error} />}
    </Modal>
  );
}

/** Name, remark and sharing of an own view, edited where they stand. */
export function ViewSettings(props: { readonly view: ViewRow; readonly onClose: () => void }) {
  const { t, tk } = useSay();
  const may = useMay();
  const { view } = props;
  const change = useCommand(viewsApi.changeView);
  const share = useCommand(viewsApi.changeView);
  const params = { viewId: view.viewId };
  const { revision } = view;
  return (
    <Modal open title={t('web.view.settings')} footer={null} onCancel={props.onClose}>
      <div className="kj-stack">
        <div className="kj-view-own">
          <span className="kj-quiet">{t('views.field.name')}</span>
          <InlineEdit
            required
            label={t('views.field.name')}
            value={view.name}
            revision={revision}
            maxLength={40}
            onSave={(name, of) => change.mutateAsync({ params, body: { name, revision: of } })}
          />
          <span className="kj-quiet">{t('views.field.remark')}</span>
          <InlineEdit
            label={t('views.field.remark')}
            value={view.remark}
            revision={revision}
            onSave={(remark, of) => change.mutateAsync({ params, body: { remark, revision: of } })}
          />
          <span className="kj-quiet" id="kj-view-sharing">
            {t('views.field.sharedWith')}
          </span>
          <Radio.Group
            aria-labelledby="kj-view-sharing"
            value={view.sharedWith}
            disabled={share.isPending}
            options={sharings.map((value) => ({
              value,
              label: tk(`views.sharedWith.${value}`),
              disabled: value === 'bank' && !may('views.share_bank'),
            }))}
            onChange={(event) => {
              const sharedWith = event.target.value as Sharing;
              share.mutate({ params, body: { sharedWith, revision } });
            }}
          />
        </div>
        <p className="kj-quiet">
          {t('web.view.what')}
          {may('views.share_bank') ? '' : ` · ${t('web.view.bank_right')}`}
        </p>
        {share.error === null ? null : <ProblemNote error={share.error} />}
      </div>
    </Modal>
  );
}

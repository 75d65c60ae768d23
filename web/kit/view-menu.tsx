import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import type { MenuProps } from 'antd';
import { useState } from 'react';
import type { ViewRow, ViewState } from '../../server/platform/views/contract.ts';
import { viewsApi } from '../../server/platform/views/contract.ts';
import { useCommand } from '../api/queries.ts';
import { useSay } from '../i18n/say.ts';
import { Mark } from './figures.tsx';
import { toldOf } from './problem.tsx';
import type { ViewsOfList } from './use-view.ts';
import { differs } from './view-difference.ts';
import { SaveAs, ViewSettings } from './view-dialogs.tsx';

interface Props {
  readonly of: ViewsOfList;
  /** The list as it stands. */
  readonly now: ViewState;
  /** Puts the columns of the view back as it keeps them. */
  readonly onRevert: () => void;
}

/** The views of a list: mine, shared ones, whether it was changed, and what may be done with it. */
export function ViewMenu({ of, now, onRevert }: Props) {
  const { t } = useSay();
  const { current } = of;
  const [dialog, setDialog] = useState<'save_as' | 'settings' | null>(null);
  const verbs = useVerbs(of, now, onRevert);
  const changed = current !== null && differs(now, current);
  const choose = (key: string) => {
    if (key === 'none') return of.open(null);
    if (key === 'save_as' || key === 'settings') return setDialog(key);
    const view = of.views.find((one) => `view ${one.viewId}` === key);
    if (view !== undefined) return of.open(view);
    return void verbs(key);
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: itemsOf(of, changed, t),
          selectedKeys: [current === null ? 'none' : `view ${current.viewId}`],
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button className="kj-view-button">
          <span className="kj-view-name">{current?.name ?? t('web.view')}</span>
          {changed ? <Mark tone="warn">{t('web.view.changed')}</Mark> : null}
          <DownOutlined />
        </Button>
      </Dropdown>
      {dialog === 'save_as' ? <SaveAs of={of} now={now} onClose={() => setDialog(null)} /> : null}
      {dialog === 'settings' && current !== null ? (
        <ViewSettings view={current} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}

type T = ReturnType<typeof useSay>['t'];

function itemsOf(of: ViewsOfList, changed: boolean, t: T): NonNullable<MenuProps['items']> {
  const { current, views } = of;
  const named = (view: ViewRow, name: string) => ({
    key: `view ${view.viewId}`,
    label: `${name}${view.byDefault ? t('web.view.default_mark') : ''}`,
  });
  const mine = views.filter((view) => view.own).map((view) => named(view, view.name));
  const shared = views
    .filter((view) => !view.own)
    .map((view) => named(view, t('web.view.by', { name: view.name, owner: view.ownerName })));
  const group = (label: string, children: typeof mine) =>
    children.length === 0 ? [] : [{ type: 'group' as const, key: label, label, children }];
  const item = (key: string, label: string, danger = false) => ({ key, label, danger });
  return [
    item('none', t('web.view.none')),
    ...group(t('web.view.mine'), mine),
    ...group(t('web.view.shared'), shared),
    { type: 'divider', key: 'verbs' },
    ...(current?.own === true && changed ? [item('save', t('web.view.save'))] : []),
    ...(changed ? [item('revert', t('web.view.revert'))] : []),
    item('save_as', t('web.view.save_as')),
    ...(current?.own === true ? [item('settings', t('web.view.settings'))] : []),
    ...(current === null
      ? []
      : [item('default', t(`web.view.${current.byDefault ? 'drop' : 'make'}_default`))]),
    ...(current?.own === true ? [item('remove', t('web.view.remove'), true)] : []),
  ];
}

/** The verbs that ask nothing: save, back, default, remove with undo. */
function useVerbs(of: ViewsOfList, now: ViewState, onRevert: () => void) {
  const say = useSay();
  const { t } = say;
  const { message } = App.useApp();
  const change = useCommand(viewsApi.changeView);
  const remove = useCommand(viewsApi.removeView);
  const restore = useCommand(viewsApi.restoreView);
  const choose = useCommand(viewsApi.chooseDefaultView);
  const { current, list } = of;
  const undo = async (view: ViewRow) => {
    message.destroy(view.viewId);
    const back = await restore.mutateAsync({ params: { viewId: view.viewId } });
    of.open(back);
  };
  const run = async (key: string, view: ViewRow) => {
    const params = { viewId: view.viewId };
    if (key === 'revert') {
      onRevert();
      of.open(view);
    } else if (key === 'save') {
      await change.mutateAsync({ params, body: { ...now, revision: view.revision } });
      onRevert();
      void message.success(t('web.view.saved', { name: view.name }));
    } else if (key === 'default') {
      const viewId = view.byDefault ? null : view.viewId;
      await choose.mutateAsync({ body: { list, viewId } });
    } else if (key === 'remove') {
      await remove.mutateAsync({ params });
      of.open(null);
      void message.open({
        key: view.viewId,
        duration: 8,
        content: (
          <>
            {t('web.view.removed', { name: view.name })}{' '}
            <Button type="link" size="small" onClick={() => void undo(view)}>
              {t('web.view.undo')}
            </Button>
          </>
        ),
      });
    }
  };
  return async (key: string) => {
    if (current === null) return;
    try {
      await run(key, current);
    } catch (error) {
      const { sentence, next } = toldOf(error, say);
      void message.warning([sentence, next].filter((one) => one !== undefined).join(' '));
    }
  };
}

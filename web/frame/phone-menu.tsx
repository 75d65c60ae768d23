import { Drawer } from 'antd';
import { useSay } from '../i18n/say.ts';
import { WholeMenu } from './menu.tsx';

/** All pages of the menu, from the side; fetched when it is opened for the first time. */
export function PhoneMenu(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useSay();
  return (
    <Drawer
      placement="left"
      size={272}
      open={props.open}
      title={t('web.menu')}
      onClose={props.onClose}
      styles={{ body: { padding: 4 } }}
    >
      <nav aria-label={t('web.menu')}>
        <WholeMenu onChoose={props.onClose} />
      </nav>
    </Drawer>
  );
}

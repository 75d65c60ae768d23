import {
  GlobalOutlined,
  LogoutOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useLeave, useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { DayText, Mark } from '../kit/figures.tsx';
import { PageLink, useGo } from '../kit/page-link.tsx';
import { useMayLeave } from '../offline/in-frame.tsx';
import { setShade, usePhone, useShade } from '../kit/theme.ts';
import { Bell } from './bell.tsx';
import { useOverlays } from './frame-keys.tsx';
import { forgetRecent } from '../kit/recent.ts';

/** The mark and the bank's name; the demo bank is marked as such. */
export function HeaderName() {
  const { t } = useSay();
  const { bank } = useSession();
  const phone = usePhone();
  return (
    <>
      <PageLink to="/">
        <span className="kj-name">
          <img src="/icon.svg" width={26} height={26} alt="" />
          <span className="kj-bank">{bank.name}</span>
        </span>
      </PageLink>
      {bank.demo && !phone ? <Mark tone="gold">{t('web.demo')}</Mark> : null}
    </>
  );
}

/** Language and shade, before and after the sign-in. */
export function Switches() {
  const { t, locale, setLocale } = useSay();
  const shade = useShade();
  const dark = shade === 'dark';
  const shadeWords = t(dark ? 'web.shade.light' : 'web.shade.dark');
  return (
    <>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        lang={locale === 'zh' ? 'en' : 'zh-CN'}
        title={t('web.language.label')}
        onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
      >
        {t('web.language')}
      </Button>
      <Tooltip title={shadeWords}>
        <Button
          type="text"
          icon={dark ? <SunOutlined /> : <MoonOutlined />}
          aria-label={shadeWords}
          onClick={() => setShade(dark ? 'light' : 'dark')}
        />
      </Tooltip>
    </>
  );
}

const findKey = /mac/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

/** Find, notices, switches, and the reader's own menu with the business day. */
export function HeaderEnd() {
  const { t, tk, locale, setLocale } = useSay();
  const { account, roles, bank, unitName } = useSession();
  const phone = usePhone();
  const go = useGo();
  const leave = useLeave();
  const roleNames = roles.map((role) => tk(`role.${role}`)).join(' · ');
  const about = [roleNames, unitName].filter((one) => one !== null && one !== '').join(' · ');
  const mayLeave = useMayLeave();
  const { openPalette } = useOverlays();
  const signOut = async () => {
    if (!(await mayLeave())) return;
    forgetRecent();
    await leave();
    go('/sign-in', { replace: true });
  };
  return (
    <div className="kj-header-end">
      {phone ? null : (
        <>
          <button type="button" className="kj-find" onClick={openPalette}>
            <SearchOutlined /> <span>{t('web.palette.open')}</span>
            <kbd>{findKey}</kbd>
          </button>
          <Bell />
          <Switches />
        </>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', label: `${account.name} · ${account.login}`, disabled: true },
            { key: 'roles', label: about, disabled: true },
            {
              key: 'today',
              label: (
                <>
                  {t('web.today')} <DayText day={bank.today} />
                </>
              ),
              disabled: true,
            },
            { type: 'divider' },
            { key: 'account', icon: <UserOutlined />, label: t('web.account.title') },
            ...(phone
              ? [
                  {
                    key: 'language',
                    icon: <GlobalOutlined />,
                    label: t('web.language'),
                  },
                ]
              : []),
            { key: 'leave', icon: <LogoutOutlined />, label: t('web.user.leave') },
          ],
          onClick: ({ key }) => {
            if (key === 'account') go('/account');
            if (key === 'language') setLocale(locale === 'zh' ? 'en' : 'zh');
            if (key === 'leave') void signOut();
          },
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          {...(phone ? { 'aria-label': t('web.user.menu') } : { title: t('web.user.menu') })}
        >
          {phone ? null : account.name}
        </Button>
      </Dropdown>
    </div>
  );
}

import { useSay } from '../../i18n/say.ts';
import { useGo } from '../../kit/page-link.tsx';
import { Door } from './door.tsx';
import { PasswordForm } from './password-form.tsx';

/** The first sign-in outside the demo asks for a password of one's own. */
export function FirstPassword() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Door title={t('web.password.title')}>
      <p className="kj-quiet" style={{ marginBottom: 16 }}>
        {t('web.password.first')}
      </p>
      <PasswordForm onDone={() => go('/', { replace: true })} />
    </Door>
  );
}

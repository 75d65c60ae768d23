import { EyeOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Read } from '../../kit/page.tsx';

/** 为什么我能看到: the terms of the scope that hold for this customer, and the grant behind each. */
export function Sight({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={t('customers.sight.title')}
      content={<Reasons customerId={customerId} />}
    >
      <Button icon={<EyeOutlined />}>{t('customers.sight.title')}</Button>
    </Popover>
  );
}

function Reasons({ customerId }: { readonly customerId: string }) {
  const { t, tk } = useSay();
  const sight = useRoute(customersApi.readSight, { params: { customerId } });
  return (
    <div className="kj-popover">
      <Read query={sight} rows={2}>
        {({ reasons }) => (
          <ul className="kj-lines">
            {reasons.map((one) => (
              <li key={one.way}>
                {t(`customers.sight.way.${one.way}`, { unit: one.unit ?? '' })}
                {one.role === null || one.scope === null ? null : (
                  <div className="kj-quiet">
                    {t('customers.sight.grant', {
                      role: tk(`role.${one.role}`),
                      scope: tk(`scope.${one.scope}`),
                    })}
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Read>
    </div>
  );
}

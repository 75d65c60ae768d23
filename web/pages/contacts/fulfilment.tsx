import type { AnswerOf } from '../../api/client.ts';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Page } from '../../kit/page.tsx';
import { useGo } from '../../kit/page-link.tsx';

type Row = AnswerOf<(typeof contactsApi)['listFulfilment']>['rows'][number];

/** How each RM in the scope keeps the contact standard. */
export function ContactFulfilment() {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const open = ({ staffId, name }: Row) =>
    go(`/contact-standards?staffId=${staffId}&of=${encodeURIComponent(name)}`);
  return (
    <Page title={t('contacts.card.team')} watermark>
      <ContractTable
        route={contactsApi.listFulfilment}
        module="contacts"
        rowKey="staffId"
        hide={['staffId']}
        {...(may('contacts.read_standards') ? { onOpen: open } : {})}
        empty={{ words: t('contacts.standards.none') }}
      />
    </Page>
  );
}

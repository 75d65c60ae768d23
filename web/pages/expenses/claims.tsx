import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Mark, Money } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import type { Application } from './shape.ts';
import { SmallTable } from '../../kit/small-table.tsx';

type Claim = Application['claims'][number];

/** The claims with their invoices and files, the last one first. */
export function Claims({ application }: { readonly application: Application }) {
  return application.claims.toReversed().map((claim) => <One key={claim.claimId} claim={claim} />);
}

function One({ claim }: { readonly claim: Claim }) {
  const { t } = useSay();
  return (
    <Section
      title={t('expenses.claim_no', { attempt: claim.attempt })}
      extra={
        <span className="kj-quiet">
          {t('expenses.field.spentOn')} <DayText day={claim.spentOn} />
        </span>
      }
    >
      {claim.note === '' ? null : <p>{claim.note}</p>}
      <SmallTable
        foot={[
          [
            { spans: 3, names: true, cell: t('expenses.sum') },
            {
              figure: true,
              cell: (
                <strong>
                  <Money fen={claim.amount} exact />
                </strong>
              ),
            },
            { spans: 2 },
          ],
        ]}
        rows={claim.invoices}
        keyOf={(invoice) => invoice.number}
        columns={[
          { title: t('expenses.field.number'), render: (invoice) => invoice.number },
          {
            title: t('expenses.field.issuedOn'),
            render: (invoice) => <DayText day={invoice.issuedOn} />,
          },
          { title: t('expenses.field.seller'), render: (invoice) => invoice.seller },
          {
            title: t('expenses.field.amount'),
            figure: true,
            render: (invoice) => <Money fen={invoice.amount} exact />,
          },
          {
            title: t('expenses.field.tax'),
            figure: true,
            render: (invoice) => <Money fen={invoice.tax} exact />,
          },
          { title: t('expenses.field.file'), render: (invoice) => <File invoice={invoice} /> },
        ]}
      />
    </Section>
  );
}

function File({ invoice }: { readonly invoice: Claim['invoices'][number] }) {
  const { t } = useSay();
  const { fileId, fileName, sha256, fileElsewhere } = invoice;
  if (fileId === null) return <Mark tone="warn">{t('expenses.no_file')}</Mark>;
  const address = addressOf(expensesApi.readInvoiceFile, { params: { fileId } });
  return (
    <>
      <a href={address} target="_blank" rel="noreferrer">
        {fileName}
      </a>{' '}
      <span className="kj-quiet" title={sha256 ?? ''}>
        {(sha256 ?? '').slice(0, 8)}
      </span>
      {fileElsewhere === 0 ? null : (
        <>
          {' '}
          <Mark tone="bad">{t('expenses.file_elsewhere', { count: fileElsewhere })}</Mark>
        </>
      )}
    </>
  );
}

import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Mark, Money } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import type { Application } from './shape.ts';
import { Wide } from '../../kit/wide.tsx';

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
      <Wide>
        <table className="kj-plain kj-lined">
          <thead>
            <tr>
              <th scope="col">{t('expenses.field.number')}</th>
              <th scope="col">{t('expenses.field.issuedOn')}</th>
              <th scope="col">{t('expenses.field.seller')}</th>
              <th scope="col" className="kj-figure">
                {t('expenses.field.amount')}
              </th>
              <th scope="col" className="kj-figure">
                {t('expenses.field.tax')}
              </th>
              <th scope="col">{t('expenses.field.file')}</th>
            </tr>
          </thead>
          <tbody>
            {claim.invoices.map((invoice) => (
              <tr key={invoice.number}>
                <td>{invoice.number}</td>
                <td>
                  <DayText day={invoice.issuedOn} />
                </td>
                <td>{invoice.seller}</td>
                <td className="kj-figure">
                  <Money fen={invoice.amount} exact />
                </td>
                <td className="kj-figure">
                  <Money fen={invoice.tax} exact />
                </td>
                <td>
                  <File invoice={invoice} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('expenses.sum')}
              </th>
              <td className="kj-figure">
                <strong>
                  <Money fen={claim.amount} exact />
                </strong>
              </td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        </table>
      </Wide>
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

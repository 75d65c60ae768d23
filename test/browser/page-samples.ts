/** Where the every-page walk finds a key for a path that needs one. */
export interface Sample {
  /** Who opens it, where the first with the right would have nothing to see. */
  readonly login?: string;
  /** The list (under /api) whose answer names a key. */
  readonly list: string;
  readonly address: (answer: unknown) => string;
}

interface Listed {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The page of the first row; of a key nobody has when there is no row: the page then says so. */
function firstOf(list: string, path: string, key: string, login?: string): Sample {
  return {
    list,
    ...(login === undefined ? {} : { login }),
    address: (answer) => path.replace('*', String((answer as Listed).rows[0]?.[key] ?? '999999')),
  };
}

export const samples: Readonly<Record<string, Sample>> = {
  '/customers/$customerId': firstOf('/customers', '/customers/*', 'customerId'),
  '/allocation/proposals/$proposalId': firstOf(
    '/allocation-proposals',
    '/allocation/proposals/*',
    'proposalId',
  ),
  '/sheets/$sheetId': firstOf('/sheets', '/sheets/*', 'sheetId'),
  '/slips/$slipId': firstOf('/slips', '/slips/*', 'slipId'),
  '/letters/$letterId': firstOf('/letters?year=2026', '/letters/*', 'letterId'),
  '/staff/$staffId': firstOf('/staff', '/staff/*', 'staffId', 'hr'),
  '/targets/$staffId': firstOf('/targets?year=2026', '/targets/*', 'staffId'),
  '/deferral-plans/$staffId': firstOf('/deferral-plans', '/deferral-plans/*', 'staffId'),
  '/attribution/staff/$staffId': firstOf('/targets?year=2026', '/attribution/staff/*', 'staffId'),
  '/attribution/staff/$staffId/metrics/$metric': firstOf(
    '/targets?year=2026',
    '/attribution/staff/*/metrics/deposit_average',
    'staffId',
  ),
  '/attribution/customers/$customerId': firstOf(
    '/customers',
    '/attribution/customers/*',
    'customerId',
  ),
  '/attribution/agreements/$agreementId': firstOf(
    '/share-agreements',
    '/attribution/agreements/*',
    'agreementId',
  ),
  '/allocation/hand-overs/$handoverId': firstOf(
    '/hand-overs',
    '/allocation/hand-overs/*',
    'handoverId',
  ),
  '/expense-applications/$applicationId': firstOf(
    '/expense-applications',
    '/expense-applications/*',
    'applicationId',
  ),
  '/pay-batches/$batchId': firstOf('/pay-batches', '/pay-batches/*', 'batchId', 'hr'),
  '/clawbacks/$clawbackId': firstOf('/clawbacks', '/clawbacks/*', 'clawbackId', 'hr'),
  '/rewards/$proposalId': firstOf('/reward-proposals', '/rewards/*', 'proposalId'),
  '/letter-amendments/$amendmentId': firstOf(
    '/letters?year=2026',
    '/letter-amendments/*',
    'amendmentId',
  ),
  '/quarters/$quarter': firstOf('/quarter-states', '/quarters/*', 'quarter'),
  '/assessment-cycles/$quarter': firstOf('/quarter-states', '/assessment-cycles/*', 'quarter'),
  '/assessment-cycles/$quarter/marks': firstOf(
    '/quarter-states',
    '/assessment-cycles/*/marks',
    'quarter',
  ),
  '/imports/$batchId': firstOf('/imports', '/imports/*', 'batchId'),
  '/imports/files/$uploadId': firstOf('/import-files', '/imports/files/*', 'uploadId'),
  '/imports/$batchId/mend/$entity': firstOf('/imports', '/imports/*/mend/customer', 'batchId'),
  '/accounts/$accountId': firstOf('/accounts', '/accounts/*', 'accountId'),
  '/policies/$kind': firstOf('/policies', '/policies/*', 'kind'),
  '/policies/$kind/draft': firstOf('/policies', '/policies/*/draft', 'kind'),
};

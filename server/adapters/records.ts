/**
 * The fields of each kind of record an adapter may bring, as plain text: what adapters write and
 * what the import targets of the modules read. The order is also that of correction files and of
 * generic CSV uploads.
 *
 * Amounts are decimals of the currency ('8033.00', debit of the holder negative), rates are yearly
 * per cent ('5.5'), days are written in one of the three usual forms, yes/no fields hold 'yes' or
 * 'no', an empty text means none. A record names others by their business numbers only; ids are
 * the target's affair.
 */
export const recordFields = {
  /**
   * kind: head_office, branch, sub_branch, department, rm_department, team. Parents stand before
   * children.
   */
  unit: ['code', 'parent_code', 'name', 'kind', 'opened_on', 'closed_on'],
  /** is_rm yes/no. */
  staff: ['staff_no', 'name', 'unit_code', 'is_rm', 'hired_on', 'left_on'],
  /** sequence corporate/retail; level trainee/junior/middle/senior; step a whole number from 1. */
  grade: ['staff_no', 'sequence', 'level', 'step', 'from_day', 'reason'],
  customer_group: ['code', 'name', 'parent_code'],
  /**
   * kind corporate/individual; sex female/male or empty; unit_code is the unit that keeps the
   * customer's books.
   */
  customer: [
    'customer_no',
    'kind',
    'name',
    'group_code',
    'industry',
    'identity_kind',
    'identity_no',
    'sex',
    'birth_day',
    'phone',
    'opened_on',
    'unit_code',
  ],
  /** part lead/assist; share in per cent (a lead's 100, an assist's part of the results). */
  management: ['customer_no', 'staff_no', 'part', 'share', 'from_day', 'reason'],
  /**
   * Who owns a firm: by customer number (party_no) or by name and kind person/firm; kind
   * shareholder/controller; share in per cent.
   */
  ownership: [
    'customer_no',
    'party_no',
    'party_kind',
    'party_name',
    'kind',
    'share',
    'from_day',
    'until_day',
    'source',
  ],
  /** role legal_representative, director, finance_head, agent, guarantor, family, upstream … */
  related_party: [
    'customer_no',
    'party_no',
    'party_kind',
    'party_name',
    'role',
    'from_day',
    'until_day',
    'source',
  ],
  /** The source's own rating; defaulted yes/no or empty when the source does not say. */
  rating: ['customer_no', 'scale', 'grade', 'from_day', 'defaulted'],
  /**
   * rate empty: the product's; statement monthly/weekly/after_transaction or empty; matures_on of a
   * term deposit, else empty.
   */
  account: [
    'account_no',
    'customer_no',
    'product_code',
    'unit_code',
    'opened_on',
    'closed_on',
    'rate',
    'statement',
    'matures_on',
  ],
  /** Who may act on an account; role owner/disponent. */
  party: ['account_no', 'customer_no', 'role'],
  /**
   * A standing order; purpose a transaction kind (household, insurance, loan_payment …) or empty.
   */
  order: ['order_no', 'account_no', 'bank_to', 'account_to', 'amount', 'purpose'],
  card: ['card_no', 'account_no', 'customer_no', 'type', 'issued_on'],
  /**
   * account_no is the loan's own account; payment_account_no the account that pays it; status as
   * the source says.
   */
  loan: [
    'account_no',
    'payment_account_no',
    'principal',
    'granted_on',
    'months',
    'instalment',
    'first_due_on',
    'status',
  ],
  /** interest: the part of the amount that is interest; empty when the source does not say. */
  instalment: ['account_no', 'due_on', 'amount', 'interest'],
  /** Days for which the source holds all transactions: [from_day, until_day). No row: none. */
  coverage: ['account_no', 'from_day', 'until_day'],
  /**
   * key: the source's own id, or file and row. amount signed for the holder: paid in +, paid out
   * −; a loan's disbursement − and its repayment +. balance: the source's own balance after the
   * row, or empty. derived yes for rows that the adapter made from others.
   */
  transaction: ['account_no', 'key', 'day', 'amount', 'kind', 'counterparty', 'balance', 'derived'],
  /**
   * A business flow (invoice): direction in (he buys) / out (he sells); void yes/no. Its key is
   * file and row.
   */
  flow: [
    'customer_no',
    'direction',
    'invoice_no',
    'day',
    'counterparty',
    'net',
    'tax',
    'gross',
    'void',
  ],
} as const;

export type Entity = keyof typeof recordFields;

/** A record of one kind as an adapter writes it: absent fields are empty. */
export type RecordOf<E extends Entity> = {
  readonly [F in (typeof recordFields)[E][number]]?: string | null;
};

/**
 * What a transaction is, in one word; holdings counts fees and interest by it.
 * interest_paid: by the bank to the holder; interest_received: by the bank from the holder.
 * loan_payment: leaves the payment account; loan_disbursed and loan_repaid: on the loan's own
 * account.
 */
export const transactionKinds = [
  'cash_in',
  'cash_out',
  'card_out',
  'transfer_in',
  'transfer_out',
  'household',
  'insurance',
  'pension',
  'interest_paid',
  'interest_received',
  'fee',
  'loan_payment',
  'loan_disbursed',
  'loan_repaid',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

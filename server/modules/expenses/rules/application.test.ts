import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { fen, moneyText, parseMoney, zeroFen } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { expenseSchemeKind, schemeFaults } from '../policy.ts';
import {
  approverOf,
  decideApplication,
  decideClearance,
  decideRuling,
  decideWithdrawal,
  findSplitting,
  hasLapsed,
  needsClearance,
  type ApplicationFacts,
  type Pending,
  type Wish,
} from './application.ts';

const scheme = expenseSchemeKind.schema.parse(expenseSchemeKind.initial);
const money = (text: string) => parseMoney(text)!;

const wish: Wish = {
  purse: 'quota',
  kind: 'meal',
  plannedDay: day('2026-05-20'),
  amount: money('1000'),
  guests: 4,
  attendants: 2,
  subject: 'ordinary',
};
const facts: ApplicationFacts = {
  today: day('2026-05-18'),
  left: money('30000'),
  customerQuarter: zeroFen,
  personQuarter: zeroFen,
  customerClass: 'general',
};

describe('what may be applied for (C1b, domain rules 4.2)', () => {
  it.each(
    table(`
      what                           | change                     | outcome
      an ordinary meal               | amount=1000                | may
      as much as is left             | left=1000                  | may
      a fen more than is left        | left=999.99                | expenses.nothing_left
      the cap of an application      | amount=10000 guests=20     | may
      above it                       | amount=10000.01 guests=20  | expenses.over_application_cap
      the cap of the customer        | customer=19000             | may
      above it                       | customer=19000.01          | expenses.over_customer_cap
      the cap of the RM              | person=99000               | may
      above it                       | person=99000.01            | expenses.over_person_cap
      500 a head for six             | amount=3000                | may
      above it                       | amount=3000.01             | expenses.over_head_cap
      as many attendants as guests   | attendants=4               | may
      one more                       | attendants=5               | expenses.too_many_attendants
      today                          | planned=2026-05-18         | may
      yesterday                      | planned=2026-05-17         | expenses.planned_in_the_past
      last day of the year           | planned=2026-12-31         | may
      next year                      | planned=2027-01-01         | expenses.planned_too_late
      cash                           | kind=cash                  | expenses.kind_barred
      a gift card                    | kind=gift_card             | expenses.kind_barred
      a kind nobody knows            | kind=yacht                 | expenses.kind_unknown
      a poor firm                    | class=poor                 | expenses.class_barred
      a person                       | class=none                 | may
    `),
  )('$what: $outcome', ({ change, outcome }) => {
    const given = new Map(change.split(' ').map((one) => one.split('=') as [string, string]));
    const text = (name: string) => given.get(name);
    const asked: Wish = {
      ...wish,
      kind: text('kind') ?? wish.kind,
      amount: money(text('amount') ?? '1000'),
      guests: Number(text('guests') ?? 4),
      attendants: Number(text('attendants') ?? 2),
      plannedDay: day(text('planned') ?? '2026-05-20'),
    };
    const known: ApplicationFacts = {
      ...facts,
      left: money(text('left') ?? '30000'),
      customerQuarter: money(text('customer') ?? '0'),
      personQuarter: money(text('person') ?? '0'),
      customerClass: (text('class') === 'none' ? null : (text('class') ?? 'general')) as 'poor',
    };
    const refusal = decideApplication(scheme, asked, known);
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });

  it('only guests the scheme names need clearance by compliance', () => {
    expect(needsClearance(scheme, 'ordinary')).toBe(false);
    expect(needsClearance(scheme, 'public_official')).toBe(true);
    expect(needsClearance(scheme, 'related_party')).toBe(true);
  });
});

describe('splitting to dodge a limit is flagged', () => {
  it.each(
    table(`
      what                                | own  | other | day        | flagged at
      together within the limit           | 1000 | 1000  | 2026-05-20 | none
      together above it                   | 1000 | 1000.01 | 2026-05-20 | 2000.00
      each exactly the limit              | 2000 | 2000  | 2026-05-21 | 2000.00
      two days apart                      | 1500 | 1500  | 2026-05-22 | 2000.00
      two days before                     | 1500 | 1500  | 2026-05-18 | 2000.00
      three days apart                    | 1500 | 1500  | 2026-05-23 | none
      one above the limit itself          | 1500 | 2000.01 | 2026-05-20 | none
      both above the first, below second  | 5000 | 4000  | 2026-05-20 | 8000.00
      past the cap of an application      | 9000 | 8500  | 2026-05-20 | 10000.00
    `),
  )('$what', (row) => {
    const own = { plannedDay: day('2026-05-20'), amount: money(row.own) };
    const other = {
      applicationId: 7n,
      name: '王明',
      plannedDay: row.day,
      amount: money(row.other),
    };
    const found = findSplitting(scheme, own, [other]);
    expect(found === null ? 'none' : moneyText(found.limit)).toBe(row['flagged at']);
    if (found !== null) {
      expect(found.rows).toEqual([other]);
      expect(found.together).toBe(own.amount + other.amount);
    }
  });

  it('alone it is nothing', () => {
    expect(
      findSplitting(scheme, { plannedDay: day('2026-05-20'), amount: fen(1n) }, []),
    ).toBeNull();
  });
});

const submitted: Pending = {
  state: 'submitted',
  amount: money('2000'),
  staffId: 11n,
  appliedBy: 101n,
  needsClearance: false,
  cleared: false,
};
const head = { accountId: 102n, staffId: 12n, roles: ['team_head'] };

describe('who rules', () => {
  it.each(
    table(`
      what                             | role             | amount  | verdict  | outcome
      a head within his limit          | team_head        | 2000    | approved | may
      a fen above it                   | team_head        | 2000.01 | approved | expenses.above_own_limit
      returning needs no limit         | team_head        | 9000    | returned | may
      the president takes it           | branch_president | 2000.01 | approved | may
      at his limit                     | branch_president | 8000    | approved | may
      above his                        | branch_president | 8000.01 | approved | expenses.above_own_limit
      finance has none                 | finance          | 999999  | approved | may
      an RM approves nothing           | rm               | 1       | approved | expenses.not_allowed
    `),
  )('$what', (row) => {
    const person = { ...head, roles: [row.role] };
    const application = { ...submitted, amount: money(row.amount) };
    const refusal = decideRuling(scheme, application, person, row.verdict as 'approved');
    expect(refusal?.refused ?? 'may').toBe(row.outcome);
  });

  it.each(
    table(`
      what                         | change             | outcome
      his own as claimant          | own                | expenses.own_application
      sent from his own account    | account            | expenses.own_application
      approved before              | state=approved     | expenses.not_waiting
      withdrawn before             | state=withdrawn    | expenses.not_waiting
      not cleared yet              | clearance          | expenses.not_cleared
      cleared                      | cleared            | may
    `),
  )('$what: $outcome', ({ change, outcome }) => {
    const person = change === 'own' ? { ...head, staffId: 11n } : head;
    const application = {
      ...submitted,
      appliedBy: change === 'account' ? head.accountId : submitted.appliedBy,
      state: change.startsWith('state=') ? change.slice(6) : 'submitted',
      needsClearance: change === 'clearance' || change === 'cleared',
      cleared: change === 'cleared',
    };
    const refusal = decideRuling(scheme, application, person, 'approved');
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });

  it('the first step that reaches the amount is named', () => {
    expect(approverOf(scheme, money('2000'))).toBe('team_head');
    expect(approverOf(scheme, money('2000.01'))).toBe('branch_president');
    expect(approverOf(scheme, money('8000.01'))).toBe('finance');
  });
});

describe('clearance, withdrawal, lapse', () => {
  it.each(
    table(`
      what             | needs | cleared | state     | outcome
      it waits         | yes   | no      | submitted | may
      not needed       | no    | no      | submitted | expenses.clearance_not_needed
      done before      | yes   | yes     | submitted | expenses.cleared_already
      withdrawn before | yes   | no      | withdrawn | expenses.not_waiting
    `),
  )('clearance: $what', (row) => {
    const application = {
      ...submitted,
      needsClearance: row.needs === 'yes',
      cleared: row.cleared === 'yes',
      state: row.state,
    };
    expect(decideClearance(application, head)?.refused ?? 'may').toBe(row.outcome);
  });

  it.each(
    table(`
      state     | who   | outcome
      submitted | owner | may
      approved  | owner | may
      claimed   | owner | expenses.not_open
      paid      | owner | expenses.not_open
      submitted | other | expenses.not_own
    `),
  )('withdrawing a $state one by the $who', ({ state, who, outcome }) => {
    const person = { ...head, staffId: who === 'owner' ? 11n : 12n };
    expect(decideWithdrawal({ state, staffId: 11n }, person)?.refused ?? 'may').toBe(outcome);
  });

  it.each(
    table(`
      state     | today      | lapsed
      approved  | 2026-06-19 | no
      approved  | 2026-06-20 | yes
      submitted | 2026-06-20 | yes
      claimed   | 2026-12-31 | no
      paid      | 2026-12-31 | no
    `),
  )('planned 20 May, $state on $today: lapsed $lapsed', ({ state, today, lapsed }) => {
    const found = hasLapsed(scheme, { state, plannedDay: day('2026-05-20') }, day(today));
    expect(found).toBe(lapsed === 'yes');
  });
});

describe('an expense scheme is refused', () => {
  type Scheme = typeof scheme;
  const broken: readonly (readonly [string, (of: Scheme) => Scheme, string])[] = [
    [
      'limits that do not rise',
      (of) => ({ ...of, approval: [step('team_head', 5n), step('finance', 5n)] }),
      'approval',
    ],
    ['a last step with a limit', (of) => ({ ...of, approval: [step('finance', 5n)] }), 'approval'],
    [
      'a role twice',
      (of) => ({ ...of, approval: [step('finance', 5n), step('finance', null)] }),
      'approval',
    ],
    [
      'no kind allowed',
      (of) => ({ ...of, kinds: of.kinds.map((one) => ({ ...one, allowed: false })) }),
      'kinds',
    ],
    ['a kind twice', (of) => ({ ...of, kinds: [...of.kinds, of.kinds[0]!] }), 'kinds.6.key'],
    [
      'a negative cap',
      (of) => ({ ...of, caps: { ...of.caps, perHeadFen: -1n } }),
      'caps.perHeadFen',
    ],
    [
      'a share above the whole',
      (of) => ({ ...of, tax: { ...of.tax, entertainmentShare: 1_000_001n } }),
      'tax.entertainmentShare',
    ],
  ];
  it.each(broken)('%s', (_what, change, at) => {
    expect(schemeFaults(change(scheme)).map((one) => one.at)).toContain(at);
  });

  it('as shipped it is not, nor its presets', () => {
    expect(schemeFaults(scheme)).toEqual([]);
    for (const { body } of expenseSchemeKind.presets ?? []) {
      expect(schemeFaults(expenseSchemeKind.schema.parse(body))).toEqual([]);
    }
  });
});

function step(role: 'team_head' | 'finance', limitFen: bigint | null) {
  return { role, limitFen };
}

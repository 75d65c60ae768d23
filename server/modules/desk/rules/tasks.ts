import type { Role } from '../../../../core/actor.ts';

/**
 * What can wait for somebody: whose work it is (roles that hold the right of the deed), and where
 * the deed is done. `one` is the page of the oldest item, when the item has a page of its own;
 * `all` is the list. {item} stands for the item's key.
 */
interface TaskKind {
  readonly roles: readonly Role[];
  readonly one: string;
  readonly all?: string;
}

const heads: readonly Role[] = ['team_head', 'branch_president'];

export const taskKinds = {
  sign_letter: { roles: ['rm'], one: '/letters/{item}', all: '/letters' },
  sign_amendment: { roles: ['rm'], one: '/letter-amendments/{item}' },
  read_sheet: { roles: ['rm'], one: '/sheets/{item}', all: '/sheets' },
  claim_expense: {
    roles: ['rm'],
    one: '/expense-applications/{item}',
    all: '/expenses?tab=own',
  },
  sign_agreement: {
    roles: ['rm', 'team_head'],
    one: '/attribution/agreements/{item}',
    all: '/attribution?tab=agreements',
  },
  answer_handover: {
    roles: ['rm', ...heads],
    one: '/allocation/hand-overs/{item}',
    all: '/allocation?tab=handovers',
  },
  supervise_handover: {
    roles: heads,
    one: '/allocation/hand-overs/{item}',
    all: '/allocation?tab=handovers',
  },
  send_letter: { roles: heads, one: '/letters/{item}', all: '/letters?state=drafted' },
  countersign_letter: { roles: heads, one: '/letters/{item}', all: '/letters?state=rm_signed' },
  answer_refusal: { roles: heads, one: '/letters/{item}', all: '/letters?state=refused' },
  countersign_amendment: { roles: heads, one: '/letter-amendments/{item}' },
  approve_expense: {
    roles: [...heads, 'finance'],
    one: '/expense-applications/{item}',
    all: '/expenses?tab=approve',
  },
  clear_expense: {
    roles: ['risk'],
    one: '/expense-applications/{item}',
    all: '/expenses?tab=clear',
  },
  verify_expense: {
    roles: ['finance'],
    one: '/expense-applications/{item}',
    all: '/expenses?tab=claims',
  },
  pay_expense: {
    roles: ['finance'],
    one: '/expense-applications/{item}',
    all: '/expenses?tab=claims',
  },
  answer_objection: {
    roles: [...heads, 'department_officer', 'hr'],
    one: '/assessment-cycles/{item}',
  },
  rule_referral: { roles: heads, one: '/attribution?tab=referrals' },
  rule_dispute: { roles: ['hr', 'branch_president'], one: '/attribution?tab=disputes' },
  certify_figure: {
    roles: ['branch_president', 'department_officer', 'hr', 'finance', 'risk'],
    one: '/metric-figures?quarter={item}&state=entered',
    all: '/metric-figures?state=entered',
  },
  rate_competence: {
    roles: ['rm', ...heads, 'department_officer', 'hr', 'finance', 'risk', 'auditor'],
    one: '/competence',
  },
  publish_quarter: { roles: ['department_officer', 'hr'], one: '/assessment-cycles/{item}' },
  close_quarter: { roles: ['finance', 'administrator'], one: '/quarters/{item}' },
  seal_quarter: { roles: ['finance'], one: '/quarters/{item}' },
  approve_batch: {
    roles: ['hr', 'finance', 'branch_president'],
    one: '/pay-batches/{item}',
    all: '/pay-batches',
  },
  rule_clawback: {
    roles: ['hr', 'finance', 'branch_president'],
    one: '/clawbacks/{item}',
    all: '/clawbacks',
  },
  rule_correction: {
    roles: ['hr', 'finance', 'branch_president'],
    one: '/pay-corrections?quarter={item}',
    all: '/pay-corrections',
  },
  answer_slip_objection: { roles: ['hr'], one: '/slips/{item}', all: '/slips' },
  confirm_source: { roles: ['finance', 'hr'], one: '/rewards' },
  name_committee: { roles: ['hr'], one: '/rewards/{item}', all: '/rewards' },
  vote_award: {
    roles: [...heads, 'department_officer', 'hr', 'finance', 'risk'],
    one: '/rewards/{item}',
    all: '/rewards',
  },
  grant_award: { roles: ['finance'], one: '/rewards/{item}', all: '/rewards' },
  approve_policy: {
    roles: ['administrator', 'finance', 'hr'],
    one: '/policies/{item}',
    all: '/policies',
  },
  mend_import: { roles: ['administrator'], one: '/imports/{item}', all: '/imports' },
  accept_grant: { roles: ['administrator'], one: '/accounts/{item}', all: '/accounts' },
  locked_account: { roles: ['administrator'], one: '/accounts' },
} as const satisfies Record<string, TaskKind>;

export type Task = keyof typeof taskKinds;
export const tasks = Object.keys(taskKinds) as readonly Task[];

/** Kinds of work that can wait for somebody with these roles. */
export function tasksOf(roles: readonly Role[]): Task[] {
  return tasks.filter((task) => {
    const whose: readonly Role[] = taskKinds[task].roles;
    return whose.some((role) => roles.includes(role));
  });
}

/** Where a line leads: to the one item when there is one alone, else to the list. */
export function placeOf(task: Task, waiting: { count: number; item: string }): string {
  const { one, all = one }: TaskKind = taskKinds[task];
  return (waiting.count === 1 ? one : all).replace('{item}', encodeURIComponent(waiting.item));
}

export interface WaitingWork {
  readonly since: string;
  readonly due: string | null;
}

/**
 * The order of the list: what has a deadline by the deadline, overdue ones so first; the rest by
 * how long it has waited. A deadline stands before none.
 */
export function inOrder<W extends WaitingWork>(works: readonly W[]): W[] {
  return works.toSorted(
    (a, b) => compare(a.due ?? '9999-12-31', b.due ?? '9999-12-31') || compare(a.since, b.since),
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

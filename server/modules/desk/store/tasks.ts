import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { quarterOf } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Task } from '../rules/tasks.ts';

export interface Waiting {
  readonly task: Task;
  readonly count: number;
  /** The key of the one that has waited longest. */
  readonly item: string;
  readonly since: string;
  /** The nearest deadline of them. */
  readonly due: Day | null;
}

interface Asked {
  readonly tasks: readonly Task[];
  readonly today: Day;
  /** Applications beyond it wait for another approver; null: no limit. */
  readonly approvalLimitFen: bigint | null;
}

/** Rooms whose view names what waits, with the kinds of work that it knows. */
const rooms: Readonly<Record<string, readonly Task[]>> = {
  auth_v_waiting: ['accept_grant'],
  allocation_v_waiting: ['answer_handover', 'supervise_handover'],
  metrics_v_waiting: ['certify_figure'],
  targets_v_waiting: [
    'sign_letter',
    'send_letter',
    'countersign_letter',
    'answer_refusal',
    'sign_amendment',
    'countersign_amendment',
  ],
  attribution_v_waiting: ['sign_agreement', 'rule_referral', 'rule_dispute'],
  assessment_v_waiting: [
    'read_sheet',
    'answer_objection',
    'rate_competence',
    'publish_quarter',
    'seal_quarter',
  ],
  pay_v_waiting: ['approve_batch', 'rule_clawback', 'rule_correction', 'answer_slip_objection'],
  rewards_v_waiting: ['confirm_source', 'name_committee', 'vote_award', 'grant_award'],
  expenses_v_waiting: [
    'clear_expense',
    'approve_expense',
    'claim_expense',
    'verify_expense',
    'pay_expense',
  ],
};

/**
 * What waits for the caller, by kind: under his row security, without what another person must do,
 * what is about himself, and what he began. Only rooms that know one of the asked kinds are read.
 */
export async function loadWaiting(tx: Tx, asked: Asked): Promise<Waiting[]> {
  const arms = Object.entries(rooms)
    .filter(([, known]) => known.some((task) => asked.tasks.includes(task)))
    .map(([view]) => ofRoom(view));
  const all = [...arms, ...ofHouse(asked)];
  if (all.length === 0) return [];
  const { accountId } = tx.actor;
  const staffId = tx.actor.staffId ?? 0n;
  const { rows } = await sql<Waiting>`
    with waiting (
      task, item, since, due, for_staff_id, not_staff_id, not_accounts, amount_fen
    ) as (${sql.join(all, sql` union all `)})
    select task,
           count(*)::int as count,
           (array_agg(item order by since, item))[1] as item,
           min(since) as since,
           min(due) as due
    from waiting
    where task = any (${[...asked.tasks]}::text[])
      and (for_staff_id is null or for_staff_id = ${staffId})
      and (not_staff_id is null or not_staff_id <> ${staffId})
      and (${accountId}::bigint = any (not_accounts)) is not true
      and (task not in ('seal_quarter', 'grant_award') or since::date <= ${asked.today})
      and (task <> 'read_sheet' or due >= ${asked.today})
      and (task <> 'approve_expense'
           or ${asked.approvalLimitFen}::bigint is null
           or amount_fen <= ${asked.approvalLimitFen})
    group by task
    order by task
    limit 100
  `.execute(tx.db);
  return rows;
}

function ofRoom(view: string) {
  return sql`
    select task, item, since, due, for_staff_id, not_staff_id, not_accounts, amount_fen
    from ${sql.ref(view)}
  `;
}

const nobody = sql`null::bigint, null::bigint, array[]::bigint[], null::bigint`;

/** What the house itself knows: quarters, schemes, imports, sign-ins. */
function ofHouse({ tasks, today }: Asked) {
  const arms = {
    close_quarter: sql`
      select 'close_quarter', o.quarter, r.finished_at, null::date, ${nobody}
      from organisation_v_open o
      join organisation_v_run r on r.run_id = o.run_id
      where o.quarter < ${quarterOf(today)}
        and not exists (select 1 from organisation_v_close c where c.quarter = o.quarter)
    `,
    approve_policy: sql`
      select 'approve_policy', v.kind, w.at, null::date, null::bigint, null::bigint,
             array[v.author_id], null::bigint
      from policy_version v
      join lateral (
        select step, at
        from policy_review
        where version_id = v.version_id
        order by review_id desc
        limit 1
      ) w on w.step = 'submitted'
      where not exists (select 1 from policy_approval a where a.version_id = v.version_id)
    `,
    mend_import: sql`
      select 'mend_import', b.batch_id::text, b.finished_at, null::date, ${nobody}
      from imports_batch b
      where b.rows_faulty > (
          select count(*)
          from imports_correction c
          where c.batch_id = b.batch_id)
        and not exists (select 1 from imports_undo u where u.batch_id = b.batch_id)
    `,
    locked_account: sql`
      select 'locked_account', t.login, t.last_at, null::date, ${nobody}
      from auth_attempt t
      join auth_account a on a.login = t.login
      where t.locked_until > now()
    `,
  };
  return Object.entries(arms)
    .filter(([task]) => tasks.includes(task as Task))
    .map(([, arm]) => arm);
}

import { handle } from '../../platform/module.ts';
import { approvalLimit } from '../expenses/index.ts';
import { businessDay } from '../organisation/index.ts';
import { boardHandlers } from './board-routes.ts';
import { deskApi } from './contract.ts';
import { dutyHandlers } from './duties-routes.ts';
import { rmHandlers } from './rm-routes.ts';
import { inOrder, placeOf, tasksOf } from './rules/tasks.ts';
import * as waiting from './store/tasks.ts';

export const deskHandlers = handle(deskApi, {
  ...rmHandlers,
  ...boardHandlers,
  ...dutyHandlers,

  listTasks: async ({ tx, actor }) => {
    const today = await businessDay(tx);
    const tasks = tasksOf(actor.roles);
    const approves = tasks.includes('approve_expense');
    const approvalLimitFen = approves ? await approvalLimit(tx, actor.roles) : null;
    const found = await waiting.loadWaiting(tx, { tasks, today, approvalLimitFen });
    const rows = inOrder(found).map(({ item, ...one }) => ({
      ...one,
      to: placeOf(one.task, { count: one.count, item }),
    }));
    return { today, rows };
  },
});

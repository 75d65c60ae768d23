import type { Module } from '../module.ts';
import { authRights } from './access.ts';
import { followStaff } from './administration.ts';
import { authApi } from './contract.ts';
import { authMessages } from './messages.ts';
import { grantReviewPolicy, signInPolicy } from './policy.ts';
import { rightMessages } from './rights/messages.ts';
import type { AuthParts } from './doors.ts';
import { authHandlers, ownTransactions } from './routes.ts';
import { doorkeeper } from './sessions.ts';
import { sweep } from './store.ts';

export { confirmPassword, createAccount, recomputeRanges, setPassword } from './commands.ts';
export type { GrantWish, NewAccount } from './commands.ts';
export { followStaff, openAccount } from './administration.ts';
export { acceptRequest } from './grant-review.ts';
export { listRequests as grantRequests } from './request-store.ts';
export type { AdministrationDoors, AuthDoors, BankFrame, StaffUnit } from './doors.ts';
export { hashPassword } from './passwords.ts';
export { actorOfAccount, identifyBy } from './sessions.ts';
export { accountOf } from './store.ts';
export { deleteAccounts, demoSignIns, saveDemoSignIns } from './account-store.ts';
export type { DemoSignIn } from './account-store.ts';

/** Sign-in as a room of the house; it needs doors into rooms above it. */
export function authModule(parts: AuthParts): Module {
  return {
    name: 'auth',
    phrases: { ...authMessages, ...rightMessages },
    rights: authRights,
    api: authApi,
    handlers: authHandlers(parts),
    ownTransactions,
    policies: [signInPolicy, grantReviewPolicy],
    jobs: [
      {
        name: 'auth.follow_staff',
        cron: '7 * * * *',
        run: async (database) => {
          const doors = { ...parts.doors, ...parts.administration };
          await database.transaction(doorkeeper, (tx) => followStaff(tx, doors));
        },
      },
      {
        name: 'auth.sweep',
        cron: '20 3 * * *',
        run: (database) => database.transaction(doorkeeper, sweep),
      },
    ],
  };
}

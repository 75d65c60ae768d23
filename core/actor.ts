/** Who acts, with which roles, and which part of the bank he sees. */
export const roles = [
  'rm',
  'team_head',
  'branch_president',
  'department_officer',
  'hr',
  'finance',
  'risk',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

export const scopeKinds = ['own', 'unit', 'unit_and_below', 'chosen_units', 'bank'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** A half-open range of organisation paths (text, COLLATE "C"). */
export interface PathRange {
  readonly from: string;
  readonly until: string;
}

/**
 * Row security knows at most this many ranges; a wider choice of units is refused when it is
 * granted.
 */
export const pathRangesMax = 4;

export interface Actor {
  readonly accountId: bigint;
  readonly login: string;
  readonly staffId: bigint | null;
  readonly roles: readonly Role[];
  readonly bankWide: boolean;
  readonly ranges: readonly PathRange[];
}

/** Verb → roles that may do it. Kept in each module's access.ts and sent to the page. */
export type Rights = Readonly<Record<string, readonly Role[]>>;

export function rights<const R extends Rights>(table: R): R {
  return table;
}

/** Whether one of the actor's roles has the right. Row security decides on which rows. */
export function may(actor: Pick<Actor, 'roles'>, table: Rights, right: string): boolean {
  return table[right]?.some((role) => actor.roles.includes(role)) ?? false;
}

export const everyone: readonly Role[] = roles;

/**
 * The program itself (a job, the command line): the whole bank, recorded in the audit by its name.
 */
export function systemActor(name: string): Actor {
  return {
    accountId: 0n,
    login: `system:${name}`,
    staffId: null,
    roles: ['administrator'],
    bankWide: true,
    ranges: [],
  };
}

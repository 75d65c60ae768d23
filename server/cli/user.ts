import fs from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { roles, scopeKinds, type Role, type ScopeKind } from '../../core/actor.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { unitsOf } from '../modules/organisation/index.ts';
import { staffByNo } from '../modules/people/index.ts';
import {
  acceptRequest,
  createAccount,
  grantRequests,
  hashPassword,
  setPassword,
} from '../platform/auth/index.ts';
import { atBank, type Bench } from './bank.ts';
import type { Found } from './terminal.ts';

const passwordMin = 10;

interface AddOptions {
  readonly role: string;
  readonly scope: string;
  readonly name?: string;
  readonly staff?: string;
  readonly units?: string;
  readonly passwordFile?: string;
  readonly json?: boolean;
}

export function addUser(program: Command): void {
  const user = program.command('user').description('登录账户 / sign-in accounts');
  user
    .command('add')
    .description(
      '新建账户，密码从标准输入读 / add an account; the password comes on standard input',
    )
    .argument('<login>')
    .requiredOption('--role <role>', `角色 / role: ${roles.join(', ')}`)
    .option('--scope <scope>', `范围 / scope: ${scopeKinds.join(', ')}`, 'own')
    .option('--name <name>', '姓名 / name')
    .option('--staff <number>', '工号 / staff number')
    .option('--units <codes>', '所选机构，逗号分隔 / chosen units by code, comma between')
    .option('--password-file <file>', '从文件读密码 / read the password from a file')
    .option('--json', '输出 JSON / print JSON')
    .action((login: string, options: AddOptions) =>
      atBank(options, (bench) => add(bench, login, options)),
    );
  user
    .command('set-password')
    .description('重设密码并结束其会话 / set a password and end the sessions')
    .argument('<login>')
    .option('--password-file <file>', '从文件读密码 / read the password from a file')
    .option('--json', '输出 JSON / print JSON')
    .action((login: string, options: { passwordFile?: string; json?: boolean }) =>
      atBank(options, (bench) => reset(bench, login, options.passwordFile)),
    );
  user
    .command('requests')
    .description('等第二人复核的授权 / grants that wait for a second person')
    .option('--json', '输出 JSON / print JSON')
    .action((options: { json?: boolean }) => atBank(options, waiting));
  user
    .command('accept')
    .description(
      '机器负责人作第二人复核授权 / the owner of the machine accepts a grant as second person',
    )
    .argument('<request>', '申请编号 / number of the request')
    .requiredOption('--reason <text>', '理由 / reason')
    .option('--json', '输出 JSON / print JSON')
    .action((request: string, options: { reason: string; json?: boolean }) =>
      atBank(options, (bench) => accept(bench, request, options.reason)),
    );
}

async function waiting(bench: Bench): Promise<Found> {
  const { database } = bench.open;
  const rows = await database.transaction(
    bench.actor,
    (tx) => grantRequests(tx, { accountId: null }),
    { readOnly: true },
  );
  const data = rows.map(({ requestId, login, askedLogin, reason, after, lapsesOn }) => ({
    requestId,
    login,
    askedBy: askedLogin,
    reason,
    lapsesOn,
    grants: after.map((one) => `${one.role} ${one.scope}`).join(', '),
  }));
  const lines = data.map(
    (one) => `${one.requestId}  ${one.login}  ${one.grants}  (${one.askedBy}: ${one.reason})`,
  );
  return { data, lines: lines.length === 0 ? [bench.terminal.say('cli.no_requests')] : lines };
}

async function accept(bench: Bench, request: string, reason: string): Promise<Found | Refusal> {
  if (!/^\d{1,18}$/.test(request)) return { refused: 'auth.request_unknown', params: {} };
  return bench.open.database.transaction(bench.actor, async (tx) => {
    const requestId = BigInt(request);
    const done = await acceptRequest(tx, bench.house.doors, { requestId, reason });
    if (isRefusal(done)) return done;
    const lines = [bench.terminal.say('cli.request_accepted', { request })];
    return { data: done, lines };
  });
}

async function add(bench: Bench, login: string, options: AddOptions): Promise<Found | Refusal> {
  const role = roles.find((one) => one === options.role);
  const scope = scopeKinds.find((one) => one === options.scope);
  if (role === undefined) return unknown('cli.role_unknown', { role: options.role }, roles);
  if (scope === undefined) {
    return unknown('cli.scope_unknown', { scope: options.scope }, scopeKinds);
  }
  const password = await readPassword(options.passwordFile);
  if (isRefusal(password)) return password;
  const passwordHash = await hashPassword(password.text);
  return bench.open.database.transaction(bench.actor, async (tx) => {
    const staff = options.staff === undefined ? null : await staffByNo(tx, options.staff);
    if (options.staff !== undefined && staff === null) {
      return { refused: 'cli.staff_unknown', params: { staff: options.staff } };
    }
    const codes = (options.units ?? '').split(',').filter((code) => code !== '');
    const units = codes.length === 0 ? [] : await unitsOf(tx);
    const unitIds = codes.map((code) => units.find((unit) => unit.code === code)?.unitId ?? null);
    const missing = codes.find((_code, at) => unitIds[at] === null);
    if (missing !== undefined) return { refused: 'auth.unit_unknown', params: { unit: missing } };
    const made = await createAccount(tx, bench.house.doors, {
      login,
      name: options.name ?? staff?.name ?? login,
      staffId: staff?.staffId ?? null,
      passwordHash,
      mustChange: true,
      grants: [grantOf(role, scope, unitIds)],
    });
    if (isRefusal(made)) return made;
    const lines = [bench.terminal.say('cli.user_added', { login })];
    return { data: { login, accountId: made.accountId }, lines };
  });
}

function grantOf(role: Role, scope: ScopeKind, unitIds: readonly (bigint | null)[]) {
  return { role, scope, unitIds: unitIds.filter((one) => one !== null) };
}

async function reset(bench: Bench, login: string, file?: string): Promise<Found | Refusal> {
  const password = await readPassword(file);
  if (isRefusal(password)) return password;
  return bench.open.database.transaction(bench.actor, async (tx) => {
    const set = await setPassword(tx, { login, password: password.text, mustChange: true });
    if (isRefusal(set)) return set;
    return { data: { login }, lines: [bench.terminal.say('cli.password_set', { login })] };
  });
}

/** From a file or from standard input: never from an argument, which other users can see. */
async function readPassword(file?: string): Promise<{ readonly text: string } | Refusal> {
  if (file === undefined && process.stdin.isTTY === true) {
    return { refused: 'cli.password_missing', params: {} };
  }
  const given = file === undefined ? await text(process.stdin) : fs.readFileSync(file, 'utf8');
  const password = given.replace(/\r?\n$/, '');
  if ([...password].length < passwordMin) {
    return { refused: 'cli.password_invalid', params: { min: passwordMin } };
  }
  return { text: password };
}

function unknown(code: string, params: object, known: readonly string[]): Refusal {
  return { refused: code, params: { ...params, known: known.join(', ') } };
}

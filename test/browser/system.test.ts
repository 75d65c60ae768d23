import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../../core/actor.ts';
import type { Branch } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

const reason = whyNot();
let branch: Branch;

beforeAll(async () => {
  if (reason === null) branch = await openBranch();
});
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason === null) await branch.close();
});

test('an administrator repeats a failed job and reads the health; an RM may not', async () => {
  const { database } = branch;
  await database.transaction(systemActor('test'), (tx) =>
    tx.client.query(`
      insert into pgboss.job (name, data, state, started_on, completed_on, output)
      values (
        'auth.sweep', '{}', 'failed', now(), now(),
        '{"message": "could not extend file", "code": "53100"}'
      )`),
  );
  const admin = await branch.visit();
  await admin.signIn('admin');
  await admin.page.goto('/jobs?state=failed');
  const failed = admin.page.locator('tr.ant-table-row').filter({ hasText: '清理过期登录' });
  await failed.getByText('磁盘已满').waitFor();
  await failed.getByText('腾出空间后重试').waitFor();
  await failed.getByRole('button', { name: '重试' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByText('会记入审计').waitFor();
  await dialog.getByRole('button').last().click();
  await failed.getByText('已重试').waitFor();
  expect(await failed.getByRole('button', { name: '重试' }).count()).toBe(0);
  await admin.page.goto('/jobs?name=auth.sweep&state=done');
  await admin.page.locator('tr.ant-table-row').filter({ hasText: '(admin)' }).waitFor();

  await admin.page.evaluate(() => localStorage.setItem('kejing.locale', 'en'));
  await admin.page.goto('/health');
  await admin.page.getByText('No backup was ever made').waitFor();
  await admin.page.getByText('Run kejing backup <file> and keep').waitFor();
  await admin.page.getByText('1 failed in 24 hours').waitFor();

  const auditor = await branch.visit();
  await auditor.signIn('auditor');
  await auditor.page.goto('/jobs');
  await auditor.page.getByText('每天 03:20').waitFor();
  expect(await auditor.page.getByRole('button', { name: '立即运行' }).count()).toBe(0);

  const rm = await branch.visit();
  await rm.signIn('rm');
  for (const path of ['/jobs', '/health']) {
    await rm.page.goto(path);
    await rm.page.getByText('403').first().waitFor();
  }
  expect([...admin.complaints, ...auditor.complaints, ...rm.complaints]).toEqual([]);
}, 60_000);

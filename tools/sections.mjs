import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rightNode, root } from './node.mjs';

/**
 * The parts of a check. Each prints its heading and answers how many of its checks passed, failed,
 * were skipped.
 */
export function checkTypes() {
  return section('types', ['typescript', 'tsc'], ['-p', '.']);
}

export function checkLint() {
  return section('lint', ['oxlint', 'oxlint'], ['--deny-warnings']);
}

export function checkFormat() {
  return section('format', ['oxfmt', 'oxfmt'], ['--check', '.']);
}

export function runTests(title, files, env = {}) {
  heading(title);
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-summary-'));
  const summary = path.join(dir, 'counts.json');
  try {
    const settings = { ...env, KEJING_TEST_SUMMARY: summary };
    const status = runBin('vitest', 'vitest', ['run', ...files], settings);
    if (!fs.existsSync(summary)) return { passed: 0, failed: 1, skipped: 0 };
    const counts = JSON.parse(fs.readFileSync(summary, 'utf8'));
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Prints the closing line, the last of all output, and sets the exit code. */
export function close(results) {
  const total = (key) => results.reduce((sum, one) => sum + one[key], 0);
  const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')];
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function section(title, [packageName, bin], args) {
  heading(title);
  const isGood = runBin(packageName, bin, args, {}) === 0;
  console.log(isGood ? `${title}: good` : `${title}: FAILED`);
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/** Runs a package's program with the right Node, whatever stands in PATH. */
function runBin(packageName, bin, args, env) {
  const home = path.join(root, 'node_modules', packageName);
  const about = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
  const script = path.join(home, typeof about.bin === 'string' ? about.bin : about.bin[bin]);
  const result = spawnSync(rightNode(), [script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status;
}

function heading(title) {
  console.log(`\n== ${title}`);
}

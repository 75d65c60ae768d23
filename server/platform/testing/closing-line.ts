import fs from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Vitest reporter: lists each skipped test with its reason and counts. It prints the closing line,
 * or leaves the counts in the file of KEJING_TEST_SUMMARY for tools/test.mjs, which adds its own
 * and then prints the line.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const summary = process.env['KEJING_TEST_SUMMARY'];
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((one) => one.result().state === 'skipped');
    for (const one of skipped)
      write(`skipped: ${one.fullName}: ${reasonOf(one) ?? 'no reason given'}`);
    const counts = count(modules, tests, unhandled.length, summary !== undefined);
    if (summary === undefined) write(closingLine(counts));
    else fs.writeFileSync(summary, JSON.stringify(counts));
  }
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * In a full run a test skipped without a reason counts as failed, as does a file that did not load.
 */
function count(
  modules: readonly TestModule[],
  tests: readonly TestCase[],
  unhandled: number,
  full: boolean,
): Counts {
  const inState = (state: string) => tests.filter((one) => one.result().state === state);
  const broken = modules.filter((one) => one.state() === 'failed' && one.errors().length > 0);
  const silent = full ? inState('skipped').filter((one) => reasonOf(one) === undefined) : [];
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + broken.length + unhandled + silent.length,
    skipped: inState('skipped').length - silent.length,
  };
}

function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

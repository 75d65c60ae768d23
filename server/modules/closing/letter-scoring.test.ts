import { expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { scoringSchemeKind } from '../assessment/index.ts';
import { metricKeys } from '../targets/index.ts';
import { letterScoring } from './letter-scoring.ts';

it('gives letters the weights of the scheme in force: all of them, and the whole', () =>
  testTransaction(async (tx) => {
    await installInitialPolicies(tx, [scoringSchemeKind]);
    const scoring = await letterScoring(tx, day('2026-01-01'));
    expect([...scoring.keys()]).toEqual([...metricKeys]);
    const weights = [...scoring.values()].map((one) => one.weightMillionths);
    expect(weights.reduce((sum, one) => sum + one, 0n)).toBe(1_000_000n);
    expect(scoring.get('deposit_average')).toEqual({
      weightMillionths: 300_000n,
      function: '按完成率，60% 以下不得分，120% 封顶',
    });
  }));

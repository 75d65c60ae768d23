import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { corporateDeposits } from './corporate-deposits.ts';
import { gateBonus } from './gate-bonus.ts';
import { jinan } from './jinan.ts';
import { marketPieces } from './market-pieces.ts';
import { newCustomers } from './new-customers.ts';
import { pointsSteps } from './points-steps.ts';
import { poolPrice } from './pool-price.ts';
import { referralSplit } from './referral-split.ts';
import { taiyuan, taiyuanOld } from './taiyuan.ts';
import { tenGrade } from './ten-grade.ts';

/** The published pay schemes to start from. */
export const paySchemePresets: readonly PolicyPreset<PaySchemeText>[] = [
  marketPieces,
  poolPrice,
  jinan,
  taiyuan,
  taiyuanOld,
  tenGrade,
  corporateDeposits,
  referralSplit,
  pointsSteps,
  gateBonus,
  newCustomers,
];

import type { Adapter } from '../platform/imports/target.ts';
import { berkaAdapter } from './berka/index.ts';
import { cnSmeAdapter } from './cn-sme/index.ts';

/**
 * Readers of foreign banks' files by name: `kejing import <name> <dir>`. One reader serves one
 * run.
 */
export const adapters: Readonly<Record<string, () => Adapter>> = {
  berka: berkaAdapter,
  'cn-sme': cnSmeAdapter,
};

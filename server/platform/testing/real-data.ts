import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Why a test that reads real data did not run. */
export const realDataAbsent = 'the real data are not on this machine (KEJING_REAL_DATA names them)';

/**
 * Where a file or folder of the real data lies: under KEJING_REAL_DATA, else in `../shared/data`
 * beside the repository. Null when it is not there; such a test is skipped with `realDataAbsent`.
 * Real data never enter the repository (their licences differ).
 */
export function realData(name: string): string | null {
  const repository = join(import.meta.dirname, '../../..');
  const folder = process.env['KEJING_REAL_DATA'] ?? join(repository, '../shared/data');
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

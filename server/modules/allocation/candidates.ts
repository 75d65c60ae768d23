import { capacityOf, serveMode, type GradedRm, type GradeMatrix } from '../people/index.ts';
import { levelNamed } from './levels.ts';
import type { AllocationPolicy } from './policy.ts';
import type { Candidate, ServeMode } from './rules/placement.ts';

type Load = Readonly<Record<'corporate' | 'individual', number>>;

/** RMs as the optimiser sees them: capacity by ladder and grade, load, and whom they may lead. */
export function candidatesFrom(
  graded: readonly GradedRm[],
  given: {
    readonly policy: AllocationPolicy;
    readonly matrix: GradeMatrix;
    readonly levels: readonly string[];
    readonly loadOf: (staffId: bigint) => Load | undefined;
  },
): Candidate[] {
  const { policy, matrix, levels, loadOf } = given;
  return graded.map((rm) => {
    const capacity = (kind: 'corporate' | 'individual') =>
      policy.ladders[rm.sequence].includes(kind)
        ? (capacityOf(matrix, rm.level, { kind, part: 'lead' }) ?? Number.MAX_SAFE_INTEGER)
        : 0;
    return {
      staffId: rm.staffId,
      unitPath: rm.unitPath,
      capacity: { corporate: capacity('corporate'), individual: capacity('individual') },
      load: loadOf(rm.staffId) ?? { corporate: 0, individual: 0 },
      serves: new Map<string, ServeMode>(
        levels.map((name) => [name, serveMode(matrix, rm.level, levelNamed(name)).mode]),
      ),
    };
  });
}

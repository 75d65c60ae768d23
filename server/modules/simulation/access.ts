import { rights } from '../../../core/actor.ts';

/** Who may write schemes may try them; a trial shows everybody's pay, so the whole bank's only. */
export const simulationRights = rights({
  'simulation.try': ['administrator', 'finance', 'hr'],
});

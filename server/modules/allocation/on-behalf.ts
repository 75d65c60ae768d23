import { systemActor, type Actor } from '../../../core/actor.ts';

/**
 * The whole bank in the person's name: the receiver's customers decide his load, and custody leaves
 * the sight of who gives it. What the person may do is decided before.
 */
export function onBehalf(actor: Actor): Actor {
  const { accountId, login } = actor;
  return { ...systemActor('hand-over'), accountId, login };
}

import { rights } from '../../../core/actor.ts';

/**
 * Files of the whole bank pass here unmasked: administrators load, auditors read, nobody in a
 * branch.
 */
export const importsRights = rights({
  'imports.read': ['administrator', 'auditor'],
  'imports.load': ['administrator'],
  'imports.undo': ['administrator'],
});

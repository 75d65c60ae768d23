import { everyone, rights } from '../../../core/actor.ts';

/**
 * Everybody keeps views of his lists and shares them with his unit; a view for the whole bank comes
 * from those who speak to the whole bank (ASSUMED).
 */
export const viewsRights = rights({
  'views.use': everyone,
  'views.share_bank': [
    'branch_president',
    'department_officer',
    'hr',
    'finance',
    'risk',
    'administrator',
  ],
});

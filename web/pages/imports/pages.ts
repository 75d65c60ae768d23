import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** Pages of files on their way in, reached from the list of imports. */
export const importPages: readonly PageRow[] = [
  {
    path: '/imports/files/$uploadId',
    page: lazy(() => import('./file.tsx'), 'ImportFile'),
    right: 'imports.load',
    title: 'imports.upload.title',
  },
  {
    path: '/imports/$batchId/mend/$entity',
    page: lazy(() => import('./mend.tsx'), 'Mend'),
    right: 'imports.load',
    title: 'imports.mend.title',
  },
];

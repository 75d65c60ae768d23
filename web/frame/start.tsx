import { Navigate } from '@tanstack/react-router';
import { useMay, useSession } from '../api/session.ts';
import { pages } from '../routes.tsx';
import { menuPages } from './places.ts';
import { startPageOf } from './start-page.ts';

/** '/' is the page the reader chose to begin with, else the first of the menu he may open. */
export function Start() {
  const open = menuPages(pages, useMay());
  const chosen = startPageOf(useSession().account.accountId);
  const first = open.find((row) => row.path === chosen) ?? open[0];
  return <Navigate to={first?.path ?? '/account'} replace />;
}

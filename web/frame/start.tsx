import { Navigate } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { pages } from '../routes.tsx';
import { menuPages } from './places.ts';

/** '/' is the first page of the menu that the reader may open, else his own account. */
export function Start() {
  const [first] = menuPages(pages, useMay());
  return <Navigate to={first?.path ?? '/account'} replace />;
}

import { Navigate } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { menuPages } from './menu.tsx';

/** '/' is the first page of the menu that the reader may open, else his own account. */
export function Start() {
  const [first] = menuPages(useMay());
  return <Navigate to={first?.path ?? '/account'} replace />;
}

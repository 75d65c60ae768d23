import { Navigate } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { NoDataYet } from '../kit/empty.tsx';
import { menuPages } from './menu.tsx';

/** '/' is the first page of the menu that the reader may open. */
export function Start() {
  const [first] = menuPages(useMay());
  return first === undefined ? <NoDataYet /> : <Navigate to={first.path} replace />;
}

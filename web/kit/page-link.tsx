import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ReactNode } from 'react';

/** '/customers/7?tab=held' as path and words; pages have no fragments. */
function parted(address: string): { to: string; search: Record<string, string> } {
  const [to = '/', words = ''] = address.replace(/#.*$/, '').split('?', 2);
  return { to, search: Object.fromEntries(new URLSearchParams(words)) };
}

/** A link to a page of the web by its address. */
export function PageLink(props: { readonly to: string; readonly children: ReactNode }) {
  const { to, search } = parted(props.to);
  return (
    <Link to={to} search={search as never}>
      {props.children}
    </Link>
  );
}

/** `const go = useGo(); go('/customers/7')` */
export function useGo(): (address: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (address: string, options?: { readonly replace?: boolean }) => {
      const { to, search } = parted(address);
      void navigate({ to, search: search as never, replace: options?.replace ?? false });
    },
    [navigate],
  );
}

/** A parameter of the page's path: `usePathWord('customerId')` on '/customers/$customerId'. */
export function usePathWord(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return params[name] ?? '';
}

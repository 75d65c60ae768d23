import type { PageAction } from '../page-row.ts';

/** WHAT ONE MAY DO NOW, for the palette. A room adds its own by one line. */
export const actions: readonly PageAction[] = [
  {
    title: 'web.action.new_handover',
    right: 'allocation.propose_handover',
    to: '/allocation/hand-overs/new',
  },
  { title: 'web.action.enter_figures', right: 'metrics.enter', to: '/metric-figures' },
  { title: 'web.action.run_quarter', right: 'closing.run', to: '/quarters' },
  { title: 'web.action.import', right: 'imports.load', to: '/imports' },
  { title: 'web.action.new_account', right: 'accounts.create', to: '/accounts' },
  { title: 'web.action.password', right: 'signed_in', to: '/account?part=password' },
];

import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerCard, CustomerFact, CustomerTab } from '../../customer-tab.ts';

/** 持有: accounts, balances, loans, invoices. */
export const holdingsTabs: readonly CustomerTab[] = [
  {
    name: 'holdings',
    title: 'holdings.title',
    right: 'holdings.read',
    order: 20,
    page: lazy(() => import('./customer-tab.tsx'), 'HoldingsTab'),
  },
];

const figures = () => import('./customer-figures.tsx');

/** Averages of the last closed month. */
export const holdingsFacts: readonly CustomerFact[] = [
  {
    name: 'deposit',
    title: 'holdings.figure.deposit',
    right: 'holdings.read',
    order: 20,
    fact: lazy(figures, 'DepositFact'),
  },
  {
    name: 'loan',
    title: 'holdings.figure.loan',
    right: 'holdings.read',
    order: 22,
    fact: lazy(figures, 'LoanFact'),
  },
];

export const holdingsCards: readonly CustomerCard[] = [
  {
    name: 'balances',
    title: 'holdings.card.balances',
    right: 'holdings.read',
    order: 20,
    size: 'half',
    card: lazy(figures, 'BalanceCard'),
  },
  {
    name: 'held',
    title: 'holdings.card.held',
    right: 'holdings.read',
    order: 40,
    size: 'half',
    card: lazy(figures, 'HeldCard'),
  },
];

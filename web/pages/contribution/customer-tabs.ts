import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerCard, CustomerFact, CustomerTab } from '../../customer-tab.ts';

/** 贡献: what a customer brings, and how it is made up. */
export const contributionTabs: readonly CustomerTab[] = [
  {
    name: 'contribution',
    title: 'contribution.title',
    right: 'contribution.read',
    order: 30,
    page: lazy(() => import('./customer-tab.tsx'), 'ContributionTab'),
  },
];

const figures = () => import('./customer-figures.tsx');

/** Contribution of the last closed quarter. */
export const contributionFacts: readonly CustomerFact[] = [
  {
    name: 'contribution',
    title: 'contribution.fact',
    right: 'contribution.read',
    order: 24,
    fact: lazy(figures, 'ContributionFact'),
  },
];

export const contributionCards: readonly CustomerCard[] = [
  {
    name: 'contribution',
    title: 'contribution.over_time',
    right: 'contribution.read',
    order: 30,
    size: 'half',
    card: lazy(figures, 'ContributionCard'),
  },
];

import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** How far the letters are, for those who see to it that they are signed. */
export const letterCards: readonly DeskCard[] = [
  {
    key: 'letters.board',
    title: 'desk.letters',
    right: 'targets.read_letters',
    desks: ['team_head', 'branch_president', 'hr'],
    size: 'half',
    order: 150,
    height: 260,
    card: lazyRouteComponent(() => import('./board-card.tsx'), 'LettersCard'),
  },
];

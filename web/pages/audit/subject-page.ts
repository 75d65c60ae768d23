/** Where the thing of a record has its page; null: it has none, or its key leads nowhere. */
export function subjectPage(subject: string, key: string): string | null {
  const word = encodeURIComponent(key);
  switch (subject) {
    case 'customer':
      return `/customers?q=${word}`;
    case 'contact_note':
      return `/customers?q=${encodeURIComponent(key.split(' ')[0] ?? key)}`;
    case 'account':
    case 'login':
      return `/accounts?q=${word}`;
    case 'quarter':
      return /^\d{4}Q[1-4]$/.test(key) ? `/quarters/${key}` : null;
    case 'letter':
      return `/letters?q=${word}`;
    case 'import':
      return /^\d+$/.test(key) ? `/imports/${key}` : null;
    case 'expense_application':
      return /^\d+$/.test(key) ? `/expense-applications/${key}` : null;
    case 'reward_proposal':
      return /^\d+$/.test(key) ? `/rewards/${key}` : null;
    case 'staff':
      return `/staff?q=${word}`;
    case 'pay_batch':
      return `/pay-batches?q=${word}`;
    case 'clawback':
      return `/clawbacks?q=${word}`;
    case 'policy_version':
      return '/policies';
    case 'calendar':
      return '/calendar';
    default:
      return null;
  }
}

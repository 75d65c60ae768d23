import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { closingApi } from '../../../server/modules/closing/contract.ts';
import { jobsApi } from '../../../server/platform/jobs/contract.ts';
import { call } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { unfinishedOf, watchOf } from './runs.ts';
import type { Asked, View, Watch } from './runs.ts';

const askEveryMs = 1500;

export interface Watched {
  readonly watch: Watch;
  /** Asks for an opening or closing and watches it. */
  readonly ask: (kind: Asked['kind']) => void;
  /** The refusal of the request itself. */
  readonly error: Error | null;
}

/** Follows the work on a quarter: what was asked for here, or what is found under way. */
export function useWatch(quarter: string, view: View | undefined): Watched {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = useCommand(closingApi.openQuarter);
  const close = useCommand(closingApi.closeQuarter);
  const unfinished = view === undefined ? undefined : unfinishedOf(view.runs);
  const kind = asked?.kind ?? unfinished?.kind;
  const params = { key: `quarter-${kind ?? 'close'}-${quarter}` };
  const progress = useRoute(
    jobsApi.readProgress,
    { params },
    {
      enabled: kind !== undefined,
      staleTime: 0,
      every: (answer) => {
        const { state } = watchOf(asked, answer as Parameters<typeof watchOf>[1]);
        return isLive(state) ? askEveryMs : false;
      },
    },
  );
  const watch = kind === undefined ? idle : watchOf(asked, progress.data);
  const before = useRef(watch.state);
  useEffect(() => {
    const wasLive = isLive(before.current);
    before.current = watch.state;
    if (wasLive && !isLive(watch.state)) void client.invalidateQueries();
  }, [watch.state, client]);

  const ask = async (next: Asked['kind']) => {
    const key = `quarter-${next}-${quarter}`;
    const last = await call(jobsApi.readProgress, { params: { key } }).catch(() => null);
    const input = { params: { quarter } };
    await (next === 'open' ? open : close).mutateAsync(input);
    setAsked({ kind: next, before: last?.startedAt ?? null });
  };
  return {
    watch,
    // A refusal stands in `error`.
    ask: (next) => void ask(next).catch(() => undefined),
    error: open.error ?? close.error,
  };
}

const idle: Watch = { state: 'idle', reason: null };

/** Whether there is something to wait for. */
export function isLive(state: Watch['state']): boolean {
  return state === 'waiting' || state === 'running';
}

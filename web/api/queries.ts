import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Route } from '../../core/schema.ts';
import { callLoose, ProblemError } from './client.ts';
import type { AnswerOf, InputOf, LooseInput } from './client.ts';

/** React Query over contracts: reading by useRoute, verbs by useCommand. */
type Outcome = (problem: ProblemError) => void;
const watchers = new Set<Outcome>();

/** Hears every problem any call met: the frame sends those not signed in to the sign-in page. */
export function onProblem(watch: Outcome): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

function tell(error: unknown): void {
  if (!(error instanceof ProblemError)) return;
  for (const watch of watchers) watch(error);
}

/** Asked again only when the network or the server failed, never after a refusal. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = error.problem;
  return failures < 2 && (status === 0 || status >= 502);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: tell }),
  mutationCache: new MutationCache({ onError: tell }),
  defaultOptions: {
    queries: { retry: worthAnotherTry, staleTime: 10_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});

/** The name under which an answer is kept. */
export function keyOf(route: Pick<Route, 'path'>, input: LooseInput = {}): readonly unknown[] {
  return [route.path, input.params ?? {}, input.query ?? {}];
}

export interface RouteOptions {
  /** false: not asked yet. */
  readonly enabled?: boolean;
  /** Ask again after so many milliseconds; a function may stop it. */
  readonly every?: number | ((answer: unknown) => number | false);
  /** Keep showing the answer to the former input until the new one is there (paging). */
  readonly keep?: boolean;
  readonly staleTime?: number;
}

/** Reads a route whose shapes the compiler does not know (the kit's table). */
export function useLooseRoute(
  route: Pick<Route, 'method' | 'path'>,
  input: LooseInput = {},
  options: RouteOptions = {},
): UseQueryResult<unknown, Error> {
  const { every } = options;
  return useQuery({
    queryKey: keyOf(route, input),
    queryFn: ({ signal }) => callLoose(route, input, signal),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
    ...(every === undefined
      ? {}
      : {
          refetchInterval:
            typeof every === 'number'
              ? every
              : (query: { state: { data: unknown } }) => every(query.state.data),
        }),
  });
}

/** Reads a route: `const sheet = useRoute(assessmentApi.readSheet, { params: { sheetId } })`. */
export function useRoute<D extends Route>(
  route: D,
  ...[input, options]: Record<never, never> extends InputOf<D>
    ? [input?: InputOf<D>, options?: RouteOptions]
    : [input: InputOf<D>, options?: RouteOptions]
): UseQueryResult<AnswerOf<D>, Error> {
  return useLooseRoute(route, input as LooseInput, options) as UseQueryResult<AnswerOf<D>, Error>;
}

/**
 * A verb: `const sign = useCommand(lettersApi.signLetter); await sign.mutateAsync({ params, body
 * })`. Afterwards everything on the screen is asked again: a verb may move any figure.
 */
export function useCommand<D extends Route>(route: D) {
  const client = useQueryClient();
  return useMutation<AnswerOf<D>, Error, InputOf<D>>({
    mutationFn: async (input) => (await callLoose(route, input as LooseInput)) as AnswerOf<D>,
    onSuccess: async () => {
      await client.invalidateQueries();
    },
  });
}

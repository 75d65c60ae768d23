import { Breadcrumb, Skeleton } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/client.ts';
import { useSay } from '../i18n/say.ts';
import { PageLink } from './page-link.tsx';
import { usePagePlace } from './page-place.ts';
import type { Crumb } from './page-place.ts';
import { ProblemNote } from './problem.tsx';
import { usePhone } from './theme.ts';
import { keepRecent } from './recent.ts';
import './waiting.css';
import { ReadersMark } from './watermark.tsx';

export type { Crumb } from './page-place.ts';

interface PageProps {
  readonly title: ReactNode;
  /** The browser tab's title, when `title` is not text. */
  readonly plainTitle?: string;
  readonly note?: ReactNode;
  readonly trail?: readonly Crumb[];
  readonly actions?: ReactNode;
  /** Carries the reader's name and the time where the frame does not (web/page-row.ts). */
  readonly watermark?: boolean;
  /** Cards that keep their own height: none waits for the one above it (`waiting.css`). */
  readonly free?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page: trail, title, actions, content. */
export function Page(props: PageProps) {
  const { t } = useSay();
  const name = props.plainTitle ?? (typeof props.title === 'string' ? props.title : '');
  useEffect(() => {
    document.title = name === '' ? t('web.name') : `${name} · ${t('web.name')}`;
  }, [name, t]);
  const { marked, recent, crumbs } = usePagePlace();
  const owner = recent?.accountId;
  const path = recent?.path;
  // Until the record is read the page has the name of its entry.
  const named = name !== '' && name !== crumbs.at(-1)?.title;
  useEffect(() => {
    if (owner !== undefined && path !== undefined && named)
      keepRecent(owner, { path, title: name });
  }, [owner, path, name, named]);
  const body = (
    <div className={props.free === true ? 'kj-page kj-free' : 'kj-page'}>
      <div>
        <Trail name={name} own={props.trail ?? []} />
        <div className="kj-head">
          <h1>{props.title}</h1>
          {props.note === undefined ? null : <span className="kj-quiet">{props.note}</span>}
          {props.actions === undefined ? null : (
            <span className="kj-bar kj-bar-end">{props.actions}</span>
          )}
        </div>
      </div>
      {props.children}
    </div>
  );
  return props.watermark === true && !marked ? <ReadersMark>{body}</ReadersMark> : body;
}

/**
 * The way to the page: group, entry of the menu, then what the page itself adds, then its name. On
 * a phone only where there is a way back to show.
 */
function Trail({ name, own }: { readonly name: string; readonly own: readonly Crumb[] }) {
  const { t } = useSay();
  const phone = usePhone();
  const { crumbs, isEntry } = usePagePlace();
  const known = new Set(crumbs.map((crumb) => crumb.to));
  const further = own.filter((crumb) => crumb.to === undefined || !known.has(crumb.to));
  const tail = isEntry && further.length === 0 ? [] : [{ title: name }];
  const way = [...crumbs, ...further, ...tail].filter(
    (crumb, at, all) => crumb.title !== all[at + 1]?.title,
  );
  if (way.length < 2 || (phone && way.length < 3)) return null;
  const end = way.length - 1;
  return (
    <nav aria-label={t('web.trail')}>
      <Breadcrumb
        style={{ marginBottom: 4 }}
        items={way.map((crumb: Crumb, at) => ({
          title:
            crumb.to === undefined || at === end ? (
              <span {...(at === end ? { 'aria-current': 'page' as const } : {})}>
                {crumb.title}
              </span>
            ) : (
              <PageLink to={crumb.to}>{crumb.title}</PageLink>
            ),
        }))}
      />
    </nav>
  );
}

interface SectionProps {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A card on a page. */
export function Section({ title, extra, children }: SectionProps) {
  return (
    <section className="kj-card">
      {title === undefined && extra === undefined ? null : (
        <div className="kj-card-head">
          <h2>{title}</h2>
          {extra === undefined ? null : <span className="kj-bar kj-bar-end">{extra}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

interface ReadProps<A> {
  readonly query: {
    readonly data: A | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly rows?: number;
  /** Where the read draws the page itself: the page's name until it is there, or was refused. */
  readonly title?: string;
  readonly children: (answer: A) => ReactNode;
}

/** What a read shows while it is under way, when it was refused, and when it is there. */
export function Read<A>({ query, rows = 4, title, children }: ReadProps<A>) {
  if (query.data !== undefined) return children(query.data);
  const meanwhile =
    query.error !== null ? (
      <Refused error={query.error} retry={() => void query.refetch()} />
    ) : (
      <div className="kj-waiting">
        <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
      </div>
    );
  return title === undefined ? meanwhile : <Page title={title}>{meanwhile}</Page>;
}

/** What is not there will not be there the next time either: the way back instead of a retry. */
function Refused({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { t } = useSay();
  const { crumbs } = usePagePlace();
  const list = crumbs.findLast((crumb) => crumb.to !== undefined);
  const absent = error instanceof ProblemError && error.problem.status === 404;
  if (!absent || list?.to === undefined) return <ProblemNote error={error} onRetry={retry} />;
  const back = t('web.back_to', { title: list.title });
  return <ProblemNote error={error} action={<PageLink to={list.to}>{back}</PageLink>} />;
}

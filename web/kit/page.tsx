import { Breadcrumb, Skeleton, Watermark } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { instantWritten } from './format.ts';
import { PageLink } from './page-link.tsx';
import { ProblemNote } from './problem.tsx';
import './waiting.css';

export interface Crumb {
  readonly title: string;
  readonly to?: string;
}

interface PageProps {
  readonly title: ReactNode;
  /** The browser tab's title, when `title` is not text. */
  readonly plainTitle?: string;
  readonly note?: ReactNode;
  readonly trail?: readonly Crumb[];
  readonly actions?: ReactNode;
  /** Pages with customers' data carry the reader's name and the time. */
  readonly watermark?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page: trail, title, actions, content. */
export function Page(props: PageProps) {
  const { t } = useSay();
  const name = props.plainTitle ?? (typeof props.title === 'string' ? props.title : '');
  useEffect(() => {
    document.title = name === '' ? t('web.name') : `${name} · ${t('web.name')}`;
  }, [name, t]);
  const body = (
    <div className="kj-page">
      <div>
        {props.trail === undefined ? null : (
          <Breadcrumb
            style={{ marginBottom: 4 }}
            items={[...props.trail, { title: name }].map((crumb: Crumb) => ({
              title:
                crumb.to === undefined ? (
                  crumb.title
                ) : (
                  <PageLink to={crumb.to}>{crumb.title}</PageLink>
                ),
            }))}
          />
        )}
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
  return props.watermark === true ? <Marked>{body}</Marked> : body;
}

function Marked({ children }: { readonly children: ReactNode }) {
  const { account } = useSession();
  const { locale } = useSay();
  const now = instantWritten(new Date().toISOString(), locale);
  return (
    <Watermark
      content={[`${account.name} ${account.login}`, now]}
      font={{ fontSize: 12, color: 'rgba(120,130,135,.13)' }}
      gap={[160, 140]}
    >
      {children}
    </Watermark>
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
  readonly children: (answer: A) => ReactNode;
}

/** What a read shows while it is under way, when it was refused, and when it is there. */
export function Read<A>({ query, rows = 4, children }: ReadProps<A>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <div className="kj-waiting">
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

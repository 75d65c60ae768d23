import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import type { RouteComponent } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { Guard } from './frame/guard.tsx';
import { Start } from './frame/start.tsx';
import { openLater } from './i18n/phrases.ts';
import { locale } from './i18n/say.ts';
import { Broken, NotFound } from './pages/trouble/trouble.tsx';
import { openPages, pages } from './routes.tsx';
import type { PageRow } from './page-row.ts';

/** The router made from the page table. Words in the URL are plain text, without JSON quoting. */
const root = createRootRoute({ component: Outlet });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

/** The page behind its right; its code is fetched before it is shown. */
function guarded(row: PageRow): RouteComponent {
  const { page: Content } = row;
  function Guarded() {
    return (
      <Guard right={row.right}>
        <Content />
      </Guard>
    );
  }
  return Object.assign(Guarded, { preload: Content.preload }) as RouteComponent;
}

const tree = root.addChildren([
  ...openPages.map((row) =>
    createRoute({
      getParentRoute: () => root,
      path: row.path,
      component: row.page as RouteComponent,
    }),
  ),
  frame.addChildren([
    createRoute({ getParentRoute: () => frame, path: '/', component: Start }),
    ...pages.map((row) =>
      createRoute({
        getParentRoute: () => frame,
        path: row.path,
        component: guarded(row),
        loader: () => (row.hasFewWords === true ? undefined : openLater(locale())),
        staleTime: Infinity,
      }),
    ),
    createRoute({ getParentRoute: () => frame, path: '$', component: NotFound }),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (words) => {
    const kept = Object.entries(words).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)]));
    return kept.length === 0 ? '' : `?${text.toString()}`;
  },
});

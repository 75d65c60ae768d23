import { z } from 'zod';
import { revisionNumber } from '../../../core/revision.ts';
import { count, idText, instantText, route } from '../../../core/schema.ts';

export const sharings = ['nobody', 'unit', 'bank'] as const;
export type Sharing = (typeof sharings)[number];
export const densities = ['small', 'medium', 'large'] as const;

/** So many views an account may keep of one list. */
export const viewsMax = 50;

const property = z.string().min(1).max(60);
const list = z.string().regex(/^\/[A-Za-z0-9/:_-]{1,119}$/);
const words = z
  .record(z.string().regex(/^[A-Za-z]\w{0,39}$/), z.string().max(200))
  .refine((given) => Object.keys(given).length <= 30);
const columns = z.object({
  hidden: z.array(property).max(100),
  order: z.array(property).max(100),
});

/** What a view says of a list; never any of its rows. */
export const viewState = z.object({ words, columns, density: z.enum(densities) });
export type ViewState = z.infer<typeof viewState>;

const name = z.string().trim().min(1).max(40);
const remark = z.string().trim().max(200);

export const viewRow = z.object({
  viewId: idText,
  list: z.string(),
  name: z.string(),
  remark: z.string(),
  ...viewState.shape,
  sharedWith: z.enum(sharings),
  ownerName: z.string(),
  /** Whether the reader owns it. */
  own: z.boolean(),
  /** Whether the list opens with it for the reader. */
  byDefault: z.boolean(),
  /** Whether it is kept no more; only its owner sees it then. */
  removed: z.boolean(),
  revision: count,
  changedAt: instantText,
});
export type ViewRow = z.infer<typeof viewRow>;

const params = z.object({ viewId: idText });

export const viewsApi = {
  listViews: route({
    method: 'get',
    path: '/views',
    right: 'views.use',
    summary: "The reader's own views of a list and those shared with him",
    query: z.object({ list }),
    response: z.object({ rows: z.array(viewRow) }),
  }),
  createView: route({
    method: 'post',
    path: '/views',
    right: 'views.use',
    summary: 'Save a view of a list under a name',
    body: viewState.extend({ list, name, remark: remark.default('') }),
    response: viewRow,
    status: 201,
  }),
  changeView: route({
    method: 'put',
    path: '/views/:viewId',
    right: 'views.use',
    summary: 'Change an own view by the revision that was read: name, remark, state or sharing',
    params,
    body: viewState.partial().extend({
      revision: revisionNumber,
      name: name.optional(),
      remark: remark.optional(),
      sharedWith: z.enum(sharings).optional(),
    }),
    response: viewRow,
  }),
  removeView: route({
    method: 'delete',
    path: '/views/:viewId',
    right: 'views.use',
    summary: 'Remove an own view; it can be brought back',
    params,
    response: z.object({ viewId: idText }),
  }),
  restoreView: route({
    method: 'post',
    path: '/views/:viewId/restorations',
    right: 'views.use',
    summary: 'Bring back an own view that was removed',
    params,
    response: viewRow,
    status: 201,
  }),
  chooseDefaultView: route({
    method: 'put',
    path: '/default-views',
    right: 'views.use',
    summary: 'Choose the view with which a list opens for the reader, or none',
    body: z.object({ list, viewId: idText.nullable() }),
    response: z.object({ list: z.string(), viewId: idText.nullable() }),
  }),
};

import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Id } from './model.ts';
import { MatterFilter, QueueKind } from './views.ts';

export const queueSorts = ['due', 'newest', 'oldest'] as const;
export const queueStates = ['open', 'closed', 'any'] as const;

/** Filters as they stand in the queue's address: what is left out follows from the queue. */
export const QueueFilters = z.object({
  ...MatterFilter.shape,
  queue: QueueKind.optional(),
  state: z.enum(queueStates).optional(),
  sort: z.enum(queueSorts).optional(),
});
export type QueueFilters = z.output<typeof QueueFilters>;

export const maxSavedViews = 30;

const ViewName = z.string().trim().min(1).max(40);

export const SavedView = z.object({
  viewId: Id,
  name: z.string(),
  filters: QueueFilters,
  /** Opens the queue when its address names no filters. */
  isDefault: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;

export const listSavedViews = endpoint({
  id: 'savedView.list',
  method: 'GET',
  path: '/api/saved-views',
  permission: 'queue.read',
  summary: 'My saved views of the queue, in the order in which they were made',
  reply: z.object({ views: z.array(SavedView) }),
});

export const saveView = endpoint({
  id: 'savedView.save',
  method: 'POST',
  path: '/api/saved-views',
  permission: 'queue.read',
  summary: 'Keep filters of the queue under a name',
  body: z.object({ ...Command.shape, name: ViewName, filters: z.strictObject(QueueFilters.shape) }),
  reply: SavedView,
});

const one = z.object({ viewId: z.uuid() });

export const changeView = endpoint({
  id: 'savedView.change',
  method: 'PUT',
  path: '/api/saved-views/:viewId',
  permission: 'queue.read',
  summary: 'Rename one of my views, replace its filters, or make it the one that opens first',
  params: one,
  body: z.object({
    ...Command.shape,
    name: ViewName.optional(),
    filters: z.strictObject(QueueFilters.shape).optional(),
    isDefault: z.boolean().optional(),
  }),
  reply: SavedView,
});

export const deleteView = endpoint({
  id: 'savedView.delete',
  method: 'POST',
  path: '/api/saved-views/:viewId/delete',
  permission: 'queue.read',
  summary: 'Give up one of my views',
  params: one,
  body: Command,
  reply: Done,
});

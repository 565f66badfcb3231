/** What `cartograph webhooks` can do. */
export const webhookActions = ['register', 'show', 'remove'] as const
export type WebhookAction = (typeof webhookActions)[number]

/** What `cartograph uploads` can do. */
export const uploadActions = ['list', 'remove'] as const
export type UploadAction = (typeof uploadActions)[number]

/** What `cartograph served` can do. */
export const servedActions = ['show', 'rotate', 'write'] as const
export type ServedAction = (typeof servedActions)[number]

/** What `cartograph customers` can do beside showing persons. */
export const customerActions = [
  'update',
  'create',
  'edit',
  'tag',
  'consent',
  'merge',
  'split',
  'undo',
  'timeline',
  'export',
  'erase',
  'erasures',
  'figures',
] as const
export type CustomerAction = (typeof customerActions)[number]

/** What `cartograph feeds` can do. */
export const feedActions = ['list', 'preview', 'run', 'report', 'allow', 'rotate'] as const
export type FeedAction = (typeof feedActions)[number]

/** What `cartograph surfaces` can do. */
export const surfaceActions = ['show', 'rotate'] as const
export type SurfaceAction = (typeof surfaceActions)[number]

/** What `cartograph bonus` can do. */
export const bonusActions = ['show', 'import', 'update'] as const
export type BonusAction = (typeof bonusActions)[number]

/** What `cartograph tokens` can do. */
export const tokenActions = ['list', 'issue', 'rotate', 'revoke', 'secret'] as const
export type TokenAction = (typeof tokenActions)[number]

/** What `cartograph users` can do. */
export const userActions = ['list', 'invite', 'role', 'remove', 'reset'] as const
export type UserAction = (typeof userActions)[number]

/** What `cartograph secrets` can do. */
export const secretActions = ['set', 'list', 'remove', 'rotate', 'key'] as const
export type SecretAction = (typeof secretActions)[number]

/** What `cartograph alerts` can do. */
export const alertActions = ['list', 'test'] as const
export type AlertAction = (typeof alertActions)[number]

/** What `cartograph reports` can do. */
export const reportActions = ['list', 'make', 'send'] as const
export type ReportAction = (typeof reportActions)[number]

/** What `cartograph automations` can do. */
export const automationActions = ['list', 'show', 'runs', 'dry-run', 'pause', 'resume'] as const
export type AutomationAction = (typeof automationActions)[number]

/** What `cartograph carts` can do. */
export const cartActions = ['list', 'show', 'figures', 'dry-run'] as const
export type CartAction = (typeof cartActions)[number]

/** What `cartograph shares` can do. */
export const shareActions = ['list', 'make', 'renew', 'revoke'] as const
export type ShareAction = (typeof shareActions)[number]

/** What `cartograph rates` can do. */
export const rateActions = ['list', 'fetch', 'import'] as const
export type RateAction = (typeof rateActions)[number]

/** What `cartograph pages` can do. */
export const pageActions = ['show', 'update', 'unsubscribe', 'rotate'] as const
export type PageAction = (typeof pageActions)[number]

/** What `cartograph report` can show. */
export const reportNames = [
  'products',
  'coupons',
  'hours',
  'rfm',
  'cohorts',
  'pairs',
  'lifetime',
  'recurring',
] as const
export type ReportName = (typeof reportNames)[number]

export const configActions = ['list', 'export', 'import'] as const
export type ConfigAction = (typeof configActions)[number]

export const organisationActions = ['list', 'add', 'remove'] as const
export type OrganisationAction = (typeof organisationActions)[number]

/** What `cartograph webhooks` can do. */
export const webhookActions = ['register', 'show', 'remove'] as const
export type WebhookAction = (typeof webhookActions)[number]

/** What `cartograph served` can do. */
export const servedActions = ['show', 'rotate', 'write'] as const
export type ServedAction = (typeof servedActions)[number]

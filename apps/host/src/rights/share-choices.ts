/** What whoever looks at a shared dashboard may be let choose. Stores and segments are never among it: they stay as they were shared. */
export const shareChoices = ['range', 'compare', 'currency'] as const

export type ShareChoice = (typeof shareChoices)[number]

/** Fewer characters of a password for a link anybody can guess; more are a burden to the host. */
export const shortestSharePassword = 8

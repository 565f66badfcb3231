/** What a process is doing when it dies. */
export const phases = ['reading', 'committing', 'delivering', 'replacing'] as const
export type Phase = (typeof phases)[number]

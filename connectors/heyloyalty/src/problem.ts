import type { CheckReport } from '@cartograph/core'

/** Something that a check finds wrong. */
export type Problem = NonNullable<CheckReport['problems']>[number]

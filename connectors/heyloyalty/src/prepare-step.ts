import type { Connector } from '@cartograph/core'
import type { Settings } from './settings.ts'

/** One thing that `prepare` makes, or would. */
export type Step = Awaited<ReturnType<NonNullable<Connector<Settings>['prepare']>>>[number]

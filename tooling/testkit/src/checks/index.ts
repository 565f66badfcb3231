import type { Check } from '../check.ts'
import { actionChecks } from './action-checks.ts'
import { checkChecks } from './check-checks.ts'
import { compatibilityChecks } from './compatibility-checks.ts'
import { contractChecks } from './contract-checks.ts'
import { eraseChecks } from './erase-checks.ts'
import { failureChecks } from './failure-checks.ts'
import { getChecks } from './get-checks.ts'
import { incrementalChecks } from './incremental-checks.ts'
import { networkChecks } from './network-checks.ts'
import { paperChecks } from './paper-checks.ts'
import { readChecks } from './read-checks.ts'
import { resumeChecks } from './resume-checks.ts'
import { servedChecks } from './served-checks.ts'
import { servedTextChecks } from './served-text-checks.ts'
import { sinkChecks } from './sink-checks.ts'
import { surfaceChecks } from './surface-checks.ts'
import { webhookChecks } from './webhook-checks.ts'

/** All checks, in the order in which they run; the last ones look at what the others have seen. */
export const checks: readonly Check[] = [
  ...contractChecks,
  ...compatibilityChecks,
  ...checkChecks,
  ...readChecks,
  ...getChecks,
  ...resumeChecks,
  ...incrementalChecks,
  ...failureChecks,
  ...webhookChecks,
  ...sinkChecks,
  ...servedChecks,
  ...servedTextChecks,
  ...actionChecks,
  ...eraseChecks,
  ...surfaceChecks,
  ...networkChecks,
  ...paperChecks,
]

import { fault, faultFrom, type Fault, type Outcome } from '@cartograph/core'

/** Refuses, and lets everything else wait: it would be refused as well. */
export function stopped(found: Omit<Fault, '$fault' | 'scope'>): Outcome {
  return { status: 'failed', fault: fault({ ...found, scope: 'part' }) }
}

export function failed(found: Omit<Fault, '$fault'>): Outcome {
  return { status: 'failed', fault: fault(found) }
}

/** Certainly not posted; `afterMs`: how long Slack asks to wait. */
export function untouched(afterMs?: number): Outcome {
  return { status: 'untouched', ...(afterMs !== undefined && { afterMs }) }
}

export const unknown: Outcome = { status: 'unknown' }

/** What follows from a status alone; undefined where the body has to say it. */
export async function outcomeOfStatus(response: Response): Promise<Outcome | undefined> {
  const { status } = response
  if (status === 429) return untouched((await faultFrom(response)).retryAfterMs)
  if (status === 408 || status >= 500) return unknown
  return undefined
}

/** Something else than Slack answered. */
export const notSlack: Omit<Fault, '$fault' | 'scope'> = {
  kind: 'contract',
  message: 'Something answered in the place of Slack, in another form than Slack does.',
  hint: 'A proxy or a log-in page may stand between this machine and Slack.',
}

import { faultFrom, type Context, type Outcome, type Person } from '@cartograph/core'
import { refusedToken } from './notebook-refusal.ts'
import type { Settings } from './notebook-settings.ts'
import { host } from './notebook-vendor.ts'

/** The vendor takes its time, and answers 404 when the reader is gone. */
export async function eraseReader(
  { fetch }: Pick<Context<Settings>, 'fetch'>,
  { customerId }: Person,
): Promise<Outcome> {
  if (customerId === undefined) return { status: 'ok' }
  const response = await fetch.with({ effect: 'repeatable', expect: [401, 403, 404] })(
    `https://${host}/readers/${encodeURIComponent(customerId)}`,
    { method: 'DELETE' },
  )
  if (response.status === 404) return { status: 'ok' }
  if (response.status === 401 || response.status === 403) throw await refusedToken(response)
  if (!response.ok) throw await faultFrom(response)
  return { status: 'pending', ticket: customerId, afterMs: 60_000 }
}

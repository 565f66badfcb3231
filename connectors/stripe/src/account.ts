import { fault, isFault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { oldestAccount } from './assumptions.ts'
import { ask } from './client.ts'
import type { Settings } from './settings.ts'

/** What is read of the account; without the personal data of whoever opened it. */
const account = z.object({
  id: z.string(),
  created: z.int().nullish(),
  country: z.string().nullish(),
  default_currency: z.string().nullish(),
  business_profile: z.object({ name: z.string().nullish() }).nullish(),
  settings: z
    .object({
      dashboard: z
        .object({ display_name: z.string().nullish(), timezone: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
})
export type StripeAccount = z.infer<typeof account>

const dayMs = 86_400_000

/** The account that is read. */
export async function readAccount(context: Context<Settings>): Promise<StripeAccount> {
  const parsed = account.safeParse(await ask(context, { route: '/v1/account' }))
  if (parsed.success) return parsed.data
  throw fault({
    kind: 'contract',
    message: 'Stripe answers /v1/account with something that is no account.',
    hint: 'Update @cartograph/connector-stripe; behind a proxy, see whether it changes answers.',
    request: { method: 'GET', route: '/v1/account' },
  })
}

/** When the account was made, in seconds since 1970; where the key may not read that, nothing can be older anyway. */
export function accountStart(context: Context<Settings>): Promise<number> {
  return context.memo('account start', dayMs, async () => {
    try {
      const { created } = await readAccount(context)
      return created ?? oldestAccount
    } catch (error) {
      if (isFault(error) && error.kind === 'permission') return oldestAccount
      throw error
    }
  })
}

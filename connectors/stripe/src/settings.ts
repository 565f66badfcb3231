import { createHash } from 'node:crypto'
import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { accountCharacters } from './assumptions.ts'

const keyForm = /^(?:sk|rk)_(?:live|test)_\w+$/

const key = z.string().superRefine((text, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message })
  if (text.startsWith('pk_'))
    return wrong(
      'expected a secret or restricted key (sk_ or rk_); this is the publishable key, which may read nothing',
    )
  if (text.startsWith('whsec_'))
    return wrong(
      'expected a secret or restricted key (sk_ or rk_); this is the secret of a webhook',
    )
  if (!keyForm.test(text))
    return wrong('expected a key that begins with rk_live_, rk_test_, sk_live_ or sk_test_')
})

const apiBase = z.string().superRefine((text, context) => {
  if (!URL.canParse(text) || !/^https?:/.test(text) || new URL(text).pathname !== '/')
    context.addIssue({
      code: 'custom',
      message: 'expected an address without a path, such as http://127.0.0.1:12111',
    })
})

export const settings = z
  .strictObject({
    secretKey: secret(key).meta({
      title: 'Secret key',
      description:
        'In Stripe: Developers, API keys. A restricted key (`rk_`) with Read on what is wanted is best.',
    }),
    account: z
      .string()
      .regex(/^acct_\w+$/, 'expected the id of a connected account, which begins with acct_')
      .optional()
      .meta({
        title: 'Connected account',
        description:
          "Connected account to read with a platform's key, such as `acct_1AbC`. Default: the key's own account.",
      }),
    orders: z.enum(['checkout', 'invoices', 'charges', 'none']).default('checkout').meta({
      title: 'What becomes an order',
      description:
        'What becomes an order, so that nothing is counted twice: completed check-outs (default), finalised invoices, charges, or nothing, where a shop system is connected whose orders Stripe only pays.',
    }),
    startDate: z.iso.date('expected a day such as 2025-01-31').optional().meta({
      title: 'First day',
      description:
        'Payments, invoices and what else has a day are not read if made before this day (UTC). Customers and catalogue are. Default: all are.',
    }),
    testClocks: z
      .array(
        z
          .string()
          .regex(/^clock_\w+$/, 'expected the id of a test clock, which begins with clock_'),
      )
      .min(1)
      .optional()
      .meta({
        title: 'Test clocks',
        description:
          'Test clocks whose customers and subscriptions are read as well, such as `clock_1AbC`. Default none.',
      }),
    webhookSecrets: z
      .array(
        secret(
          z
            .string()
            .regex(
              /^whsec_\S+$/,
              'expected the signing secret of a webhook, which begins with whsec_',
            ),
        ),
      )
      .optional()
      .meta({
        title: 'Webhook secrets',
        description:
          'Secrets (`whsec_…`) of webhooks made by hand; several while one is rolled. Those made by Cartograph have secrets of their own.',
      }),
    currencyDecimals: z
      .record(
        z.string().regex(/^[A-Z]{3}$/, 'expected a currency such as UGX'),
        z.int().min(0).max(3),
      )
      .optional()
      .meta({
        title: 'Decimals of currencies',
        unit: 'decimals',
        description:
          "Decimals of Stripe's amounts in a currency where they differ from what is documented: `{ UGX: 0 }`. Default none.",
      }),
    apiBase: apiBase.optional().meta({
      title: 'Address of the API',
      description:
        'Address of a local double or a proxy to ask instead of Stripe. Default `https://api.stripe.com`.',
    }),
  })
  .meta({ examples: [{ secretKey: 'rk_test_0123456789' }] })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

/** Whether the key reads real money. */
export function isLive({ secretKey }: Settings): boolean {
  return /^[sr]k_live_/.test(secretKey)
}

export function apiBaseOf({ apiBase: base }: Settings): URL {
  return new URL(base ?? 'https://api.stripe.com')
}

/** The same for all keys of one account and mode, whichever connected account they read; says nothing of the key itself. */
export function budgetOwner({ secretKey }: Settings): string {
  const [kind = '', mode = '', rest = ''] = secretKey.split('_')
  const carriesAccount = rest.startsWith('51') && rest.length > accountCharacters
  const own = carriesAccount ? rest.slice(0, accountCharacters) : `${kind}_${rest}`
  return `stripe ${createHash('sha256').update(`${mode} ${own}`).digest('hex').slice(0, 16)}`
}

/** The day that reading begins with, in seconds since 1970. */
export function startSecond({ startDate }: Settings): number | undefined {
  return startDate === undefined ? undefined : Date.parse(startDate) / 1000
}

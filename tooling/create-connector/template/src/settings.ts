import { author, secret } from '@cartograph/core'
import * as z from 'zod'

/** What a merchant writes under `config:`. Titles and descriptions are the form and the reference page. */
const settings = z.strictObject({
  url: z.url().meta({
    title: 'Address',
    description: 'Address of the shop with its scheme.',
    examples: ['https://shop.example'],
  }),
  token: secret(z.string().min(1)).meta({
    title: 'Token',
    description:
      'In the shop: Settings, API, New token. What it must be allowed is listed under Permissions.',
    examples: ['token-0123456789'],
  }),
})

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

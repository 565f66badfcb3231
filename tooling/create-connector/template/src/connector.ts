import { bearer } from '@cartograph/core'
import * as z from 'zod'
import { ask, parsed } from './ask.ts'
import { orderMappings, orders } from './orders.ts'
import { saleMappings, sales } from './sales.ts'
import { kit } from './settings.ts'

export const exampleShop = kit.connector({
  id: 'example-shop',
  name: 'Example shop',
  hosts: ({ url }) => [new URL(url).host],
  limits: () => ({ shop: { requests: 300, windowMs: 60_000 } }),
  sign: (request, { config }) => bearer(request, config.token),
  async check(context) {
    return { account: parsed(z.object({ name: z.string() }), await ask(context, '/account')) }
  },
  parts: () => ({
    streams: { orders },
    sinks: { sales },
    mappings: [...orderMappings, ...saleMappings],
  }),
})

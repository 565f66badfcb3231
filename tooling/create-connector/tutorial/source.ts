import { author, bearer, fault, faultFrom, faultOf, json, secret, upserts } from '@cartograph/core'
import * as z from 'zod'

const { connector, stream } = author(
  z.object({
    url: z.url().meta({ title: 'Address', description: 'Address of the bakery.' }),
    token: secret(z.string()).meta({ title: 'Token', description: 'Found under Profile, API.' }),
  }),
)

const order = z.looseObject({ id: z.int(), revision: z.int(), total: z.string() })
const page = z.object({ orders: z.array(z.custom<z.infer<typeof order>>()), more: z.boolean() })
const account = z.object({ name: z.string() })

async function ask<Body>(answer: Promise<Response>, schema: z.ZodType<Body>): Promise<Body> {
  const response = await answer
  if (!response.ok)
    throw fault({ ...faultOf(await faultFrom(response)), hint: 'Is the token right?' })
  const { data, success } = schema.safeParse(await json(response))
  if (success) return data
  throw fault({ kind: 'contract', message: 'The bakery answers in a form that is not known.' })
}

const orders = stream({
  schema: order,
  key: ({ id }) => id,
  version: ({ revision }) => revision,
  deletes: 'absent',
  permissions: ['Orders: read'],
  list: {
    params: z.null(),
    position: z.object({ after: z.int() }),
    paging: 'stable',
    async *plan() {
      yield { params: null }
    },
    async *read({ config, fetch }, _slice, from) {
      for (let after = from?.after ?? 0, more = true; more;) {
        const found = await ask(fetch(`${config.url}/orders?after=${after}`), page)
        after = found.orders.at(-1)?.id ?? after
        more = found.more
        yield { items: upserts(found.orders), next: { after }, end: !more }
      }
    },
  },
})

export const bakery = connector({
  id: 'bakery',
  name: 'Bakery',
  hosts: ({ url }) => [new URL(url).host],
  sign: (request, { config }) => bearer(request, config.token),
  check: async ({ config, fetch }) => ({
    account: await ask(fetch(`${config.url}/account`), account),
  }),
  parts: () => ({ streams: { orders } }),
})

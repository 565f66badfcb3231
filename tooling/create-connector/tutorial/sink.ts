import {
  author,
  bearer,
  fault,
  faultFrom,
  faultOf,
  json,
  secret,
  type Outcome,
} from '@cartograph/core'
import * as z from 'zod'

const { connector, sink } = author(
  z.object({
    url: z.url().meta({ title: 'Address', description: 'Address of the post office.' }),
    token: secret(z.string()).meta({ title: 'Token', description: 'Found under Access.' }),
  }),
)

async function refusal(response: Response): Promise<Error> {
  return fault({ ...faultOf(await faultFrom(response)), hint: 'Is the token right?' })
}

const letters = sink({
  schema: z.strictObject({ id: z.string(), text: z.string() }),
  key: ({ id }) => id,
  mode: 'upsert',
  deletes: true,
  onUnknown: 'repeat',
  permissions: ['Letters: write'],
  batch: { maxItems: 10, maxBytes: 100_000 },
  write: ({ config, fetch }, items) =>
    Promise.all(
      items.map(async (item): Promise<Outcome> => {
        const address = `${config.url}/letters/${encodeURIComponent(String(item.key[0]))}`
        const send = fetch.with({ effect: 'repeatable', expect: [404, 422] })
        if (item.op === 'delete') {
          const response = await send(address, { method: 'DELETE' })
          if (response.ok || response.status === 404) return { status: 'ok' }
          throw await refusal(response)
        }
        const response = await send(address, { method: 'PUT', body: JSON.stringify(item.item) })
        if (response.ok) return { status: 'ok' }
        if (response.status !== 422) throw await refusal(response)
        const message = `The post office refuses it: ${await response.text()}`
        return { status: 'failed', fault: { $fault: 'v1', kind: 'record', message } }
      }),
    ),
})

export const postOffice = connector({
  id: 'post-office',
  name: 'Post office',
  hosts: ({ url }) => [new URL(url).host],
  sign: (request, { config }) => bearer(request, config.token),
  async check({ config, fetch }) {
    const response = await fetch(`${config.url}/account`)
    if (!response.ok) throw await refusal(response)
    const answer = z.object({ name: z.string() }).safeParse(await json(response))
    return { account: { name: answer.data?.name ?? 'A post office' } }
  },
  parts: () => ({
    sinks: { letters },
    mappings: [
      {
        id: 'order-letter',
        from: { entity: 'order' },
        to: { connector: 'post-office', sink: 'letters' },
        fields: { id: '$.id', text: { $concat: ['Thank you for order ', '$.id'] } },
      },
    ],
  }),
})

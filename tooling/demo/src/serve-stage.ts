import { setTimeout as wait } from 'node:timers/promises'

import { hourMs } from '@cartograph/simulators'

import type { Business } from './business.ts'
import { startServing } from './serving.ts'
import type { Stage } from './stage.ts'

/**
 * Leaves the host running beside the web shop, which tells it of each order by webhook, until the signal.
 *
 * @param tell is told the addresses, what the shop tells the host, and what the host does.
 */
export async function serveStage(
  { business, workspace }: Stage,
  options: {
    readonly url: string
    readonly tell: (text: string) => void
    /** In this time an hour of business passes. Default: a second. */
    readonly hourTakesMs?: number
  },
): Promise<void> {
  const { url, tell, hourTakesMs = 1_000 } = options
  const { signal } = workspace
  const wanted = { port: Number(new URL(url).port), hooked: 'shop' }
  const serving = await startServing(workspace, wanted, (text) => {
    tell(`  host   ${text}`)
  })
  tell(invitation(url, business.store.url, serving.token))
  const ends = AbortSignal.any([signal, abortedBy(serving.ended)])
  try {
    while (!ends.aborted) {
      await liveAnHour(business, tell)
      await wait(hourTakesMs, undefined, { signal: ends }).catch(() => undefined)
    }
  } finally {
    await serving.stop()
  }
  tell(signal.aborted ? 'The host has stopped, and the shop closes.' : 'The host ended by itself.')
}

/** An hour passes in the shop, or less where its clock would overtake this machine's; it tells what changed. */
async function liveAnHour({ shop, store }: Business, tell: (text: string) => void): Promise<void> {
  shop.advance(Math.max(0, Math.min(hourMs, Date.now() - shop.now())))
  const before = store.deliveries.length
  await store.deliverWebhooks()
  const time = new Date(shop.now()).toISOString().slice(0, 16).replace('T', ' ')
  for (const { headers, body, response } of store.deliveries.slice(before)) {
    const topic = new Map(headers).get('X-WC-Webhook-Topic')
    if (topic === undefined) continue
    const { id, arg } = JSON.parse(body.toString()) as {
      readonly id?: number
      readonly arg?: number
    }
    tell(`  shop   ${time}  ${topic} ${id ?? arg}, answered ${response ?? 'by nobody'}`)
  }
}

function abortedBy(ended: Promise<void>): AbortSignal {
  const controller = new AbortController()
  ended.then(
    () => controller.abort(),
    () => controller.abort(),
  )
  return controller.signal
}

function invitation(url: string, shopUrl: string, token: string): string {
  const bearer = `-H 'Authorization: Bearer ${token}'`
  return `
The host serves at ${url}, beside the web shop at ${shopUrl}. An hour passes there every second.
Open it in a browser (from a checkout \`npm run build\` makes the page first) and sign in with its token, or in another terminal:

  its token               ${token}
  how everything stands   curl -s ${bearer} ${url}/api/status
  read the shop now       curl -s -X POST ${bearer} ${url}/api/connections/shop/sync
  watch that run          curl -N ${bearer} ${url}/api/runs/<its id>/events

Ctrl-C ends both.
`
}

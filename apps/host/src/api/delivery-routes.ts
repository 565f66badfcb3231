import { Hono } from 'hono'
import { audit } from '../access/index.ts'
import type { Delivery } from '../config/index.ts'
import { lastRuns, type RunEntry } from '../store/index.ts'
import type { DeliveryWork, Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { problem } from './problem.ts'
import { readState, type DeliveryState } from './state.ts'

const shownRuns = 20

/** Deliveries: how they stand, what their last runs did, and sent now. */
export function deliveryRoutes({
  host,
  deliveries: work,
}: {
  readonly host: Host
  readonly deliveries: Pick<DeliveryWork, 'look'>
}): Hono {
  const { configuration, store, now } = host
  const routes = new Hono()
  const standings = async () =>
    (await readState(host)).deliveries.flatMap((state) => {
      const delivery = configuration.deliveries.get(state.id)
      return delivery === undefined ? [] : shown(delivery, state)
    })
  routes.get('/deliveries', async () => Response.json({ deliveries: await standings() }))
  routes.get('/deliveries/:id', async (context) => {
    const id = context.req.param('id')
    const found = (await standings()).find((each) => each.id === id)
    if (found === undefined) return noSuchDelivery(id)
    const runs = await store.read((dialect, org) =>
      lastRuns(dialect, org, 'delivery', id, shownRuns),
    )
    return Response.json({
      ...found,
      runs: runs.map(shownRun),
    })
  })
  routes.post('/deliveries/:id/push', async (context) => {
    const id = context.req.param('id')
    const found = (await standings()).find((each) => each.id === id)
    if (found === undefined) return noSuchDelivery(id)
    if (found.paused)
      return problem(409, `The delivery ${id} is paused.`, {
        hint: 'The configuration pauses it, or somebody its connection.',
      })
    const { actor } = askingOf(context)
    await store.write((dialect, org) =>
      audit(dialect, org, { at: now(), actor, action: 'delivery.push', target: id }),
    )
    await work.look([id])
    return Response.json({ delivery: id }, { status: 202 })
  })
  return routes
}

function shown(
  { from, connection, sink, mapping, replace, segment }: Delivery,
  state: DeliveryState,
) {
  return {
    ...state,
    from,
    connection,
    sink,
    mapping: mapping.id,
    replace,
    ...(segment !== undefined && { segment: segment.id }),
  }
}

function shownRun({ startedAt, endedAt, ok, report }: RunEntry) {
  return {
    at: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ok: ok ?? false,
    report: report === undefined ? null : (JSON.parse(report) as unknown),
  }
}

function noSuchDelivery(id: string): Response {
  return problem(404, `There is no delivery ${id}.`)
}

import { Hono, type Context } from 'hono'
import { pause, resume, type Pausing } from '../access/index.ts'
import { pausedConnections, type Dialect, type Work } from '../store/index.ts'
import type { DeliveryWork, Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { problem } from './problem.ts'
import { shownPause } from './state.ts'

/** Connections that are to rest, and to go on. */
export function pauseRoutes({
  host,
  deliveries,
}: {
  readonly host: Host
  readonly deliveries: Pick<DeliveryWork, 'look'>
}): Hono {
  const { store, configuration, wakes, now } = host
  const routes = new Hono()
  const change = async (
    context: Context,
    work: (dialect: Dialect, org: string, connection: string, pausing: Pausing) => Work<boolean>,
  ): Promise<Response> => {
    const connection = context.req.param('id') ?? ''
    if (!configuration.connections.has(connection))
      return problem(404, `There is no connection ${connection}.`)
    const pausing = { by: askingOf(context).actor, now: now() }
    const paused = await store.write(function* (dialect, org) {
      yield* work(dialect, org, connection, pausing)
      return (yield* pausedConnections(dialect, org)).get(connection)
    })
    return Response.json({ connection, paused: paused === undefined ? null : shownPause(paused) })
  }
  routes.post('/connections/:id/pause', (context) => change(context, pause))
  routes.post('/connections/:id/resume', async (context) => {
    const connection = context.req.param('id')
    const answer = await change(context, resume)
    if (!answer.ok) return answer
    for (const kind of ['registration', 'sync', 'inbox']) wakes.wake(kind, connection)
    const own = [...configuration.deliveries.values()].filter(
      (delivery) => delivery.connection === connection,
    )
    await deliveries.look(own.map(({ id }) => id))
    return answer
  })
  return routes
}

import { isFault } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import { withoutSecrets } from '../connections/index.ts'
import { calledParts, knownParts, type AddressBook, type Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { problem, vendorProblem } from './problem.ts'
import {
  registerAll,
  removeAll,
  showAll,
  type WebhookOptions,
  type WebhookState,
} from './webhook-desk.ts'

/** Webhooks of a connection: how they stand, and telling the vendor of them. */
export function webhookRoutes(host: Host, addresses: AddressBook): Hono {
  const { store, configuration, lines } = host
  const routes = new Hono()
  const answer = async (
    context: Context,
    work: (host: Host, options: WebhookOptions) => Promise<readonly WebhookState[]>,
    action?: AuditAction,
  ): Promise<Response> => {
    const id = context.req.param('id') ?? ''
    const connection = configuration.connections.get(id)
    if (connection === undefined) return problem(404, `There is no connection ${id}.`)
    if (calledParts(await knownParts(store, connection)).length === 0)
      return problem(409, `${id} takes no webhooks: its connector has none, and no surfaces.`)
    try {
      const [state] = await work(host, { connections: [id], signal: host.signal })
      if (action !== undefined) {
        const { actor } = askingOf(context)
        await store.write((dialect, org) =>
          audit(dialect, org, { at: host.now(), actor, action, target: id }),
        )
        await addresses.renew()
      }
      return Response.json(state)
    } catch (error) {
      if (!isFault(error)) throw error
      return vendorProblem(withoutSecrets(lines.of(connection), error))
    }
  }
  routes.get('/connections/:id/webhooks', (context) => answer(context, showAll))
  routes.post('/connections/:id/webhooks/register', (context) =>
    answer(context, registerAll, 'webhooks.register'),
  )
  routes.post('/connections/:id/webhooks/remove', (context) =>
    answer(context, removeAll, 'webhooks.remove'),
  )
  return routes
}

import { Hono } from 'hono'
import { ownConnectionId } from '../config/index.ts'
import { acceptServed } from '../store/index.ts'
import type { AddressBook, DeliveryWork, FeedWork, Host } from '../work/index.ts'
import { problem } from './problem.ts'
import { deliveriesInto, moveServed, servedDocuments } from './served-desk.ts'

export interface ServedDeskParts {
  readonly host: Host
  readonly addresses: AddressBook
  readonly deliveries: Pick<DeliveryWork, 'look'>
  readonly feeds: Pick<FeedWork, 'look'>
}

/** Documents that vendors fetch: shown, moved to another address, and agreed to. */
export function servedDeskRoutes({ host, addresses, deliveries, feeds }: ServedDeskParts): Hono {
  const routes = new Hono()
  routes.get('/served', async () => Response.json({ served: await servedDocuments(host) }))
  routes.post('/served/:connection/:sink/rotate', async (context) => {
    const place = context.req.param()
    if (!(await isServed(host, place))) return noSuchDocument()
    const address = await moveServed(host, place)
    await addresses.renew()
    return Response.json({ address })
  })
  routes.post('/served/:connection/:sink/accept', async (context) => {
    const place = context.req.param()
    if (!(await isServed(host, place))) return noSuchDocument()
    const isHeld = await host.store.write((dialect, org) => acceptServed(dialect, org, place))
    if (!isHeld) return problem(409, 'Nothing is held: there is nothing to agree to.')
    await deliveries.look(deliveriesInto(host.configuration, place).map(({ id }) => id))
    if (place.connection === ownConnectionId()) await feeds.look(place.sink)
    return Response.json({ accepted: true }, { status: 202 })
  })
  return routes
}

async function isServed(
  host: Host,
  place: { readonly connection: string; readonly sink: string },
): Promise<boolean> {
  const documents = await servedDocuments(host)
  return documents.some(
    ({ connection, sink }) => connection === place.connection && sink === place.sink,
  )
}

function noSuchDocument(): Response {
  return problem(404, 'There is no such document: no delivery makes one there.')
}

import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import type { Feed } from '../config/index.ts'
import { checkFeed, feedPart, feedPlace, previewFeed } from '../feeds/index.ts'
import { acceptServed, newAddressToken, replaceAddress, addressPath } from '../store/index.ts'
import { feedScene, type AddressBook, type FeedWork, type Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { queryOf } from './described-requests.ts'
import { feedReports, feedStandings } from './feed-desk.ts'
import { problem } from './problem.ts'

export interface FeedRouteParts {
  readonly host: Host
  readonly addresses: AddressBook
  readonly feeds: Pick<FeedWork, 'look'>
}

const shownRuns = 10

/** Product feeds: how they stand, what they would be, made now, agreed to, and moved to another address. */
export function feedRoutes({ host, addresses, feeds }: FeedRouteParts): Hono {
  const { configuration, store, now, engine } = host
  const routes = new Hono()
  const feedOf = (context: Context): Feed | undefined =>
    configuration.feeds?.get(context.req.param('id') ?? '')
  const sceneOf = (context: Context, feed: Feed) =>
    feedScene(host, feed, {
      engine,
      now,
      signal: AbortSignal.any([host.signal, context.req.raw.signal]),
    })
  const entryOf = (context: Context, action: AuditAction, target: string) => ({
    at: now(),
    actor: askingOf(context).actor,
    action,
    target,
  })
  routes.get('/feeds', async () => Response.json({ feeds: await feedStandings(host) }))
  routes.get('/feeds/:id/preview', async (context) => {
    const feed = feedOf(context)
    if (feed === undefined) return noSuchFeed()
    const { rows } = queryOf(context, 'GET /api/feeds/:id/preview')
    return Response.json(await previewFeed(sceneOf(context, feed), rows))
  })
  routes.get('/feeds/:id/report', async (context) => {
    const feed = feedOf(context)
    if (feed === undefined) return noSuchFeed()
    if (queryOf(context, 'GET /api/feeds/:id/report').now !== undefined)
      return Response.json({ check: await checkFeed(sceneOf(context, feed)) })
    return Response.json({ reports: await feedReports(host, feed, shownRuns) })
  })
  routes.post('/feeds/:id/run', async (context) => {
    const feed = feedOf(context)
    if (feed === undefined) return noSuchFeed()
    await store.write((dialect, org) => audit(dialect, org, entryOf(context, 'feed.run', feed.id)))
    await feeds.look(feed.id)
    return Response.json({ feed: feed.id }, { status: 202 })
  })
  routes.post('/feeds/:id/allow', async (context) => {
    const feed = feedOf(context)
    if (feed === undefined) return noSuchFeed()
    const isHeld = await store.write(function* (dialect, org) {
      const isAccepted = yield* acceptServed(dialect, org, feedPlace(feed))
      if (isAccepted) yield* audit(dialect, org, entryOf(context, 'feed.allow', feed.id))
      return isAccepted
    })
    if (!isHeld) return problem(409, 'Nothing is held: there is nothing to agree to.')
    await feeds.look(feed.id)
    return Response.json({ feed: feed.id }, { status: 202 })
  })
  routes.post('/feeds/:id/rotate', async (context) => {
    const feed = feedOf(context)
    if (feed === undefined) return noSuchFeed()
    const { connection } = feedPlace(feed)
    const address = { connection, part: feedPart(feed), token: newAddressToken() }
    await store.write(function* (dialect, org) {
      yield* replaceAddress(dialect, org, address)
      yield* audit(dialect, org, entryOf(context, 'feed.rotate', feed.id))
    })
    await addresses.renew()
    return Response.json({ address: `${configuration.host?.url ?? ''}${addressPath(address)}` })
  })
  return routes
}

function noSuchFeed(): Response {
  return problem(404, 'There is no such feed: the configuration declares none of that name.')
}

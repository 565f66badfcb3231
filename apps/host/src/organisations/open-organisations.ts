import { Hono } from 'hono'
import {
  openHost,
  problem,
  stopping,
  type AnsweringHost,
  type HostOptions,
  type OpenHost,
} from '../api/index.ts'
import type { Installation } from '../connections/index.ts'
import { configurationDesk, noteHome, organisationDesk, type Origin } from '../declared/index.ts'
import { organisationBy } from '../store/index.ts'
import { openMeter } from '../telemetry/index.ts'
import { openBook, type Book } from './book.ts'
import type { Slot } from './slot.ts'
import { wayOfRequest } from './way-of-request.ts'
import { watchOrganisations, type Watching } from './watch-organisations.ts'

export interface OrganisationsOptions extends HostOptions {
  readonly origin: Origin
  /** How long a request waits for a host that is being opened, and a webhook for one that is opened anew. Default five seconds. */
  readonly patienceMs?: number
  readonly drainMs?: number
  readonly reopenRetryMs?: number
  /** How long other processes of the store may take to notice that an organisation is gone. Default ten seconds. */
  readonly settleMs?: number
}

/** A host for every organisation of an installation. */
export interface OpenOrganisations extends OpenHost {
  /** Reads the configuration file again, and what every organisation keeps in the store. */
  readonly reload: () => Promise<void>
}

/**
 * Opens the organisation that the file sets up, and each other one of the store when it is first asked for, or has begun.
 *
 * A request is led to its organisation by what it knows: a token, an address, or the name that somebody who is signed in chose.
 */
export async function openOrganisations(
  installation: Installation,
  options: OrganisationsOptions,
): Promise<OpenOrganisations> {
  const { store } = installation
  const { origin, signal, patienceMs = 5000 } = options
  const meter = options.meter ?? openMeter({ process: false })
  await noteHome(store, Date.now())
  const organisations = organisationDesk(store, {
    added: (id) => book.know(id),
    removed: (id) => book.forget(id),
    folder: installation.configuration.folder,
    ...(options.settleMs !== undefined && { settleMs: options.settleMs }),
  })
  const book: Book<AnsweringHost> = openBook({
    installation,
    origin,
    signal,
    answering: options.answering,
    log: options.log,
    ...(options.drainMs !== undefined && { drainMs: options.drainMs }),
    ...(options.reopenRetryMs !== undefined && { retryMs: options.reopenRetryMs }),
    open: (own, { endings, log, isHome, slot }) =>
      openHost(own, {
        ...options,
        ...endings,
        stopping: signal,
        log,
        // Figures are those of the organisation that the file sets up.
        meter: isHome ? meter : openMeter({ process: false }),
        desk: configurationDesk({
          store: own.store,
          origin: isHome ? origin : { ...origin, organisation: own.store.organisation },
          faults: () => slot().faults(),
          changed: () => slot().reopen(),
        }),
        ...(isHome && { organisations }),
      }),
  })
  const first = await book.home.current()
  const watching: Watching = watchOrganisations(book, {
    store,
    signal,
    log: first.log,
    ...(options.waits?.pollMs !== undefined && { pollMs: options.waits.pollMs }),
  })
  const app = new Hono()
  app.all('*', async (context) => {
    const host = await hostFor(context.req.raw, { book, store, patienceMs })
    return host instanceof Response ? host : host.app.fetch(context.req.raw, context.env)
  })
  const metricsApp = new Hono()
  metricsApp.all('*', async (context) => {
    const host = await inTime(book.home.answering(), patienceMs)
    return host instanceof Response ? host : host.metricsApp.fetch(context.req.raw, context.env)
  })
  return {
    app,
    metricsApp,
    log: first.log,
    reload: () => book.reopenAll(),
    begin: async () => {
      await book.begin()
      watching.begin()
    },
    idle: async () => {
      await watching.idle()
      await book.idle()
    },
  }
}

async function hostFor(
  request: Request,
  {
    book,
    store,
    patienceMs,
  }: {
    readonly book: Book<OpenHost>
    readonly store: Installation['store']
    readonly patienceMs: number
  },
): Promise<OpenHost | Response> {
  const way = book.hasOthers() ? wayOfRequest(request) : undefined
  const of = (slot: Slot<OpenHost>) => inTime(whoTakes(slot, request), patienceMs)
  // What leads nowhere is refused by the one that answers where nothing is named.
  if (way === undefined) return of(book.home)
  const organisation =
    way.kind === 'named' ? way.id : await store.read((dialect) => organisationBy(dialect, way))
  const slot = organisation === undefined ? undefined : await book.of(organisation)
  return of(slot ?? book.home)
}

/** A webhook is worked on by whoever keeps it, so it waits for the next host; a till and a person do not. */
function whoTakes(slot: Slot<OpenHost>, { url }: Pick<Request, 'url'>): Promise<OpenHost> {
  return new URL(url).pathname.startsWith('/hooks/') ? slot.current() : slot.answering()
}

/** Who answers, or the answer that nobody can yet. */
async function inTime(
  current: Promise<OpenHost>,
  patienceMs: number,
): Promise<OpenHost | Response> {
  const waiting = Promise.withResolvers<Response>()
  const timer = setTimeout(() => waiting.resolve(stopping()), patienceMs)
  try {
    return await Promise.race([current, waiting.promise])
  } catch {
    return problem(503, 'This organisation cannot be opened now; the log of the host says why.', {
      headers: { 'retry-after': '10' },
    })
  } finally {
    clearTimeout(timer)
  }
}

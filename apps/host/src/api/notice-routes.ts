import { fault } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import { figuresCatalogue } from '../analytics/index.ts'
import {
  parseAlert,
  parseDigest,
  type Alert,
  type Configuration,
  type Digest,
} from '../config/index.ts'
import {
  deleteOwnNotice,
  lastNotices,
  readAlertStates,
  ownNotices,
  ownNoticeVersion,
  writeOwnNotice,
  type AlertState,
} from '../store/index.ts'
import { allNotices, tryAlert, type Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'
import { changedMeanwhile, seenVersion, tagOf, versionUnsaid } from './seen-version.ts'
import { shownNotice } from './shown-notice.ts'

const idForm = /^[A-Za-z0-9][\w-]{0,62}$/
const shownNotices = 5

/** Alerts and digests: how they stand, made, changed, tried and deleted. */
export function noticeRoutes(host: Host): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  const entryOf = (context: Context, action: AuditAction, target: string) => ({
    at: now(),
    actor: askingOf(context).actor,
    action,
    target,
  })
  routes.get('/alerts', async () => {
    const { alerts } = await allNotices(host)
    const states = await store.read(readAlertStates)
    const versions = await versionsIn(host)
    const shown: object[] = []
    for (const alert of alerts.values()) {
      const origin = configuration.alerts?.has(alert.id) === true ? 'file' : 'api'
      const told = await toldOf(host, `alert/${alert.id}`)
      const version = versions.get(`alert ${alert.id}`)
      shown.push({
        ...alert,
        origin,
        ...versioned(version),
        ...shownState(states.get(alert.id)),
        told,
      })
    }
    return Response.json({ alerts: shown })
  })
  routes.post('/alerts/:id/test', async (context) => {
    const id = context.req.param('id')
    const alert = (await allNotices(host)).alerts.get(id)
    if (alert === undefined) return problem(404, `There is no alert "${id}".`)
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    const { judged, text } = await tryAlert(host, alert, signal)
    return Response.json({ id, tells: judged.tells, measured: judged.measured, text })
  })
  routes.get('/digests', async () => {
    const { digests } = await allNotices(host)
    const versions = await versionsIn(host)
    const shown: object[] = []
    for (const digest of digests.values()) {
      const origin = configuration.digests?.has(digest.id) === true ? 'file' : 'api'
      const version = versions.get(`digest ${digest.id}`)
      const told = await toldOf(host, `digest/${digest.id}`)
      shown.push({ ...digest, origin, ...versioned(version), told })
    }
    return Response.json({ digests: shown })
  })
  for (const kind of ['alert', 'digest'] as const) {
    routes.put(`/${kind}s/:id`, async (context) => {
      const id = context.req.param('id')
      const refused = refusal(configuration, kind, id)
      if (refused !== undefined) return refused
      const definition = await jsonBody(context.req)
      const made = checked(kind, id, definition, configuration)
      const seen = seenVersion(context)
      if (seen === undefined) return versionUnsaid(kind)
      const entry = entryOf(context, `${kind}.write`, id)
      const version = await store.write(function* (dialect, org) {
        const own = { kind, id, definition: JSON.stringify(definition) }
        if ((yield* ownNoticeVersion(dialect, org, own)) !== seen.over) return undefined
        yield* audit(dialect, org, entry)
        return yield* writeOwnNotice(dialect, org, own, now())
      })
      if (version === undefined) return changedMeanwhile(kind)
      const status = seen.over === undefined ? 201 : 200
      return Response.json(made, { status, headers: tagOf(version) })
    })
    routes.delete(`/${kind}s/:id`, async (context) => {
      const id = context.req.param('id')
      const refused = refusal(configuration, kind, id)
      if (refused !== undefined) return refused
      const over = seenVersion(context)?.over
      const entry = entryOf(context, `${kind}.delete`, id)
      const why = await store.write(function* (dialect, org) {
        const version = yield* ownNoticeVersion(dialect, org, { kind, id })
        if (version === undefined) return problem(404, `There is no ${kind} "${id}".`)
        if (over === undefined) return versionUnsaid(kind)
        if (version !== over) return changedMeanwhile(kind)
        yield* deleteOwnNotice(dialect, org, { kind, id })
        yield* audit(dialect, org, entry)
        return undefined
      })
      return why ?? new Response(null, { status: 204 })
    })
  }
  return routes
}

function refusal(
  { alerts, digests }: Configuration,
  kind: 'alert' | 'digest',
  id: string,
): Response | undefined {
  if (!idForm.test(id))
    return problem(
      400,
      'Expected an id: up to 63 letters, digits, - and _, a letter or a digit first.',
    )
  const declared = kind === 'alert' ? alerts : digests
  return declared?.has(id) === true
    ? problem(409, `The ${kind} "${id}" stands in the configuration file, and is changed there.`)
    : undefined
}

/** @throws a `config` fault for what is not understood, a metric that is none, and a connection that is not there. */
function checked(
  kind: 'alert' | 'digest',
  id: string,
  definition: unknown,
  { connections }: Configuration,
): Alert | Digest {
  const made = kind === 'alert' ? parseAlert(id, definition) : parseDigest(id, definition)
  const missing = made.to.find(({ connection }) => !connections.has(connection))
  if (missing !== undefined)
    throw fault({ kind: 'config', message: `There is no connection "${missing.connection}".` })
  if ('metric' in made && !figuresCatalogue.metrics.some((metric) => metric.id === made.metric))
    throw fault({
      kind: 'config',
      message: `There is no metric "${made.metric}".`,
      hint: 'GET /api/figures/catalogue has all of them.',
    })
  return made
}

/** By kind and id. */
async function versionsIn({ store }: Host): Promise<ReadonlyMap<string, number>> {
  const own = await store.read(ownNotices)
  return new Map(own.map(({ kind, id, version }) => [`${kind} ${id}`, version]))
}

function versioned(version: number | undefined): { readonly version?: number } {
  return version === undefined ? {} : { version }
}

async function toldOf({ store }: Host, source: string): Promise<readonly object[]> {
  const notices = await store.read((dialect, org) =>
    lastNotices(dialect, org, source, shownNotices),
  )
  return notices.map(shownNotice)
}

function shownState(state: AlertState | undefined): object {
  if (state === undefined) return { isFiring: false }
  const { isFiring, toldAt, judgedAt, value, problem: why } = state
  return {
    isFiring,
    judgedAt: new Date(judgedAt).toISOString(),
    ...(toldAt !== undefined && { toldAt: new Date(toldAt).toISOString() }),
    ...(value !== undefined && { value }),
    ...(why !== undefined && { problem: why }),
  }
}

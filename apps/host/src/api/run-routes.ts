import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import { isPaused, lastSyncRuns, openSyncRuns, queueSyncRun, type SyncRun } from '../store/index.ts'
import type { Host, ProgressBoard, SceneBook } from '../work/index.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { pageOf } from './page.ts'
import { problem } from './problem.ts'
import { isOver, runEvents, runOf } from './run-events.ts'

export interface RunParts {
  readonly host: Host
  /** Aborts when nothing happens here any more. */
  readonly ending: AbortSignal
  readonly scenes: SceneBook
  readonly board: ProgressBoard
}

interface SyncWish {
  readonly streams?: readonly string[] | undefined
  readonly full?: boolean | undefined
}

/** Runs: asked for, listed, shown, and watched. */
export function runRoutes({ host, ending, scenes, board }: RunParts): Hono {
  const { store } = host
  const routes = new Hono()
  routes.post('/connections/:id/sync', async (context) => {
    const connection = context.req.param('id')
    const scene = scenes.of(connection)
    if (scene === undefined) return problem(404, `There is no connection ${connection}.`)
    if (await store.read((dialect, org) => isPaused(dialect, org, connection)))
      return problem(409, `The connection ${connection} is paused.`, {
        hint: `POST /api/connections/${connection}/resume lets it go on.`,
      })
    const wish = bodyOf(context, 'POST /api/connections/:id/sync')
    const run = await askForRun(host, connection, wish)
    host.wakes.wake('sync', connection)
    return Response.json({ run }, { status: 202, headers: { location: `/api/runs/${run}` } })
  })
  routes.get('/runs', async (context) => {
    const { limit, after } = queryOf(context, 'GET /api/runs')
    const last = after === undefined ? undefined : await runOf(host, after)
    if (after !== undefined && last === undefined) return noSuchRun()
    const runs = await store.read((dialect, org) => lastSyncRuns(dialect, org, limit + 1, last))
    const { items, next } = pageOf(runs, limit, ({ id }) => id)
    return Response.json({ runs: items.map(shownRun), next })
  })
  routes.get('/runs/:id', async (context) => {
    const run = await runOf(host, context.req.param('id'))
    return run === undefined ? noSuchRun() : Response.json(shownRun(run))
  })
  routes.get('/runs/:id/events', async (context) => {
    const id = context.req.param('id')
    const run = await runOf(host, id)
    if (run === undefined) return noSuchRun()
    const last = context.req.header('last-event-id')
    // Whoever has the report and comes back is told to come back no more.
    if (run.status === 'ended' && last !== undefined && isOver(board, run, last))
      return new Response(null, { status: 204 })
    const complain = async (error: Error) => {
      host.log({ level: 'error', message: faultOf(error).message })
    }
    const send = async (stream: SSEStreamingApi) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      const ends = AbortSignal.any([ending, gone.signal])
      for await (const event of runEvents({ host, board }, id, last, ends))
        if (event === 'still here') await stream.write(': still here\n\n')
        else await stream.writeSSE(event)
    }
    return streamSSE(context, send, complain)
  })
  return routes
}

/** Queues a run, or gives the one that waits already and will do the same. */
async function askForRun(
  { store, clock }: Host,
  connection: string,
  wish: SyncWish,
): Promise<string> {
  const streams = wish.streams
  const full = wish.full ?? false
  return store.write(function* (dialect, org) {
    const now = clock.now()
    // Two who ask at the same time would not see each other's run.
    yield* dialect.alone(['sync runs', org, connection])
    const open = yield* openSyncRuns(dialect, org, connection)
    const same = open.find(
      (run) =>
        run.status === 'queued' &&
        run.notBefore <= now &&
        run.full === full &&
        JSON.stringify(run.streams) === JSON.stringify(streams),
    )
    if (same !== undefined) return same.id
    const id = randomUUID()
    const run = { id, connection, streams, full, cause: 'person', attempt: 0 } as const
    yield* queueSyncRun(dialect, org, { ...run, notBefore: now }, now)
    return id
  })
}

function noSuchRun(): Response {
  return problem(404, 'There is no such run, or it was so long ago that it is forgotten.')
}

function shownRun(run: SyncRun) {
  return {
    id: run.id,
    connection: run.connection,
    streams: run.streams ?? null,
    full: run.full,
    cause: run.cause,
    status: run.status,
    queuedAt: instant(run.queuedAt),
    startedAt: instant(run.startedAt),
    endedAt: instant(run.endedAt),
    ok: run.ok ?? null,
    report: run.report === undefined ? null : (JSON.parse(run.report) as unknown),
  }
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}

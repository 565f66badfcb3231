import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context, Parts, SurfaceContext } from '@cartograph/core'
import { openFigures } from '../analytics/index.ts'
import type { Line } from '../connections/index.ts'
import { followCustomers, isFollowed } from '../customers/index.ts'
import { connectionScene } from '../engine/index.ts'
import { engineClock } from '../queue/index.ts'
import { openStore } from '../store/index.ts'
import { followVouchers } from '../vouchers/index.ts'
import { surfaceDesk } from './surface-context.ts'

/** What the routes of a connector's surfaces are given, on a store of its own that is thrown away. */
export interface SurfaceTrial {
  contextOf(
    context: Context<unknown>,
    call: {
      readonly name: string
      readonly params: SurfaceContext<unknown>['params']
      readonly permissions: readonly string[]
    },
  ): SurfaceContext<unknown>
  close(): Promise<void>
}

/** For whoever tries a connector: look-ups, figures and transactions are those of a serving host. */
export async function openSurfaceTrial(
  line: Line,
  parts: Parts<unknown>,
  now: () => number = Date.now,
): Promise<SurfaceTrial> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-trial-'))
  const store = await openStore({ store: join(folder, 'trial.db'), organisation: 'trial' })
  const { signal } = new AbortController()
  await followCustomers(store, { signal, now })
  await followVouchers(store, { signal, now })
  const connection = { ...line.connection, mappings: parts.mappings ?? [] }
  const clock = engineClock(now)
  const engine = { clock }
  const scene = connectionScene({ store, connection, line, parts, signal, owner: 'trial', engine })
  const figures = openFigures({
    store,
    connections: [connection.id],
    now,
    personsAreCurrent: isFollowed,
  })
  const desk = surfaceDesk(
    { store, now, log: () => {}, configuration: {} },
    {
      lookUps: { add: async () => {} },
      figures: { figuresAt: () => figures, segmentsAt: async () => [] },
    },
  )
  return {
    contextOf: (context, { name, params, permissions }) =>
      desk.contextOf(context, {
        scene,
        name,
        params,
        by: {
          caller: { id: 'trial', nodes: [], permissions },
          actor: { kind: 'token', id: 'trial', name: 'trial' },
        },
      }),
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

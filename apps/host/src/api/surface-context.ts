import type { Context, Find, JsonObject, SurfaceContext } from '@cartograph/core'
import type { AuditCounter } from '../access/index.ts'
import { catchUpCustomers, openFind } from '../customers/index.ts'
import {
  lockTurns,
  recordScenes,
  transact,
  type ConnectionScene,
  type RecordScenes,
} from '../engine/index.ts'
import { catchUpVouchers } from '../vouchers/index.ts'
import type { Host } from '../work/index.ts'
import type { ContextOfCall } from './surface-caller.ts'
import { surfaceFigures, type SurfaceFigures } from './surface-figures.ts'

/** What the routes of all surfaces may touch beside what every connector may. */
export interface SurfaceDesk {
  contextOf(context: Context<unknown>, call: ContextOfCall): SurfaceContext<unknown>
}

/** What of a host it takes. */
type DeskHost = Pick<Host, 'store' | 'now' | 'log'> & {
  readonly configuration: Pick<Host['configuration'], 'customers'>
}

export interface DeskParts {
  /** Counts who looked up persons. */
  readonly lookUps: Pick<AuditCounter, 'add'>
  readonly figures: SurfaceFigures
}

export function surfaceDesk(host: DeskHost, { lookUps, figures }: DeskParts): SurfaceDesk {
  const turns = lockTurns()
  const made = new WeakMap<ConnectionScene, RecordScenes>()
  const scenesOf = (scene: ConnectionScene): RecordScenes => {
    const scenes = made.get(scene) ?? recordScenes(scene)
    made.set(scene, scenes)
    return scenes
  }
  return {
    contextOf: (context, call) => {
      const { scene, name, by, params } = call
      const find = toldFind(host, call, lookUps)
      return {
        ...context,
        caller: by.caller,
        params,
        find,
        metrics: surfaceFigures(figures, call, context.signal),
        transact: (options, work) =>
          transact(
            {
              scene,
              surface: name,
              scenes: scenesOf(scene),
              turns,
              signal: context.signal,
              now: context.now,
              find,
              catchUp: () => caughtUp(host),
            },
            options,
            work,
          ),
      }
    },
  }
}

/** Brings up to date what is computed from rows and looked up by surfaces. */
async function caughtUp({ store, configuration, now }: DeskHost): Promise<void> {
  await catchUpVouchers(store, now)
  await catchUpCustomers(store, { settings: configuration.customers, now })
}

/**
 * Looks up what the caller's nodes may see, and tells the log that it did: by which fields, never for what. What is of persons is in
 * the audit log as well.
 */
function toldFind(
  host: DeskHost,
  { scene, name, by }: ContextOfCall,
  lookUps: DeskParts['lookUps'],
): Find {
  const { caller, actor } = by
  const { id } = scene.connection
  const find = openFind(host.store, {
    settings: host.configuration.customers,
    nodes: caller.nodes,
    onLookUp: ({ entity, by: fields, found }) =>
      host.log({
        level: 'info',
        connection: id,
        message: `The surface ${name} looked up ${entity} by ${fields.join(', ')}: ${found} found.`,
        fields: { surface: name, caller: caller.id, entity, by: [...fields], found },
      }),
  })
  return async (entity, where, options) => {
    const rows = await find(entity, where, options)
    if (isOfPersons(entity, where))
      await lookUps.add({
        actor,
        action: 'surface.find',
        target: `${id}.${name} ${entity}`,
        node: caller.nodes.join(' ') || undefined,
      })
    return rows
  }
}

function isOfPersons(entity: string, where: JsonObject): boolean {
  return entity === 'person' || entity === 'customer' || !('id' in where)
}

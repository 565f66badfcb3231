import type { Installation } from '../connections/index.ts'
import { followCustomers } from '../customers/index.ts'
import { push, type DeliveryRun, type PushReport } from '../delivery/index.ts'
import { updateSegments } from '../work/index.ts'
import { faultText } from './fault-text.ts'
import { runByHand } from './hand-run.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { withoutPaused } from './pause.ts'
import { count, duration, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface PushCommandOptions extends CommonOptions {
  readonly acceptDeletes?: boolean
}

/** `cartograph push [deliveries…]`: sends what changed in the store to the sinks. */
export function pushCommand(
  terminal: Terminal,
  deliveries: readonly string[],
  options: PushCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const wanted = await deliveriesNow(terminal, installation, deliveries)
    return runByHand(
      terminal,
      installation,
      async ({ show, ...given }) => {
        await bringPersonsUpToDate(installation, deliveries, given.signal)
        return push(installation, {
          ...given,
          ...(wanted !== undefined && { deliveries: wanted }),
          acceptDeletes: options.acceptDeletes ?? false,
          onProgress: ({ delivery, changes }) => show({ name: delivery, done: changes }),
        })
      },
      { messages: pushMessages, text: pushText, json: options.json },
    )
  })
}

/** Those whose connections are not paused; undefined: all, as the configuration has them. */
async function deliveriesNow(
  terminal: Terminal,
  { store, configuration }: Installation,
  named: readonly string[],
): Promise<readonly string[] | undefined> {
  const all = [...configuration.deliveries.values()].filter(({ id, paused }) =>
    named.length > 0 ? named.includes(id) : !paused,
  )
  const connections = [...new Set(all.map(({ connection }) => connection))]
  const open = await withoutPaused(
    { terminal, store },
    connections,
    named.length > 0 ? connections : [],
  )
  if (connections.every((id) => open.has(id))) return named.length > 0 ? named : undefined
  return all.flatMap(({ id, connection }) => (open.has(connection) ? [id] : []))
}

/** What is sent of profiles, and of who is in a segment, is to be of the store as it is now; without such a delivery nobody waits for it. */
async function bringPersonsUpToDate(
  installation: Installation,
  named: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { store, configuration } = installation
  const wanted = [...configuration.deliveries.values()].filter(
    ({ id }) => named.length === 0 || named.includes(id),
  )
  const isOfSegments = wanted.some(
    ({ segment, segments }) => segment !== undefined || segments !== undefined,
  )
  if (isOfSegments || wanted.some(({ from }) => from === 'profile'))
    await followCustomers(store, { settings: configuration.customers, signal })
  if (isOfSegments) await updateSegments(installation, { signal })
}

const columns: readonly Column<DeliveryRun>[] = [
  { heading: 'delivery', align: 'left', cell: (run) => run.delivery },
  { heading: 'changes', align: 'right', cell: (run) => count(run.changes) },
  { heading: 'sent', align: 'right', cell: (run) => count(run.sent) },
  { heading: 'unchanged', align: 'right', cell: (run) => count(run.unchanged) },
  { heading: 'deleted', align: 'right', cell: (run) => count(run.deleted) },
  { heading: 'skipped', align: 'right', cell: (run) => count(run.skipped) },
  { heading: 'failed', align: 'right', cell: (run) => count(run.failed) },
  { heading: 'unknown', align: 'right', cell: (run) => count(run.unknown) },
  { heading: 'waiting', align: 'right', cell: (run) => count(run.remaining) },
  { heading: 'time', align: 'right', cell: (run) => duration(run.durationMs) },
]

export function pushText({ runs }: PushReport): string {
  return runs.length === 0 ? 'There is nothing to deliver.\n' : `${table(columns, runs)}\n`
}

/** What a person should know beside the counts. */
export function pushMessages({ runs }: PushReport): readonly string[] {
  const messages = runs.flatMap((run) => {
    const found = run.fault === undefined ? [] : [faultText(run.fault, run.delivery)]
    const failed =
      run.failed === 0
        ? []
        : [`${run.delivery}: ${count(run.failed)} failed; \`cartograph status\` shows why.`]
    const made =
      run.served?.state === 'made'
        ? [
            `${run.delivery}: a new version of ${count(run.served.items)} items, ${count(run.served.bytes)} bytes.`,
          ]
        : []
    const waits =
      run.waitsFor === undefined
        ? []
        : [
            `${run.delivery}: some of what waits comes after what is under way in ${run.waitsFor.join(', ')}; the next push takes it.`,
          ]
    return [
      ...run.notes.map((note) => `${run.delivery}: ${note}`),
      ...made,
      ...waits,
      ...failed,
      ...found,
    ]
  })
  const stopped = runs.filter((run) => run.fault !== undefined).length
  return stopped === 0 ? messages : [...messages, `${stopped} of ${runs.length} deliveries failed.`]
}

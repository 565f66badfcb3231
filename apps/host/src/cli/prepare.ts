import { faultOf, type Fault } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import {
  prepareVendor,
  withoutSecrets,
  type Installation,
  type PreparedStep,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import type { CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { askVendors } from './vendor-side.ts'

export interface PrepareCommandOptions extends CommonOptions {
  readonly dryRun?: boolean
}

/** What was prepared at one vendor. */
export interface Preparation {
  readonly connection: string
  readonly steps: readonly PreparedStep[]
  readonly fault?: Fault
}

/** `cartograph prepare [connections…]`: brings the vendors' side into the state that the connections need. */
export function prepareCommand(
  terminal: Terminal,
  connections: readonly string[],
  options: PrepareCommandOptions,
): Promise<ExitCode> {
  return askVendors(terminal, connections, options, {
    can: (connector) => connector.prepare !== undefined,
    ask: (installation, connection) =>
      prepare(installation, connection, options.dryRun ?? false, terminal.signal),
    text: prepareText,
  })
}

async function prepare(
  { lines, store }: Installation,
  connection: Connection,
  dry: boolean,
  signal: AbortSignal,
): Promise<Preparation> {
  const line = lines.of(connection)
  const { id } = connection
  try {
    const steps = await prepareVendor(line, { clock: engineClock(store.now), signal, dry })
    return { connection: id, steps: steps ?? [] }
  } catch (error) {
    return { connection: id, steps: [], fault: withoutSecrets(line, faultOf(error, id)) }
  }
}

const marks = {
  done: 'done',
  already: 'there already',
  wouldDo: 'would be done',
  byHand: 'to be done by hand',
} as const satisfies Record<PreparedStep['state'], string>

export function prepareText(preparations: readonly Preparation[]): string {
  if (preparations.length === 0) return 'No connection needs anything prepared.\n'
  return preparations
    .filter(({ fault }) => fault === undefined)
    .map(({ connection, steps }) =>
      [
        `${connection}:${steps.length === 0 ? ' nothing to prepare.' : ''}`,
        ...steps.flatMap(({ what, state, how }) => [
          `  ${what}: ${marks[state]}`,
          ...(how === undefined ? [] : [`    ${how}`]),
        ]),
        '',
      ].join('\n'),
    )
    .join('')
}

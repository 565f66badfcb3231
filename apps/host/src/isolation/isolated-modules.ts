import type { ImportModule } from '../config/index.ts'
import { hasNetworkNamespace } from './command.ts'
import { isolatedDefinition } from './connector.ts'
import { connectorProcess, type ConnectorProcess } from './connector-process.ts'

export interface IsolationOptions {
  /** Memory of a connector's objects, in megabytes. Default 512. */
  readonly heapMb?: number
  /** How long a process may say nothing before it counts as hanging. Default 30 seconds. */
  readonly silentMs?: number
  /** How long a process may take to load the connector. Default 30 seconds. */
  readonly startMs?: number
  /** How long a function that only computes may take. Default 10 seconds. */
  readonly pureMs?: number
  /** After how long without work a process is ended until it is needed again. Default 5 minutes. */
  readonly idleMs?: number
}

export interface Isolation {
  /** Loads the module of a connection's connector in a process that is that connection's alone. */
  readonly isolate: (connection: string) => ImportModule
  /** Where this system does not keep isolated connectors from all that it should, what the operator is to know. */
  readonly weakness: () => string | undefined
  /** The processes that are there, by connection. */
  readonly processes: () => ReadonlyMap<string, ConnectorProcess>
  /** Ends all of them. */
  readonly close: () => void
}

/** Connectors whose code runs in processes of their own, next to without permissions. */
export function isolation(options: IsolationOptions = {}): Isolation {
  const { heapMb = 512, silentMs = 30_000, startMs = 30_000 } = options
  const { pureMs = 10_000, idleMs = 300_000 } = options
  const processes = new Map<string, ConnectorProcess>()
  return {
    isolate: (connection) => async (found, givenUp) => {
      const label = `${found.name} ${found.version}`
      const { entry, folder: packageFolder, conditions } = found
      const limits = { heapMb, silentMs, startMs, pureMs, idleMs }
      const process = connectorProcess({ ...limits, label, entry, packageFolder, conditions })
      processes.get(connection)?.close()
      processes.set(connection, process)
      givenUp.addEventListener('abort', process.close, { once: true })
      return moduleOf(process, { label, connection })
    },
    weakness: () =>
      processes.size === 0 || hasNetworkNamespace()
        ? undefined
        : 'This system has no network namespace for isolated connectors; docs/operators/isolation.md says what that lets through.',
    processes: () => processes,
    close: () => {
      for (const process of processes.values()) process.close()
      processes.clear()
    },
  }
}

async function moduleOf(
  process: ConnectorProcess,
  names: { readonly label: string; readonly connection: string },
): Promise<Awaited<ReturnType<ImportModule>>> {
  const exported = await process.exports()
  return Object.fromEntries(
    exported.flatMap(({ names: under, description }, definition) => {
      const made = isolatedDefinition({ process, ...names }, definition, description)
      return under.map((name) => [name, made] as const)
    }),
  )
}

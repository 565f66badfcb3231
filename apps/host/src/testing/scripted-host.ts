import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { lieAbout } from '../api/testing/described-answers.ts'
import { makeToken, openHost, type HostOptions, type OpenHost } from '../api/index.ts'
import type {
  Configuration,
  Connection,
  CustomerSettings,
  DeclaredToken,
  Delivery,
  HostSettings,
} from '../config/index.ts'
import { addressPath, listAddresses, type Store } from '../store/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { rightSignature } from './scripted-hooks.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from './scripted-installation.ts'
import { shortWaits } from './short-waits.ts'

export { shortWaits } from './short-waits.ts'

export interface ScriptedHost extends OpenHost {
  readonly installation: ScriptedInstallation
  readonly token: string
  readonly lines: readonly LogLine[]
  /** A call of the API with the token. */
  call(path: string, init?: RequestInit): Promise<Response>
  /** A webhook to a connection's address. */
  hook(connection: string, body: string, headers?: Record<string, string>): Promise<Response>
  addressOf(connection: string, part?: string): Promise<string>
  stop(): Promise<void>
  /** Stops it, and opens another one on the same store. */
  restart(): Promise<ScriptedHost>
}

export interface ScriptedHostOptions extends Partial<HostOptions> {
  readonly connections: readonly Connection[]
  readonly deliveries?: readonly Delivery[]
  /** Stands before the store. */
  readonly store?: (store: Store) => Store
  /** Default: one; `null`: none. */
  readonly url?: string | null
  /** What else the configuration says about the host. */
  readonly host?: HostSettings
  readonly customers?: CustomerSettings
  readonly tokens?: readonly DeclaredToken[]
  /** What else the configuration says. */
  readonly configuration?: Partial<Configuration>
}

/** A serving host without a socket: requests go straight to its app. It stops when the test ends. */
export async function scriptedHost(options: ScriptedHostOptions): Promise<ScriptedHost> {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  return openOn(installation, options)
}

async function openOn(
  installation: ScriptedInstallation,
  options: ScriptedHostOptions,
): Promise<ScriptedHost> {
  const stopping = new AbortController()
  const lines: LogLine[] = []
  const lies: string[] = []
  onTestFinished(() => expect(lies).toStrictEqual([]))
  const given = installation.installation(options.connections, options.deliveries ?? [])
  const url = options.url === undefined ? 'https://data.example' : options.url
  const configuration = {
    ...given.configuration,
    ...options.configuration,
    ...(url !== null && { host: { url, ...options.host } }),
    ...(options.customers !== undefined && { customers: options.customers }),
    ...(options.tokens !== undefined && {
      tokens: new Map(options.tokens.map((each) => [each.name, each])),
    }),
  }
  const opened = await openHost(
    { ...given, configuration, store: options.store?.(given.store) ?? given.store },
    {
      address: '127.0.0.1',
      log: (line) => lines.push(line),
      signal: stopping.signal,
      waits: shortWaits,
      checkAnswer: async (...seen) => {
        const lie = await lieAbout(...seen)
        if (lie !== undefined) lies.push(lie)
      },
      ...options,
      engine: { waits: noWaits, ...options.engine },
    },
  )
  const token = (await makeToken(given.store, { another: true, now: 0 })) ?? ''
  const stop = async () => {
    stopping.abort()
    await opened.idle()
  }
  onTestFinished(stop)
  const addressOf = async (connection: string, part = 'webhook') => {
    const addresses = await given.store.read(listAddresses)
    const own = addresses.find((each) => each.connection === connection && each.part === part)
    if (own === undefined) throw new Error(`${connection} has no address for ${part}.`)
    return addressPath(own)
  }
  return {
    ...opened,
    installation,
    token,
    lines,
    call: async (path, init) =>
      opened.app.request(`http://localhost${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init?.headers as Record<string, string>) },
      }),
    hook: async (connection, body, headers = {}) =>
      opened.app.request(`http://localhost${await addressOf(connection)}`, {
        method: 'POST',
        body,
        headers: { 'x-signature': rightSignature, ...headers },
      }),
    addressOf,
    stop,
    restart: async () => {
      await stop()
      await installation.restart()
      return openOn(installation, options)
    },
  }
}

/** Waits until something is so; a test that waits in vain fails by its time limit. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await setTimeout(2)
}

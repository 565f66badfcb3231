import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isFault, type Connector, type Context, type Json, type Parts } from '@cartograph/core'
import {
  connectionContext,
  openLines,
  parseCassette,
  personalFields,
  replayRequests,
  scrubber,
  type Cassette,
  type Line,
} from '@cartograph/host'
import { caught, type Evidence } from './evidence.ts'
import { watched } from './guard.ts'
import { markedValues } from './marked-values.ts'
import { mismatch } from './mismatch.ts'
import type { ConformanceOptions, Simulated } from './options.ts'
import { openTraffic, type Traffic } from './traffic.ts'
import { virtualTime } from './virtual-time.ts'
import { watchedConnector, watchedContext } from './watched-context.ts'

/** The first of November 2026, for doubles without a clock of their own. */
const fixedInstant = 1_793_491_200_000
/** So long a call of a run waits for its budgets, as in the host. */
const runHoldMs = 60_000

export interface ContextWish {
  readonly dry?: boolean
  readonly signal?: AbortSignal
  readonly streams?: readonly string[]
  readonly holdMs?: number
  /** Where the vendor reaches us. */
  readonly url?: string
}

/** A connector that faces one fresh double of its vendor. */
export interface Scene {
  readonly connector: Connector<unknown, Json>
  readonly simulated: Simulated
  readonly config: unknown
  readonly parts: Parts<unknown>
  readonly traffic: Traffic
  /** A cassette answers, with what was recorded and no more. */
  readonly isReplayed: boolean
  readonly evidence: Evidence
  /** What was waited so far, on the virtual clock. */
  readonly elapsedMs: () => number
  readonly context: (wish?: ContextWish) => Context<unknown>
  /** Runs code of the connector under watch. */
  readonly call: <Result>(work: () => Result) => Result
  /** Notes what was thrown. */
  readonly caught: (where: string, error: unknown) => ReturnType<typeof caught>
  readonly close: () => Promise<void>
}

export interface SceneWish {
  /** Other settings than those that work. */
  readonly settings?: (works: unknown) => unknown
  /** The vendor is the real one: waits take their time, and its clock is its own. */
  readonly isReal?: boolean
  /** Told of the line before anything is asked. */
  readonly onLine?: (line: Line, config: unknown) => void
}

/** Starts a double of the vendor and lets the connector discover it. */
export async function openScene(
  connector: Connector<unknown, Json>,
  options: ConformanceOptions,
  evidence: Evidence,
  wish: SceneWish = {},
): Promise<Scene> {
  const simulated = await startedVendor(options)
  try {
    const settings = wish.settings?.(simulated.settings) ?? simulated.settings
    const config = await parsedSettings(connector, settings)
    const schema = settingsSchema(connector)
    const secrets = markedValues(schema, config, 'secret').map(({ value }) => value)
    for (const secret of secrets) evidence.secrets.add(secret)
    const hosts = connector.hosts(config)
    const clock = { underWay: () => 0 }
    const time = virtualTime(() => clock.underWay() > 0)
    const start = simulated.now ?? (() => fixedInstant)
    const now = () => start() + time.elapsedMs()
    const cassette = options.simulator === undefined ? options.cassette : undefined
    const replay = cassette && (await cassetteTransport(cassette))
    const traffic = openTraffic(
      (request) => replay?.(request, line) ?? simulated.transport?.(request) ?? fetch(request),
      { elapsedMs: time.elapsedMs, ...(wish.isReal !== true && { vendorNow: start }) },
    )
    clock.underWay = () => traffic.underWay
    const line: Line = openLines({
      transport: traffic.transport,
      dial: traffic.dial,
      ...(wish.isReal !== true && { timer: time.timer, systemClock: now, random: () => 0.5 }),
    }).of({
      id: connector.id,
      connectorName: connector.name,
      version: '0.0.0',
      connector: watchedConnector(connector, evidence),
      config,
      fingerprint: 'conformance',
      secrets,
      paths: markedValues(schema, config, 'path').map(({ value }) => value),
      needs: ['files', 'connect'],
      budgets: 'on',
      mappings: [],
    } satisfies Line['connection'])
    wish.onLine?.(line, config)
    const scene = {
      connector,
      simulated,
      config,
      traffic,
      isReplayed: replay !== undefined,
      evidence,
      elapsedMs: time.elapsedMs,
      context: (asked: ContextWish = {}) =>
        watchedContext(
          connectionContext(line, {
            clock: { now, raise: () => {}, leadMs: () => 0 },
            signal: asked.signal ?? new AbortController().signal,
            dry: asked.dry ?? false,
            streams: asked.streams ?? options.streams ?? [],
            holdMs: asked.holdMs ?? runHoldMs,
            url: () => asked.url ?? 'https://cartograph.example/hooks/conformance',
          }),
          evidence,
          hosts,
        ),
      call: <Result>(work: () => Result) => watched(evidence.trespasses, work),
      caught: (where: string, error: unknown) => caught(evidence, where, error),
      close: async () => {
        await simulated.stop()
      },
    }
    return { ...scene, parts: await partsOf(scene, wish.settings !== undefined) }
  } catch (error) {
    await simulated.stop()
    throw error
  }
}

/** With settings that were made wrong a discovery fails as the check is to fail; parts are the same before any discovery. */
async function partsOf(
  scene: Omit<Scene, 'parts'>,
  areSettingsWrong: boolean,
): Promise<Parts<unknown>> {
  const { connector, config, call } = scene
  const discover = async () => (await connector.discover?.(scene.context({ dry: true }))) ?? null
  const found = await call(async () => {
    try {
      return await discover()
    } catch (error) {
      if (!areSettingsWrong || !isFault(error)) throw error
      return null
    }
  })
  const parts = call(() => connector.parts({ config, found }))
  scene.traffic.asked.length = 0
  return parts
}

/** The double; without one the settings stand alone, and requests are answered by a cassette or not at all. */
async function startedVendor(options: ConformanceOptions): Promise<Simulated> {
  const { settings, cassette, simulator } = options
  if (simulator !== undefined) return simulator.start()
  if (cassette === undefined)
    return {
      settings,
      transport: () => Promise.reject(new Error('There is no double of the vendor.')),
      stop: () => {},
    }
  const at = Date.parse((await readCassette(cassette)).recordedAt)
  return { settings, now: () => at, stop: () => {} }
}

async function readCassette(file: URL): Promise<Cassette> {
  return parseCassette(await readFile(file, 'utf8'), fileURLToPath(file))
}

/** Answers from a cassette, to requests in which the present secrets are hidden as the recorded ones were. */
async function cassetteTransport(file: URL) {
  const cassette = await readCassette(file)
  let replay: ReturnType<typeof replayRequests> | undefined
  return (request: Request, line: Line) => {
    const { connector, config } = line.connection
    const personal = personalFields(connector.parts({ config, found: null }))
    replay ??= replayRequests(cassette, scrubber(line.redact, personal))
    return replay(request)
  }
}

async function parsedSettings(
  connector: Connector<unknown, Json>,
  settings: unknown,
): Promise<unknown> {
  const parsed = await connector.config['~standard'].validate(settings)
  if (parsed.issues === undefined) return parsed.value
  throw mismatch({
    expected: 'settings that fit the schema `config`',
    happened: parsed.issues.map(({ message }) => message).join('; '),
    mend: 'Give settings that fit, in `settings` or in what the simulator starts with; or mend the schema.',
  })
}

/** The JSON Schema that the settings' schema prints. */
export function settingsSchema({ config }: Connector<unknown, Json>): unknown {
  return config['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
}

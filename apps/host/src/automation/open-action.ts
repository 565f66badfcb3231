import { fault, faultOf, type Fault, type JsonObject } from '@cartograph/core'
import {
  actOnce,
  checkInput,
  connectionContext,
  connectionNamed,
  openConnection,
  type Acted,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import type { AskConsents } from '../delivery/index.ts'
import type { Clock } from '../queue/index.ts'

type Subject = Parameters<AskConsents>[0][number]

/** Something that can be done, and what to do where nobody sees how it ended. */
export interface OpenAction {
  readonly onUnknown: 'repeat' | 'repeatWithKey' | 'lose' | 'double' | 'resolve'
  readonly timeoutMs: number
  /** How long after the time-out the effect may still land. */
  readonly landMs: number
  /** @throws a `record` fault for an input that does not fit. */
  check(input: JsonObject): Promise<void>
  /** Whom it is about, and what they must have agreed to. */
  subject(input: JsonObject): Subject | null
  act(input: JsonObject, idempotencyKey: string): Promise<Acted>
  /** Asks the vendor what became of it. */
  resolve(input: JsonObject, idempotencyKey: string): Promise<'ok' | 'untouched' | 'unknown'>
}

export interface ActionScene extends Installation {
  readonly clock: Clock
  readonly engine?: RunOptions
}

const defaultTimeoutMs = 30_000
const defaultLandMs = 30_000

/** `post.mail` in its two parts. */
export function placeOfAction(through: string): {
  readonly connection: string
  readonly action: string
} {
  const dot = through.indexOf('.')
  return { connection: through.slice(0, dot), action: through.slice(dot + 1) }
}

/**
 * Makes an action of a connection ready.
 *
 * @throws a fault where the connection or the action is not there, or stands still until something is mended.
 */
export async function openAction(scene: ActionScene, through: string): Promise<OpenAction> {
  const { configuration, store, lines, clock, engine = {} } = scene
  const { connection, action } = placeOfAction(through)
  const line = lines.of(connectionNamed(configuration, connection))
  const options = { signal: new AbortController().signal, clock, engine }
  const { parts, standing } = await openConnection(store, line, { side: 'actions', ...options })
  const part = parts.actions?.[action]
  const stopped = standing.fault ?? standing.stopped(`actions.${action}`)
  if (stopped !== undefined) throw fault(stopped)
  if (part === undefined)
    throw fault({
      kind: 'config',
      message: `${connection} has no action ${action}.`,
      hint: `It has: ${Object.keys(parts.actions ?? {}).join(', ') || 'none'}.`,
    })
  const { onUnknown, timeoutMs = defaultTimeoutMs, landMs = defaultLandMs } = part
  const callOptions = (signal: AbortSignal) => ({ ...options, signal })
  return {
    onUnknown: typeof onUnknown === 'object' ? 'resolve' : onUnknown,
    timeoutMs,
    landMs,
    check: (input) => checkInput(part, input),
    subject: (input) => part.subject?.(input) ?? null,
    act: (input, idempotencyKey) =>
      inTime(timeoutMs, (signal) =>
        actOnce(line, part, input, { ...callOptions(signal), idempotencyKey }),
      ),
    resolve: async (input, idempotencyKey) => {
      if (typeof onUnknown !== 'object') return 'unknown'
      const context = connectionContext(line, {
        ...callOptions(AbortSignal.timeout(timeoutMs)),
        ...engine,
        dry: false,
        isInteractive: false,
        streams: [],
      })
      const [outcome] = await onUnknown.resolve(context, [
        {
          op: 'write',
          key: [idempotencyKey],
          idempotencyKey,
          item: input,
          cause: 'live',
          references: {},
        },
      ])
      return outcome?.status ?? 'unknown'
    },
  }
}

/** What an action takes and whom it is about, as far as that is known without asking its vendor. */
export function describedAction(
  { configuration }: Pick<ActionScene, 'configuration'>,
  through: string,
): Pick<OpenAction, 'check' | 'subject'> {
  const { connection, action } = placeOfAction(through)
  const { connector, config } = connectionNamed(configuration, connection)
  const part = connector.parts({ config, found: null }).actions?.[action]
  return {
    check: async (input) => (part === undefined ? undefined : checkInput(part, input)),
    subject: (input) => part?.subject?.(input) ?? null,
  }
}

/** A call that takes too long is given up, and nobody knows what became of it. */
async function inTime(
  timeoutMs: number,
  call: (signal: AbortSignal) => Promise<Acted>,
): Promise<Acted> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<Acted>((resolve) => {
    const gaveUp: Fault = faultOf(
      fault({ kind: 'transient', message: 'No answer came in time, so nobody knows.' }),
    )
    signal.addEventListener(
      'abort',
      () => resolve({ outcome: { status: 'unknown' }, fault: gaveUp }),
      { once: true },
    )
  })
  return Promise.race([call(signal), late])
}

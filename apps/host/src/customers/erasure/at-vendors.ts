import { faultOf, type Outcome, type Person } from '@cartograph/core'
import type { Connection } from '../../config/index.ts'
import { connectionContext, withoutSecrets, type Installation } from '../../connections/index.ts'
import { sinkName } from '../../delivery/index.ts'
import { engineClock, type Alone } from '../../queue/index.ts'
import { customerIdOf } from '../identity/trace.ts'
import type { OpenErasure } from './open-erasure.ts'
import { isOpenAt, type VendorErasure } from './vendor-erasure.ts'

export interface AskOptions {
  readonly signal: AbortSignal
  /** Keeps deliveries from the sinks of a vendor while it is asked. Default: nobody delivers meanwhile. */
  readonly alone?: Alone | undefined
}

const never = new AbortController().signal
const besideNobody: Alone = (_name, work) => work(never)

/**
 * Asks every vendor to erase a person, one after the other; one that fails delays no other.
 *
 * Those that were asked before and have nothing more to do are not asked again.
 */
export async function eraseAtVendors(
  installation: Pick<Installation, 'configuration' | 'lines'>,
  open: OpenErasure,
  before: readonly VendorErasure[],
  { signal, alone = besideNobody }: AskOptions,
): Promise<readonly VendorErasure[]> {
  const { connections } = installation.configuration
  const known = new Map(before.map((each) => [each.connection, each]))
  const found: VendorErasure[] = []
  for (const connection of connections.values()) {
    signal.throwIfAborted()
    const earlier = known.get(connection.id)
    if (earlier !== undefined && !isOpenAt(earlier)) found.push(earlier)
    else found.push(...(await eraseAt(installation, connection, open, { signal, alone })))
  }
  const removed = before.filter(({ connection }) => !connections.has(connection))
  return [...found, ...removed.map(withoutConnection)]
}

async function eraseAt(
  { lines, configuration }: Pick<Installation, 'configuration' | 'lines'>,
  connection: Connection,
  { members, trail, keys: allKeys }: OpenErasure,
  { signal, alone }: Required<Pick<AskOptions, 'signal'>> & { readonly alone: Alone },
): Promise<readonly VendorErasure[]> {
  const { connector, id } = connection
  const keys = allKeys[id] ?? {}
  if (connector.erase === undefined)
    return Object.keys(keys).length > 0 ? [{ connection: id, status: 'unable' }] : []
  const line = lines.of(connection)
  const ask = async (own: AbortSignal) => {
    const context = connectionContext(line, {
      clock: engineClock(),
      signal: AbortSignal.any([signal, own]),
      dry: false,
      isInteractive: true,
      streams: connection.streams ?? [],
    })
    const outcomes: Outcome[] = []
    for (const person of personsAt(connection, members, trail))
      outcomes.push((await connector.erase?.(context, person, keys)) ?? { status: 'ok' })
    return outcomes
  }
  try {
    return [
      { connection: id, ...together(await besideSinks(sinksOf(configuration, id), alone, ask)) },
    ]
  } catch (error) {
    signal.throwIfAborted()
    return [{ connection: id, status: 'failed', fault: withoutSecrets(line, faultOf(error, id)) }]
  }
}

function sinksOf({ deliveries }: Installation['configuration'], id: string): readonly string[] {
  const own = [...deliveries.values()].filter(({ connection }) => connection === id)
  return [...new Set(own.map(sinkName))].toSorted()
}

/** Takes the sinks one after the other: what sends to a vendor and what erases there would be in each other's way. */
function besideSinks<Result>(
  [sink, ...others]: readonly string[],
  alone: Alone,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (sink === undefined) return work(never)
  return alone(sink, (held) =>
    besideSinks(others, alone, (signal) => work(AbortSignal.any([held, signal]))),
  )
}

/** How a vendor knows the person: by the ids of its own customers, and by every address and number. */
function personsAt(
  { id }: Connection,
  members: readonly string[],
  { emails, phones }: OpenErasure['trail'],
): readonly Person[] {
  const [email, ...otherEmails] = emails
  const [phone, ...otherPhones] = phones
  const natives = members.flatMap((member) => {
    const customer = customerIdOf(member)
    return customer?.startsWith(`${id}:`) === true ? [customer.slice(id.length + 1)] : []
  })
  const known = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
  const first = natives.map((customerId): Person => Object.assign({ customerId }, known))
  if (first.length === 0 && Object.keys(known).length > 0) first.push(known)
  return [
    ...first,
    ...otherEmails.map((each): Person => ({ email: each })),
    ...otherPhones.map((each): Person => ({ phone: each })),
  ]
}

function together(outcomes: readonly Outcome[]): Omit<VendorErasure, 'connection'> {
  const reasons = outcomes.flatMap((each) => (each.status === 'skipped' ? [each.reason] : []))
  const reason = reasons.length === 0 ? {} : { reason: [...new Set(reasons)].join(' ') }
  const failed = outcomes.find((outcome) => outcome.status === 'failed')
  if (failed?.status === 'failed') return { status: 'failed', fault: failed.fault, ...reason }
  const waits = outcomes.flatMap((outcome) => {
    if (outcome.status === 'pending' || outcome.status === 'untouched')
      return [outcome.afterMs ?? 0]
    return outcome.status === 'unknown' ? [0] : []
  })
  if (waits.length > 0) return { status: 'pending', afterMs: Math.max(...waits), ...reason }
  const isByHand = outcomes.some((each) => each.status === 'skipped' && each.again === 'later')
  return { status: isByHand ? 'unable' : 'done', ...reason }
}

function withoutConnection(before: VendorErasure): VendorErasure {
  if (!isOpenAt(before)) return before
  return {
    connection: before.connection,
    status: 'unable',
    reason: 'The connection is not in the configuration any more, so nobody can be asked.',
  }
}

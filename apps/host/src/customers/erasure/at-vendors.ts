import { faultOf, type Outcome, type Person } from '@cartograph/core'
import type { Connection } from '../../config/index.ts'
import { connectionContext, withoutSecrets, type Installation } from '../../connections/index.ts'
import { engineClock } from '../../queue/index.ts'
import { customerIdOf } from '../identity/trace.ts'
import type { OpenErasure } from './open-erasure.ts'
import { isOpenAt, type VendorErasure } from './vendor-erasure.ts'

/**
 * Asks every vendor to erase a person, one after the other; one that fails delays no other.
 *
 * Those that were asked before and have nothing more to do are not asked again.
 */
export async function eraseAtVendors(
  installation: Pick<Installation, 'configuration' | 'lines'>,
  open: OpenErasure,
  before: readonly VendorErasure[],
  signal: AbortSignal,
): Promise<readonly VendorErasure[]> {
  const { connections } = installation.configuration
  const known = new Map(before.map((each) => [each.connection, each]))
  const found: VendorErasure[] = []
  for (const connection of connections.values()) {
    signal.throwIfAborted()
    const earlier = known.get(connection.id)
    if (earlier !== undefined && !isOpenAt(earlier)) found.push(earlier)
    else found.push(...(await eraseAt(installation, connection, open, signal)))
  }
  const removed = before.filter(({ connection }) => !connections.has(connection))
  return [...found, ...removed.map(withoutConnection)]
}

async function eraseAt(
  { lines }: Pick<Installation, 'lines'>,
  connection: Connection,
  { members, trail, keys: allKeys }: OpenErasure,
  signal: AbortSignal,
): Promise<readonly VendorErasure[]> {
  const { connector, id } = connection
  const keys = allKeys[id] ?? {}
  if (connector.erase === undefined)
    return Object.keys(keys).length > 0 ? [{ connection: id, status: 'unable' }] : []
  const line = lines.of(connection)
  const context = connectionContext(line, {
    clock: engineClock(),
    signal,
    dry: false,
    isInteractive: true,
    streams: connection.streams ?? [],
  })
  const outcomes: Outcome[] = []
  for (const person of personsAt(connection, members, trail))
    outcomes.push(
      await connector.erase(context, person, keys).catch((error: unknown): Outcome => {
        signal.throwIfAborted()
        return { status: 'failed', fault: withoutSecrets(line, faultOf(error, id)) }
      }),
    )
  return [{ connection: id, ...together(outcomes) }]
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

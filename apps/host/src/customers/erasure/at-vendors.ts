import { faultOf, type Fault, type Key, type Outcome, type Person } from '@cartograph/core'
import type { Connection } from '../../config/index.ts'
import { connectionContext, withoutSecrets, type Installation } from '../../connections/index.ts'
import { engineClock } from '../../queue/index.ts'
import { keyOfText } from '../../store/index.ts'
import { customerIdOf } from '../identity/trace.ts'
import type { Targets } from './targets.ts'
import type { Trail } from './trail.ts'

/** What came of an erasure at one vendor. */
export interface VendorErasure {
  readonly connection: string
  /** `unable`: its connector cannot erase, so somebody must do it there. */
  readonly status: 'done' | 'pending' | 'failed' | 'unable'
  readonly fault?: Fault
}

/** Asks every vendor to erase a person, one after the other; one that fails delays no other. */
export async function eraseAtVendors(
  { configuration, lines }: Pick<Installation, 'configuration' | 'lines'>,
  members: readonly string[],
  { records }: Targets,
  trail: Trail,
  signal: AbortSignal,
): Promise<readonly VendorErasure[]> {
  const found: VendorErasure[] = []
  for (const connection of configuration.connections.values()) {
    signal.throwIfAborted()
    const { connector } = connection
    const persons = personsAt(connection, members, trail)
    const keys = Object.fromEntries(
      records.flatMap(({ place, keys: own }): [string, Key[]][] =>
        place.connection === connection.id ? [[place.stream, own.map(keyOfText)]] : [],
      ),
    )
    const isKnown = Object.keys(keys).length > 0
    if (connector.erase === undefined) {
      if (isKnown) found.push({ connection: connection.id, status: 'unable' })
      continue
    }
    const line = lines.of(connection)
    const context = connectionContext(line, {
      clock: engineClock(),
      signal,
      dry: false,
      isInteractive: true,
      streams: connection.streams ?? [],
    })
    const outcomes: Outcome[] = []
    for (const person of persons)
      outcomes.push(
        await connector.erase(context, person, keys).catch((error: unknown): Outcome => ({
          status: 'failed',
          fault: withoutSecrets(line, faultOf(error, connection.id)),
        })),
      )
    found.push({ connection: connection.id, ...together(outcomes) })
  }
  return found
}

/** How a vendor knows the person: by the ids of its own customers, and by every address and number. */
function personsAt(
  { id }: Connection,
  members: readonly string[],
  trail: Trail,
): readonly Person[] {
  const [email] = trail.emails
  const [phone] = trail.phones
  const natives = members.flatMap((member) => {
    const customer = customerIdOf(member)
    return customer?.startsWith(`${id}:`) === true ? [customer.slice(id.length + 1)] : []
  })
  const known = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
  if (natives.length > 0) return natives.map((customerId) => Object.assign({ customerId }, known))
  const byEmail = trail.emails.map((each): Person => Object.assign({}, known, { email: each }))
  return byEmail.length > 0 ? byEmail : trail.phones.map((each) => ({ phone: each }))
}

function together(outcomes: readonly Outcome[]): Pick<VendorErasure, 'status' | 'fault'> {
  const failed = outcomes.find((outcome) => outcome.status === 'failed')
  if (failed?.status === 'failed') return { status: 'failed', fault: failed.fault }
  const isDone = outcomes.every(({ status }) => status === 'ok' || status === 'skipped')
  return { status: isDone ? 'done' : 'pending' }
}

import { fault, faultOf, isFault, type Context, type Outcome } from '@cartograph/core'
import { mailAddress } from './address.ts'
import { lastBeginMs } from './assumptions.ts'
import { composeMail } from './compose.ts'
import { addressOf, recipientsOf, type Outgoing } from './mail.ts'
import { failed, outcomeOf } from './outcomes.ts'
import { rehearseMails } from './rehearse.ts'
import { openSession, type Session } from './session.ts'
import type { Settings } from './settings.ts'

/**
 * Sends mails over one connection, one after the other.
 *
 * Where the connection breaks, the mails after it are certainly not sent, and wait.
 */
export async function deliverMails(
  context: Context<Settings>,
  all: readonly Outgoing[],
): Promise<readonly Outcome[]> {
  if (all.length === 0) return []
  if (context.run.dry) return rehearseMails(context, all)
  let session: Session
  try {
    session = await openSession(context)
  } catch (error) {
    context.signal.throwIfAborted()
    const outcome = withoutConnection(error)
    return all.map(() => outcome)
  }
  const begin = context.now()
  const outcomes: Outcome[] = []
  let isUsable = true
  try {
    for (const outgoing of all) {
      if (!isUsable || context.now() - begin > lastBeginMs) {
        outcomes.push({ status: 'untouched', afterMs: 0 })
        continue
      }
      const { outcome, isBroken } = await deliverMail(context, session, outgoing)
      outcomes.push(outcome)
      if (isBroken) isUsable = false
      else if (outcome.status !== 'ok' && outgoing !== all.at(-1)) isUsable = await session.reset()
    }
  } finally {
    session.close()
  }
  return outcomes
}

/** Nothing was sent: what is wrong stops the others too, except for a place among the connections. */
function withoutConnection(error: unknown): Outcome {
  const { kind, retryAfterMs } = faultOf(error)
  if (isFault(error) && kind === 'rateLimit')
    return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
  return { status: 'failed', fault: fault({ ...faultOf(error), scope: 'part' }) }
}

async function deliverMail(
  context: Context<Settings>,
  session: Session,
  { mail, idempotencyKey }: Outgoing,
): Promise<{ readonly outcome: Outcome; readonly isBroken: boolean }> {
  const recipients = recipientsOf(mail)
  const foreign = session.isInternational
    ? undefined
    : recipients.find(({ address }) => mailAddress(address)?.isInternational !== false)
  if (foreign !== undefined)
    return {
      isBroken: false,
      outcome: failed({
        kind: 'record',
        message: `The server takes only addresses of plain letters, and ${foreign.place} has others before its @.`,
        hint: 'Use another address, or another mail server (one with SMTPUTF8).',
      }),
    }
  const { config } = context
  const content = await composeMail(config, mail, { idempotencyKey, now: context.now() })
  const sent = await session.send(
    { from: addressOf(config.from), to: [...new Set(recipients.map(({ address }) => address))] },
    content,
  )
  return { outcome: outcomeOf(sent, mail), isBroken: sent.kind === 'broken' }
}

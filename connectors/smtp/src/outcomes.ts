import { fault, type Fault, type Outcome } from '@cartograph/core'
import { comeBackMs } from './assumptions.ts'
import { recipientsOf, type Mail } from './mail.ts'
import { isNoAddress, isPassing, type Reply } from './reply.ts'
import type { RefusedRecipient, Sent } from './session.ts'

/** What the answer of a server means for a mail, and whether the connection may be used for another. */
export function outcomeOf(sent: Sent, mail: Mail): Outcome {
  switch (sent.kind) {
    case 'taken':
      return sent.refused.length === 0
        ? { status: 'ok' }
        : withUndeliverable(partly(sent.refused, mail), sent.refused)
    case 'nobody':
      return withUndeliverable(failed(nobody(sent.refused, mail)), sent.refused)
    case 'tooLarge':
      return failed({
        kind: 'record',
        message: 'The mail is larger than the server takes.',
        hint: 'Leave attachments out, or make them smaller.',
      })
    case 'refused':
      return sent.at === 'sender' ? senderRefused(sent.reply) : failed(contentRefused(sent.reply))
    case 'broken':
      return sent.isOpen ? { status: 'unknown' } : brokenOff(sent.reply)
    default:
      return sent satisfies never
  }
}

/** Refuses, and lets all other mails wait: they would be refused as well. */
export function stopped(found: Omit<Fault, '$fault' | 'scope'>): Outcome {
  return { status: 'failed', fault: fault({ ...found, scope: 'part' }) }
}

export function failed(found: Omit<Fault, '$fault'>): Outcome {
  return { status: 'failed', fault: fault(found) }
}

/** Tells the host which addresses take nothing any more. */
function withUndeliverable(outcome: Outcome, refused: readonly RefusedRecipient[]): Outcome {
  const gone = refused.filter(({ reply }) => reply !== undefined && isNoAddress(reply))
  return outcome.status !== 'failed' || gone.length === 0
    ? outcome
    : { ...outcome, undeliverable: gone.map(({ address }) => ({ email: address })) }
}

const later = { kind: 'transient', retryAfterMs: comeBackMs } as const

/** Sent to some: it must not be sent again by itself, since those would get it twice. */
function partly(refused: readonly RefusedRecipient[], mail: Mail): Outcome {
  const all = recipientsOf(mail)
  return failed({
    kind: 'record',
    message: `The server took the mail for ${all.length - refused.length} of ${all.length} addresses, and not for ${placesOf(refused, mail)}.`,
    hint: 'Mend the address. Sent again, by `replay` too, the mail goes to the others once more; one address a mail avoids that.',
  })
}

function nobody(refused: readonly RefusedRecipient[], mail: Mail): Omit<Fault, '$fault'> {
  const passing = refused.find(({ reply }) => reply !== undefined && isPassing(reply))
  const places = placesOf(refused, mail)
  return passing === undefined
    ? {
        kind: 'record',
        message: `The server takes the mail for none of its addresses: ${places}.`,
        hint: 'Mend the addresses.',
      }
    : { ...later, message: `The server asks to come back later: ${places}.` }
}

/** Where the refused addresses stand in the mail; who they are is not told. */
function placesOf(refused: readonly RefusedRecipient[], mail: Mail): string {
  const all = recipientsOf(mail)
  return refused
    .map(({ address, reply }) => {
      const place = all.find((each) => each.address === address)?.place ?? 'an address'
      return reply === undefined ? place : `${place} (${reply.words})`
    })
    .join(', ')
}

function senderRefused(reply: Reply): Outcome {
  const { code, words } = reply
  if (code === 552 || code === 452 || code === 523)
    return failed({
      kind: isPassing(reply) ? 'transient' : 'record',
      message: `The server has no room for the mail (${words}).`,
      hint: 'Leave attachments out, or make them smaller.',
      ...(isPassing(reply) && { retryAfterMs: comeBackMs }),
    })
  if (isPassing(reply))
    return stopped({ ...later, message: `The server takes no mails now (${words}).` })
  const isLogin = code === 530 || code === 535
  return stopped({
    kind: isLogin ? 'auth' : 'config',
    message: isLogin
      ? `The server wants a log-in before it takes mails (${words}).`
      : `The server takes no mails from this sender (${words}).`,
    hint: isLogin
      ? 'Write `user` and `password` into the settings.'
      : 'Use an address as `from` that belongs to the user, or let the provider verify it.',
  })
}

function contentRefused(reply: Reply): Omit<Fault, '$fault'> {
  return isPassing(reply)
    ? { ...later, message: `The server did not take the mail for now (${reply.words}).` }
    : {
        kind: 'record',
        message: `The server refuses the mail (${reply.words}).`,
        hint: 'Its content may look like unwanted mail; the words of the server say more.',
      }
}

/** Gone before the end of the mail was sent: certainly not taken. */
function brokenOff(reply: Reply | undefined): Outcome {
  return stopped({
    ...later,
    message:
      reply === undefined
        ? 'The server broke off the connection before a mail was sent whole.'
        : `The server ended the connection before a mail was sent whole (${reply.words}).`,
  })
}

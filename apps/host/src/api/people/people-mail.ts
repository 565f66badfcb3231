import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import { filledIn, sendAction, type Host } from '../../work/index.ts'

/** What a mail says; the link is in the text too. */
export interface PeopleMail {
  readonly email: string
  readonly subject: string
  readonly text: string
  readonly link: string
}

/** Mails somebody a link; false where it did not leave, which the log then tells without whom it was for. */
export async function mailPerson(host: Host, mail: PeopleMail): Promise<boolean> {
  const sender = host.configuration.people?.mail
  if (sender === undefined) return false
  const tell = (why: string) =>
    host.log({
      level: 'error',
      connection: sender.connection,
      message: `The mail with a link for somebody who signs in did not leave: ${why}`,
    })
  try {
    const input = filledIn(sender.input, { ...mail }) as object
    const { outcome, fault } = await sendAction(host, sender, input, randomUUID())
    if (outcome.status === 'ok' || outcome.status === 'pending') return true
    tell(outcome.status === 'failed' ? outcome.fault.message : (fault?.message ?? outcome.status))
  } catch (error) {
    tell(faultOf(error, sender.connection).message)
  }
  return false
}

/** Where a link leads: what it holds stands after the `#`, which browsers send to nobody. */
export function linkTo(url: string, page: 'invitation' | 'reset-password', token: string): string {
  return `${url}/${page}#${token}`
}

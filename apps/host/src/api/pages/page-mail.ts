import { faultOf } from '@cartograph/core'
import type { PageForm, PageMail } from '../../config/index.ts'
import { filledIn, sendAction, type Host } from '../../work/index.ts'
import type { PageWords } from './page-words.ts'

export interface LinkMail {
  readonly form: PageForm
  readonly words: PageWords
  readonly email: string
  readonly link: string
  /** The same for a repeat of the same wish. */
  readonly key: string
}

/** Mails a link; false where it did not leave, which the log then tells without whom it was for. */
export async function mailLink(host: Host, mail: PageMail, sent: LinkMail): Promise<boolean> {
  const { form, words, email, link, key } = sent
  const subject = words.say('mailSubject', { title: form.title })
  const body = words.say('mailText', { title: form.title, link })
  const text = form.reminder === undefined ? body : `${body}\n\n${form.reminder}`
  const input = filledIn(mail.input, { email, subject, text, link }) as object
  try {
    const { outcome, fault } = await sendAction(host, mail, input, key)
    const { status } = outcome
    // Where nobody saw the outcome it may well have left, and whoever waits can begin again.
    if (status === 'ok' || status === 'pending' || status === 'unknown') return true
    tell(
      host,
      mail,
      outcome.status === 'failed' ? outcome.fault.message : (fault?.message ?? status),
    )
  } catch (error) {
    tell(host, mail, faultOf(error, mail.connection).message)
  }
  return false
}

function tell({ log }: Host, { connection }: PageMail, why: string): void {
  log({ level: 'error', connection, message: `The mail of a sign-up did not leave: ${why}` })
}

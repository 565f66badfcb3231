import { html } from 'hono/html'
import { unsubscribe, type LinkOf } from '../../customers/index.ts'
import { said, show, type OpenedPage } from './page-scene.ts'

type Unsubscribe = OpenedPage<LinkOf<'unsubscribe'>>

/** The body of a POST that a mail program sends by itself. */
const oneClickField = 'List-Unsubscribe'

export function unsubscribePage(page: Unsubscribe): Promise<Response> {
  const { words, link } = page
  const text = link.channel === 'email' ? 'unsubscribeEmail' : 'unsubscribeSms'
  const body = html`<p>${words.say(text, { address: masked(link.address) })}</p>
    <form method="post"><button type="submit">${words.say('unsubscribe')}</button></form>`
  return show(page, { title: words.say('unsubscribeTitle'), body })
}

/**
 * One press of the button, or one POST of a mail program that showed a button of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8058 (read 2026-11-25)
 */
export async function takeUnsubscribe(page: Unsubscribe, sent: URLSearchParams): Promise<Response> {
  const { scene, words, link } = page
  await unsubscribe(scene.writing, link, sent.has(oneClickField) ? 'one click' : 'unsubscribe page')
  return said(page, [words.say('unsubscribedTitle'), words.say('unsubscribed')])
}

/** An address so far that its owner knows it: mails are passed on, and so are the links in them. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@')
  if (at === -1) return `…${address.slice(-3)}`
  return `${address.slice(0, 1)}…${address.slice(at)}`
}

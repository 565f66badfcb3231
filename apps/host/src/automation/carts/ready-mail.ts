import type { JsonObject } from '@cartograph/core'
import type { CartDocument, CartMail } from '../../config/index.ts'
import { mailWords } from './mail-words.ts'

/** A mail that lists what lies in a cart, as the action of the connector `smtp` takes it: text, and HTML that is escaped. */
export function readyMail(document: CartDocument, mail: CartMail): JsonObject {
  const usual = mailWords[mail.language]
  const words = { ...usual, ...given(mail) }
  const { email, link, unsubscribeLink, firstName, totalText } = document
  const lines = linesOf(document)
  const greeting =
    firstName !== undefined ? `${usual.hello} ${oneLine(firstName)},` : `${usual.hello},`
  const total = totalText !== undefined ? `${usual.total}: ${totalText}` : undefined
  return {
    to: [email],
    subject: oneLine(words.subject),
    text: [
      greeting,
      words.intro,
      lines.map(lineText).join('\n'),
      ...(total === undefined ? [] : [total]),
      `${words.button}: ${link}`,
      `${usual.unsubscribe}: ${unsubscribeLink}`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    html: [
      `<p>${escaped(greeting)}</p>`,
      `<p>${escaped(words.intro).replaceAll('\n', '<br>')}</p>`,
      lines.length === 0 ? '' : `<table>${lines.map(lineHtml).join('')}</table>`,
      total === undefined ? '' : `<p><strong>${escaped(total)}</strong></p>`,
      `<p><a href="${escaped(link)}">${escaped(words.button)}</a></p>`,
      `<p><small><a href="${escaped(unsubscribeLink)}">${escaped(usual.unsubscribe)}</a></small></p>`,
    ].join('\n'),
    purpose: 'marketing',
    ...(unsubscribeLink.startsWith('https://') && {
      unsubscribe: { url: unsubscribeLink, oneClick: true },
    }),
  }
}

interface ShownLine {
  readonly name: string
  readonly quantity: number
  readonly totalText: string | undefined
  readonly imageUrl: string | undefined
}

function linesOf({ lines }: CartDocument): readonly ShownLine[] {
  return lines.map(({ name, sku, quantity, totalText, imageUrl }) => ({
    name: oneLine(name ?? sku ?? ''),
    quantity,
    totalText,
    imageUrl,
  }))
}

function lineText({ name, quantity, totalText }: ShownLine): string {
  return `${quantity} × ${name}${totalText === undefined ? '' : `  ${totalText}`}`
}

function lineHtml({ name, quantity, totalText, imageUrl }: ShownLine): string {
  const image =
    imageUrl === undefined ? '' : `<img src="${escaped(imageUrl)}" alt="" width="64" height="64">`
  return `<tr><td>${image}</td><td>${quantity} × ${escaped(name)}</td><td>${escaped(totalText ?? '')}</td></tr>`
}

function given({ subject, intro, button }: CartMail) {
  return {
    ...(subject !== undefined && { subject }),
    ...(intro !== undefined && { intro }),
    ...(button !== undefined && { button }),
  }
}

/** Names come from outside: a line break in one would end a header or a line of the text. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

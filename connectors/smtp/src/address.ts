import { domainToASCII } from 'node:url'

/** An address as it is sent: the domain in the form that every server understands. */
export interface MailAddress {
  readonly address: string
  /** The part before the @ needs a server that takes other signs than ASCII (SMTPUTF8). */
  readonly isInternational: boolean
}

const longestLocal = 64
const longestDomain = 253
/** Words joined by single dots; what needs quotes is not taken. */
const localForm = /^[^\s\p{C}()<>[\]:;@\\,."]+(?:\.[^\s\p{C}()<>[\]:;@\\,."]+)*$/u
/** Letters, digits, dashes and dots of any script; the platform would take out line breaks, and read %41 as a letter. */
const rawDomain = /^[\p{L}\p{M}\p{N}.-]+$/u
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainForm = new RegExp(`^${label}(?:\\.${label})+$`)

/**
 * An address in the form of RFC 5321 (4.1.2), its domain as RFC 5890 writes those of other scripts; undefined where it is none.
 *
 * Quoted words and addresses of machines (`anna@[192.0.2.1]`) are not taken.
 */
export function mailAddress(text: string): MailAddress | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const given = text.slice(at + 1)
  const domain = rawDomain.test(given) ? domainToASCII(given).toLowerCase() : ''
  const isFine =
    localForm.test(local) &&
    Buffer.byteLength(local) <= longestLocal &&
    domain.length <= longestDomain &&
    (domainForm.test(domain) || domain === 'localhost')
  if (!isFine) return undefined
  return { address: `${local}@${domain}`, isInternational: !/^[\x21-\x7e]*$/.test(local) }
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

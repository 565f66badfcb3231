import type { Fault } from '@cartograph/core'
import type { Answer } from './answer.ts'

/** What is looked at to understand an answer. */
export type Told = Pick<Answer, 'status' | 'text' | 'json' | 'headers' | 'method' | 'route'>
export type Meaning = Omit<Fault, '$fault' | 'request'>

/** What is no answer of the API: a page for people, a firewall, an error of the server. */
export function pageFault(answer: Told): Meaning {
  const { status, text, headers } = answer
  if (status === 401 && headers['www-authenticate'] !== undefined)
    return {
      kind: 'config',
      message: 'The whole site asks for a user and a password before WordPress is reached (401).',
      hint: 'Let the host except /wp-json/ from the password of the site, as staging sites often have one.',
    }
  if (status === 401 || status === 403 || status === 406)
    return {
      kind: 'permission',
      scope: 'connection',
      message: `A firewall or a security plugin before the API refuses requests (${status}).`,
      hint: 'Allow requests of Cartograph to /wp-json/wc/v3/ there. Ask the host where you do not know which firewall it is.',
    }
  if (status === 404 || status === 410)
    return {
      kind: 'config',
      message: `There is no REST API at this address (${status}).`,
      hint: 'In WordPress, Settings, Permalinks: choose anything but Plain, and save. Is `url` the Site Address under Settings, General?',
    }
  if (status === 503 || /maintenance|coming[- ]soon/i.test(text))
    return {
      kind: 'transient',
      message: `The shop shows a page for visitors instead of the API: maintenance or coming soon (${status}).`,
      hint: 'Make the shop live, or let its coming-soon plugin except /wp-json/.',
      ...retryAfter(answer),
    }
  if (status >= 500 || status === 408)
    return {
      ...busy(`The shop, or what stands before it, could not answer (${status}).`),
      ...retryAfter(answer),
    }
  if (/wp-login|<form[^>]+login/i.test(text))
    return {
      kind: 'config',
      message: 'The shop shows a log-in page instead of the API.',
      hint: 'A plugin hides the site from visitors. Let it except /wp-json/.',
    }
  if (/^\s*(<br|<b>|PHP |Warning|Notice|Deprecated)/i.test(text))
    return {
      kind: 'config',
      message: 'Warnings of PHP stand before the answer, so it cannot be read.',
      hint: 'Set WP_DEBUG_DISPLAY to false in wp-config.php, and mend what the warnings say.',
    }
  return {
    kind: 'config',
    message: 'What answers is a page for people and not the API of a WooCommerce shop.',
    hint: 'Is `url` the Site Address of the shop, in WordPress under Settings, General?',
  }
}

/** Too much at once, or for the moment. */
export function busy(message: string): Meaning {
  return {
    kind: 'transient',
    message,
    hint: 'Where it happens again: lower `requestsPerMinute`, `concurrentRequests` or `pageSize`, or ask the host for more room.',
  }
}

/** The shop, or what stands before it, sends the request elsewhere. */
export function redirected({ headers }: Told): Meaning {
  const target = headers['location'] ?? ''
  const url = URL.canParse(target) ? new URL(target) : undefined
  if (/wp-login|login/i.test(target))
    return {
      kind: 'config',
      message: 'The shop sends requests of the API to its log-in page.',
      hint: 'A plugin hides the site from visitors. Let it except /wp-json/.',
    }
  return {
    kind: 'config',
    message:
      url === undefined
        ? 'The shop sends requests elsewhere.'
        : `The shop sends requests on to ${url.origin}.`,
    hint:
      url === undefined
        ? 'Give the Site Address, in WordPress under Settings, General, as `url`.'
        : `Change \`url\` to ${url.origin}, or to the Site Address in WordPress under Settings, General.`,
    path: ['url'],
  }
}

/** How long to wait, where the answer says so in seconds. */
export function retryAfter({ headers }: Told): { readonly retryAfterMs?: number } {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}
}

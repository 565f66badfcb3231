import {
  passingStatuses,
  passingWords,
  quotaWords,
  retryWaitsMs,
  timeoutWords,
} from './assumptions.ts'
import { originOf, type Credentials } from './credentials.ts'

/** An answer of the host, or what to tell whoever looks at the report. */
export type Answer =
  | { readonly value: object; readonly text: string }
  | { readonly told: string; readonly isRefused: boolean }

interface Sent {
  readonly path: string
  /** Missing: nothing is sent, only asked. */
  readonly body?: unknown
}

type Attempt = { readonly status: number; readonly text: string } | { readonly thrown: string }

/** Asks the host; what it does is harmless to repeat, so what passes by itself is tried again. */
export function askHost(credentials: Credentials, sent: Sent): Answer {
  let attempt = attemptOf(credentials, sent)
  for (const waitMs of retryWaitsMs) {
    if (!isPassing(attempt)) break
    Utilities.sleep(waitMs)
    attempt = attemptOf(credentials, sent)
  }
  const answer =
    'thrown' in attempt ? notReached(credentials, attempt.thrown) : answerOf(credentials, attempt)
  if ('told' in answer) console.error(`${sent.path}: ${answer.told}`)
  return answer
}

function isPassing(attempt: Attempt): boolean {
  return 'thrown' in attempt
    ? passingWords.test(attempt.thrown)
    : passingStatuses.indexOf(attempt.status) !== -1
}

function attemptOf({ path, key }: Credentials, sent: Sent): Attempt {
  try {
    const response = UrlFetchApp.fetch(`${path}${sent.path}`, {
      method: sent.body === undefined ? 'get' : 'post',
      headers: { authorization: `Bearer ${key}` },
      ...(sent.body !== undefined && {
        contentType: 'application/json',
        payload: JSON.stringify(sent.body),
      }),
      muteHttpExceptions: true,
      // A redirect would take the key to wherever it leads.
      followRedirects: false,
    })
    return { status: response.getResponseCode(), text: response.getContentText() }
  } catch (error) {
    return { thrown: String(error) }
  }
}

function notReached(credentials: Credentials, thrown: string): Answer {
  const host = originOf(credentials)
  if (timeoutWords.test(thrown))
    return told(
      `${host} did not answer in time. Choose a shorter period or fewer dimensions, or try again later.`,
    )
  if (quotaWords.test(thrown))
    return told(
      'Google’s limit of calls for one day is used up. The report works again tomorrow; fewer charts and a longer data freshness need fewer calls.',
    )
  return told(
    `${host} could not be reached. Look whether Cartograph runs and can be reached from the internet by https, and try again.`,
  )
}

function answerOf(
  credentials: Credentials,
  { status, text }: { status: number; text: string },
): Answer {
  const host = originOf(credentials)
  const value = parsed(text)
  const error = errorIn(value)
  if (status === 401 || status === 403)
    return {
      told: `${host} refuses the key. ${error ?? ''} In Data Studio: Resource, Manage added data sources, Edit, Edit connection, and enter the new key.`.replace(
        '  ',
        ' ',
      ),
      isRefused: true,
    }
  if (status === 200 && value !== undefined) return { value, text }
  if (error !== undefined) return told(error)
  if (status === 404)
    return told(
      `There is nothing at this address of ${host}. Show the right one with “cartograph surfaces”, and edit the connection of the data source.`,
    )
  if (status === 413)
    return told('This chart asks for more than Cartograph takes. Use fewer filters.')
  if (status === 429)
    return told(`${host} is asked too often at once. Wait a minute, and refresh the data.`)
  if (status >= 500)
    return told(
      `${host} cannot answer at the moment (${status}). Try again in a few minutes; if it stays so, ask whoever runs Cartograph.`,
    )
  if (status >= 300 && status < 400)
    return told(
      `${host} leads elsewhere (${status}). Enter the address where Cartograph itself answers.`,
    )
  return told(
    `${host} does not answer as Cartograph does (${status}). Look whether a proxy or a login page stands before it.`,
  )
}

function told(text: string): Answer {
  return { told: text, isRefused: false }
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function errorIn(value: object | undefined): string | undefined {
  return value !== undefined && 'error' in value && typeof value.error === 'string'
    ? value.error
    : undefined
}

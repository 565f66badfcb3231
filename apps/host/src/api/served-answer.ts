import type { ServedVersion } from '../store/index.ts'
import { chosenCoding, type Coding } from './accepted-encoding.ts'

/** What a request for a document is answered. */
export interface ServedAnswer {
  readonly status: 200 | 304
  readonly coding: Coding
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Decides by the headers of a request how a version is sent, or that the asker has it already.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13 (read 2026-11-25)
 */
export function servedAnswer(version: ServedVersion, request: Headers): ServedAnswer {
  const coding = chosenCoding(request.get('accept-encoding') ?? undefined)
  const known = knownTag(version, request)
  const headers = {
    etag: known ?? tagOf(version, coding),
    'last-modified': new Date(version.madeAt).toUTCString(),
    // Kept by whoever fetches, never by anybody between, and asked for again each time.
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding',
  }
  if (known !== undefined || isUnchanged(version, request)) return { status: 304, coding, headers }
  const length = coding === 'identity' ? version.bytes : version.keptBytes[coding]
  return {
    status: 200,
    coding,
    headers: {
      ...headers,
      'content-type': version.contentType,
      'content-length': String(length),
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    },
  }
}

/** Strong, so each way to send a document has its own. */
function tagOf({ hash }: ServedVersion, coding: Coding): string {
  return coding === 'identity' ? `"${hash}"` : `"${hash}-${coding}"`
}

/** The tag by which the asker has this version already, in whichever coding. */
function knownTag(version: ServedVersion, request: Headers): string | undefined {
  const asked = request.get('if-none-match')
  if (asked === null) return undefined
  const own = (['identity', 'gzip', 'br'] as const).map((coding) => tagOf(version, coding))
  if (asked.trim() === '*') return own[0]
  const tags = new Set(asked.split(',').map((tag) => tag.trim().replace(/^W\//, '')))
  return own.find((tag) => tags.has(tag))
}

/** By date, which has whole seconds, and only where no tag was sent. */
function isUnchanged({ madeAt }: ServedVersion, request: Headers): boolean {
  const since = request.get('if-modified-since')
  if (since === null || request.has('if-none-match')) return false
  return Math.floor(madeAt / 1000) * 1000 <= Date.parse(since)
}

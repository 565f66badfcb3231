/** What no page says of Apps Script, each the careful choice. */

/** Words in what `UrlFetchApp` throws when nobody answers in time, and when the day's calls are used up. */
export const timeoutWords = /time[d]? ?out/iu
export const quotaWords = /too many times for one day|quota/iu

/** An answer of a gateway, or a name that was not found for a moment: the next attempt often succeeds. */
export const passingStatuses: readonly number[] = [429, 502, 503, 504]
export const passingWords = /address unavailable|dns error/iu

/** Waits before further attempts; a chart waits no longer than a minute. */
export const retryWaitsMs: readonly number[] = [1_000, 3_000]

/**
 * Where the address and the key stand in the request of `setCredentials`: in `pathKey`, as the other forms have theirs; some samples read
 * them from the request itself.
 */
export function credentialsIn(request: unknown): { readonly path: string; readonly key: string } {
  const outer = recordOf(request)
  const { path, key } = recordOf(outer['pathKey'] === undefined ? outer : outer['pathKey'])
  return { path: typeof path === 'string' ? path : '', key: typeof key === 'string' ? key : '' }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

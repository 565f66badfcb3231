import type { Figures } from '../../api/answers.ts'

export type LoadingConnection = Figures['completeness']['connections'][number]

/** Connections that were never read to their end. */
export function loadingIn({ completeness }: Figures): readonly LoadingConnection[] {
  return completeness.connections.filter(({ isLoading }) => isLoading)
}

/** Those of them that figures of some stores lack something of: a store is named after its connection, and no store means all. */
export function missingFor(
  stores: readonly string[],
  loading: readonly LoadingConnection[],
): readonly LoadingConnection[] {
  return stores.length === 0
    ? loading
    : loading.filter(({ connection }) => stores.some((store) => store.startsWith(`${connection}:`)))
}

/** How long something still takes that is done to a share, if it goes on as it did; undefined: nobody knows yet. */
export function timeLeftMs(share: number | undefined, sinceMs: number): number | undefined {
  if (share === undefined || !(share > 0 && share <= 1) || sinceMs <= 0) return undefined
  return (sinceMs * (1 - share)) / share
}

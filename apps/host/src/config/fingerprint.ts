import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { canonicalise, type Json } from '@cartograph/core'
import type { Leaf } from './settings.ts'

/**
 * A hash of what a connection's settings mean: all but the secrets, so that a new key for the same account changes nothing.
 *
 * Paths count as they stand relative to the configuration, so a moved folder changes nothing either.
 */
export function fingerprintOf(
  connectorId: string,
  leaves: readonly Leaf[],
  folder: string,
): string {
  const meaning = leaves
    .filter(({ isSecret }) => !isSecret)
    .map(({ path, value, isPath }): [string, Json] => [
      JSON.stringify(path),
      isPath ? relative(folder, String(value)) : plain(value),
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(canonicalise([connectorId, meaning]))
    .digest('hex')
}

function plain(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return []
  if (typeof value === 'object') return {}
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null
}

import { fault, nearest } from '@cartograph/core'
import type { SourceSettings } from '../settings.ts'

/**
 * The sheet that the settings name.
 *
 * @throws a `config` fault where there is no such sheet.
 */
export function chosenSheet<Sheet extends { readonly name: string }>(
  sheets: readonly Sheet[],
  wanted: SourceSettings['sheet'],
  file: string,
): Sheet {
  const found =
    typeof wanted === 'string'
      ? sheets.find(({ name }) => name === wanted)
      : sheets[(wanted ?? 1) - 1]
  if (found !== undefined) return found
  const names = sheets.map(({ name }) => name)
  const meant = typeof wanted === 'string' ? nearest(wanted, names) : undefined
  const called = typeof wanted === 'string' ? `called "${wanted}"` : `number ${wanted ?? 1}`
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `${file} has no sheet ${called}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: `Correct \`sheet\` in the settings of the source. The file has: ${names.join(', ') || 'none'}.`,
  })
}

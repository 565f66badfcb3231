import type { Mapping } from '@cartograph/core'
import { stringify } from 'yaml'
import { inCode, sections } from './markdown.ts'

/** The mappings that a connector brings, whole: a merchant who wants another copies one and changes it. */
export function mappingsSection(mappings: readonly Mapping[]): string {
  if (mappings.length === 0) return ''
  return sections([
    '## Default mappings',
    'To change one, copy it into a file, and name the file under `mappings` of the connection (or `mapping` of the delivery).',
    ...mappings.map((mapping) =>
      sections([
        `### ${sideText(mapping.from)} to ${sideText(mapping.to)}`,
        `\`\`\`yaml\n${stringify(mapping, { lineWidth: 120, aliasDuplicateObjects: false }).trimEnd()}\n\`\`\``,
      ]),
    ),
  ])
}

function sideText(side: Mapping['from'] | Mapping['to']): string {
  if ('entity' in side) return inCode(side.entity)
  return inCode('stream' in side ? side.stream : side.sink)
}

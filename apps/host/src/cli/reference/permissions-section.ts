import type { Permissions } from '@cartograph/core'
import type { KnownParts } from './known-parts.ts'
import { inCode, markdownTable, sections } from './markdown.ts'

interface Needed {
  readonly permission: string
  readonly by: string
}

/** What the credentials must be allowed, and which parts need it; empty where no part says so. */
export function permissionsSection({ first, all }: KnownParts): string {
  const needed = [
    ...all('streams').flatMap(({ name, part }) => neededBy(inCode(name), part)),
    ...neededBy("the vendor's log", first.feed),
    ...neededBy('webhooks', first.webhook),
    // What is served is fetched by others, and needs nothing of them.
    ...all('sinks').flatMap(({ name, part }) =>
      'serve' in part ? [] : neededBy(`sink ${inCode(name)}`, part),
    ),
    ...all('actions').flatMap(({ name, part }) => neededBy(`action ${inCode(name)}`, part)),
    ...all('lookups').flatMap(({ name, part }) => neededBy(`look-up ${inCode(name)}`, part)),
  ]
  if (needed.length === 0) return ''
  return sections([
    '## Permissions',
    'A key needs those of the parts that are used, and no more; `cartograph check` tells which of them it lacks.',
    markdownTable(
      ['permission', 'for'],
      [...Map.groupBy(needed, ({ permission }) => permission)].map(([permission, uses]) => [
        permission,
        uses.map(({ by }) => by).join(', '),
      ]),
    ),
  ])
}

function neededBy(
  by: string,
  part: { readonly permissions?: Permissions } | undefined,
): readonly Needed[] {
  return (part?.permissions ?? []).map((permission) => ({ permission, by }))
}

import type { Problem } from './problem.ts'

export interface PublishedPackage {
  readonly name: string
  /** Its `package.json`, from the root. */
  readonly file: string
  /** Files that changed since its last release, from the root. */
  readonly changed: readonly string[]
}

/** Packages whose users get something new without being told: changed since the release, and named by no changeset. */
export function missingChangesets(
  packages: readonly PublishedPackage[],
  changesets: readonly string[],
): readonly Problem[] {
  const named = new Set(changesets.flatMap(namesIn))
  return packages.flatMap(({ name, file, changed }) => {
    const noticed = changed.filter((path) => !path.endsWith('.test.ts'))
    return noticed.length === 0 || named.has(name)
      ? []
      : [
          {
            file,
            message: `${name} changed (${noticed[0]} and ${noticed.length - 1} more) and no changeset names it: run \`pnpm changeset\`.`,
          },
        ]
  })
}

/** The packages in the front matter of a changeset. */
function namesIn(text: string): readonly string[] {
  const [, front = ''] = /^---\n([\s\S]*?)\n---/.exec(text) ?? []
  return [...front.matchAll(/^['"]?([^'":]+)['"]?:\s*(?:major|minor|patch)\s*$/gm)].map(
    ([, name = '']) => name,
  )
}

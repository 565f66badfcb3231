import { dirname, posix } from 'node:path'

import type { Problem } from './problem.ts'

/** Pages in Markdown, by their path from the root with forward slashes. */
export type Documents = ReadonlyMap<string, string>

/** Links that lead nowhere: to a file that is not there, or to a heading that its page does not have. */
export function brokenLinks(
  documents: Documents,
  exists: (path: string) => boolean,
): readonly Problem[] {
  return [...documents].flatMap(([file, text]) =>
    linksOf(file, text).flatMap(({ path, anchor, line }) => {
      const page = documents.get(path)
      if (page === undefined && !exists(path))
        return [{ file, line, message: `links to ${path}, which is not there` }]
      if (anchor === '' || page === undefined || headingsOf(page).has(anchor)) return []
      return [{ file, line, message: `links to #${anchor} of ${path}, which has no such heading` }]
    }),
  )
}

/** Pages that no way leads to from `start`; a link to a folder leads to all pages in it. */
export function unreachable(documents: Documents, start: string): readonly string[] {
  const reached = new Set([start])
  for (const file of reached)
    for (const { path } of linksOf(file, documents.get(file) ?? ''))
      for (const page of documents.keys())
        if (page === path || page.startsWith(`${path}/`)) reached.add(page)
  return [...documents.keys()].filter((file) => !reached.has(file))
}

interface Link {
  /** From the root. */
  readonly path: string
  /** Without its `#`; empty where the link names none. */
  readonly anchor: string
  readonly line: number
}

/** The links of a page to files of the repository. */
function linksOf(file: string, text: string): readonly Link[] {
  return withoutCode(text)
    .split('\n')
    .flatMap((content, index) =>
      Array.from(content.matchAll(/\]\(([^)\s]+)\)/gu), ([, target = '']) => ({
        target,
        line: index + 1,
      })),
    )
    .filter(({ target }) => !/^[a-z]+:/iu.test(target))
    .map(({ target, line }) => {
      const [path = '', anchor = ''] = target.split('#')
      const whole = path === '' ? file : posix.normalize(posix.join(dirname(file), path))
      return { path: whole.replace(/\/$/u, ''), anchor, line }
    })
}

/** Its headings as the ends of links, in the way of GitHub. */
function headingsOf(text: string): ReadonlySet<string> {
  const headings = withoutCode(text).matchAll(/^#{1,6} +(.+?) *$/gmu)
  return new Set(
    Array.from(headings, ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

/** Lines of code blocks left empty, so that the others keep their numbers. */
function withoutCode(text: string): string {
  return text.replaceAll(/^```.*?^```$/gmsu, (block) => block.replaceAll(/[^\n]/gu, ''))
}

import { dirname, posix } from 'node:path'
import type { Documents } from './document-links.ts'
import type { Problem } from './problem.ts'

/** So few words say nothing of what is seen. */
const fewestWords = 4

/** Pictures of pages without words that say what is seen to whoever does not see them. */
export function wordlessPictures(documents: Documents): readonly Problem[] {
  return picturesOf(documents)
    .filter(({ words }) => words.split(/\s+/u).filter(Boolean).length < fewestWords)
    .map(({ file, line, path }) => ({
      file,
      line,
      message: `shows ${path} without saying in ${fewestWords} words or more what is seen`,
    }))
}

/** Pictures that no page shows. */
export function unshownPictures(
  documents: Documents,
  pictures: readonly string[],
): readonly string[] {
  const shown = new Set(picturesOf(documents).map(({ path }) => path))
  return pictures.filter((picture) => !shown.has(picture))
}

/** The pictures of all pages, by their paths from the root. */
function picturesOf(documents: Documents) {
  return [...documents].flatMap(([file, text]) =>
    text.split('\n').flatMap((content, index) =>
      Array.from(
        content.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/gu),
        ([, words = '', target = '']) => ({
          file,
          line: index + 1,
          words,
          path: posix.normalize(posix.join(dirname(file), target)),
        }),
      ),
    ),
  )
}

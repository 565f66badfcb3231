import { baseName } from './bytes.ts'
import { formatOf, isLineFormat } from './format.ts'
import { replacedFile } from './go-on.ts'
import type { FilePosition } from './position.ts'
import { walkDocument } from './walk-document.ts'
import { walkLines } from './walk-lines.ts'
import type { Walk, WalkPage } from './walk-request.ts'

/**
 * Reads a file from a position on, page by page, in whatever format it is.
 *
 * @throws a `conflict` fault where what was read before is not there any more, so that the file is read anew.
 */
export async function* walkFile(
  walk: Walk,
  from: FilePosition | undefined,
): AsyncGenerator<WalkPage<FilePosition>, void> {
  const format = formatOf(walk.source, walk.path)
  const isInLines = from === undefined ? isLineFormat(format) : 'byte' in from
  if (isInLines !== isLineFormat(format))
    throw replacedFile(baseName(walk.path), 'as another format')
  if (isLineFormat(format))
    yield* walkLines(walk, format, from !== undefined && 'byte' in from ? from : undefined)
  else yield* walkDocument(walk, format, from !== undefined && 'rows' in from ? from : undefined)
}

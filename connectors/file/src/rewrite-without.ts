import { fault } from '@cartograph/core'
import { stateOf } from './bytes.ts'
import { columnsOfFile, type Merge } from './merge-file.ts'
import { framedOutput, openOutput } from './output.ts'
import { namesIn, type Traces } from './person-traces.ts'
import { writtenRows } from './written-rows.ts'

/**
 * Writes a file of a sink anew without the rows that name a person, and puts it in the place of the old one at once.
 *
 * What a crash left of a last row goes too.
 *
 * @throws a `config` fault where a sink did not write the file, and a `conflict` where it was written to meanwhile; then
 * nothing is changed.
 */
export async function rewriteWithout(merge: Merge, traces: Traces): Promise<void> {
  const { files, path, format, signal } = merge
  const before = await stateOf(files, path)
  const columns = (await columnsOfFile(merge)) ?? []
  const output = framedOutput(await openOutput(files, path), format.frame)
  try {
    await output.write(format.headerOf(columns))
    for await (const { lines } of writtenRows(files, path, format)) {
      signal.throwIfAborted()
      await output.writeAll(lines.filter((line) => !namesIn(line.toString('utf8'), traces)))
    }
    const after = await stateOf(files, path)
    if (after?.size !== before?.size || after?.modifiedAt !== before?.modifiedAt) throw changed()
    await output.close()
  } catch (error) {
    await output.abort(error)
    throw error
  }
}

function changed(): Error {
  return fault({
    kind: 'conflict',
    message: 'A file was written to while a person was taken out of it.',
    hint: 'Nothing is lost, and it is tried again.',
  })
}

import { resolve } from 'node:path'
import {
  checkMapping,
  compileMapping,
  faultOf,
  nearest,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import { checkValue } from './checked.ts'
import { readDocument, type Path, type SourceDocument } from './document.ts'
import { isPlainObject } from './environment.ts'
import type { JsonSchema } from './json-schema.ts'
import { fileMessage } from './file-message.ts'
import type { Problems } from './problems.ts'
import { mappingShape } from './mapping-shape.ts'

/** A mapping and where it is written, so that problems can be shown there. */
export interface MappingSource {
  readonly mapping: Mapping
  readonly document: SourceDocument
  readonly base: Path
}

/** Where the configuration names a mapping: the path of its file, or the mapping itself. */
export interface MappingReference {
  readonly value: unknown
  readonly document: SourceDocument
  readonly path: Path
  readonly folder: string
}

/** Reads a mapping and checks its shape; undefined where it has problems, which are added. */
export async function readMapping(
  reference: MappingReference,
  problems: Problems,
): Promise<MappingSource | undefined> {
  const source =
    typeof reference.value === 'string'
      ? await readMappingFile(reference.value, reference, problems)
      : { document: reference.document, base: reference.path, value: reference.value }
  if (source === undefined) return undefined
  const { document, base, value } = source
  if (!isPlainObject(value)) {
    problems.add(document, base, {
      message: 'expected a mapping: id, from, to, fields',
    })
    return undefined
  }
  const { findings } = await checkValue(mappingShape, value, reference.folder)
  for (const { path, ...draft } of findings) problems.add(document, [...base, ...path], draft)
  return findings.length > 0 ? undefined : { mapping: value as unknown as Mapping, document, base }
}

/**
 * Checks the expressions of a mapping against both sides; false where they hold an error.
 *
 * The schemas of entities are known to the checker. What only a compiler finds, such as a mistake in `$cel`, is found too.
 */
export async function checkExpressions(
  { mapping, document, base }: MappingSource,
  sides: {
    readonly source?: JsonSchema
    readonly target?: JsonSchema
    readonly settings?: JsonObject
  },
  problems: Problems,
): Promise<boolean> {
  const found = checkMapping(mapping, sides)
  for (const { path, message, severity, nearest: meant } of found) {
    // Where another name is proposed for the last key itself, that key is what is wrong.
    const isKey = meant !== undefined && nearest(String(path.at(-1)), [meant]) !== undefined
    problems.add(document, [...base, ...path], { message, severity, part: isKey ? 'key' : 'value' })
  }
  if (found.some(({ severity }) => severity === 'error')) return false
  try {
    await compileMapping(mapping, sides)
    return true
  } catch (error) {
    const { message, hint, path = [] } = faultOf(error)
    problems.add(document, [...base, ...path], { message, hint })
    return false
  }
}

async function readMappingFile(
  name: string,
  { document, path, folder }: MappingReference,
  problems: Problems,
) {
  const file = resolve(folder, name)
  try {
    const read = await readDocument(file)
    const [broken] = read.problems
    if (broken === undefined)
      return { document: read.document, base: [], value: read.document.value }
    problems.addSyntax(read.document, broken)
  } catch (error) {
    problems.add(document, path, { message: `the mapping ${name} ${fileMessage(error)}` })
  }
  return undefined
}

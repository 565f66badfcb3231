import * as z from 'zod'

/** No path, no hidden file, nothing that a file system or a file pattern gives a meaning to. */
const fileName = z
  .string()
  .regex(
    /^(?![. ])[^/\\\p{Cc}:*?"<>|()[\]{}]{1,120}(?<![. ])$/u,
    'expected a file name without folder and extension, such as orders',
  )

const keyText = z
  .string()
  .min(1, 'expected text that is not empty')
  .regex(/^[^\0\uD800-\uDFFF]*$/u, 'expected text without U+0000 and broken characters')

const description = {
  file: 'Name of the file, without folder and extension.',
  key: 'What tells the row from others. The first column must hold it, or one called id.',
}

export const tableItem = z.strictObject({
  file: fileName.meta({ description: description.file }),
  key: keyText.meta({ description: description.key }),
  columns: z
    .record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .meta({ description: 'The cells, by the name of their column.' }),
})

export const documentItem = z.strictObject({
  file: fileName.meta({ description: description.file }),
  key: keyText.meta({ description: description.key }),
  columns: z.record(z.string(), z.json()).meta({ description: 'The object that makes a line.' }),
})

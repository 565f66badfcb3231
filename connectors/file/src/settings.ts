import { author, path } from '@cartograph/core'
import * as z from 'zod'
import { columnSettings } from './column-settings.ts'
import { isSupportedEncoding } from './encodings.ts'
import { documentFormats, formatByName, lineFormats, type Format } from './format.ts'

const streamName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

const columnName = z.string().min(1)

const separator = z
  .string()
  .regex(/^[\t !#-~]$/, 'expected one character, such as "," or ";" or "\\t"')

/** Settings that only some formats know. */
const formatsOf: Readonly<Record<'rows' | 'lists' | 'sheet' | 'headerRow', readonly Format[]>> = {
  rows: ['json', 'xml'],
  lists: ['xml'],
  sheet: ['xlsx', 'xls'],
  headerRow: ['xlsx', 'xls'],
}

const sourceSettings = z
  .strictObject({
    path: path(z.string().min(1)).optional().meta({
      title: 'File or folder',
      description: 'A file, or with `pattern` a folder. Default: `directory`.',
    }),
    pattern: z
      .string()
      .regex(/^[^/\\]+$/, 'expected the pattern of a file name, without a folder')
      .optional()
      .meta({
        title: 'File name pattern',
        description:
          'Which files of the folder, with `*` for any characters and `?` for one: `orders-*.csv`.',
      }),
    format: z
      .enum([...lineFormats, ...documentFormats])
      .optional()
      .meta({
        title: 'Format',
        description:
          'Default: by the name (.csv .tsv .txt .ndjson .jsonl .json .xml, each also with .gz; .xlsx .xlsm .xls).',
      }),
    rows: z
      .string()
      .regex(
        /^(?:\$(?:\.[^.[\]]+)*|(?:\/[^/\s]+)+)$/,
        'expected a path such as $.orders for JSON, /shop/order for XML',
      )
      .optional()
      .meta({
        title: 'Where the rows are',
        description:
          'Where the rows are. JSON: the list, `$.data.orders`; default `$`. XML: the element of a row, `/shop/orders/order`; default: those below the root.',
      }),
    lists: z.array(columnName).min(1).optional().meta({
      title: 'Elements that are lists',
      description: 'XML: names of elements that make a list even where there is one of them.',
    }),
    sheet: z
      .union([z.string().min(1), z.int().positive()])
      .optional()
      .meta({
        title: 'Sheet',
        description: 'The sheet of a spreadsheet, by name or by number from 1. Default: the first.',
      }),
    headerRow: z.int().positive().optional().meta({
      title: 'Row of the names',
      description:
        'The number of the row of a spreadsheet that names the columns. Default: the first that is not empty.',
    }),
    delimiter: separator.optional().meta({
      title: 'Delimiter',
      description:
        'Default: what the first line holds most of, out of comma, semicolon, tab and bar.',
    }),
    quote: z
      .string()
      .regex(/^[!-~]?$/, 'expected one character such as the double quote, or empty text')
      .optional()
      .meta({
        title: 'Quote',
        description: 'What texts are put in. Default `"`; empty for files without quoting.',
      }),
    encoding: z
      .string()
      .refine(isSupportedEncoding, 'expected an encoding such as utf-8, windows-1252, iso-8859-1')
      .optional()
      .meta({ title: 'Encoding', description: 'Default: by the byte order mark, else utf-8.' }),
    header: z
      .union([z.literal(true), z.array(columnName).min(1)])
      .optional()
      .meta({
        title: 'Header',
        description:
          '`true` (default): the first line names the columns. Else the names of a file without such a line.',
      }),
    key: z.array(columnName).min(1).optional().meta({
      title: 'Key',
      description: 'The columns that identify a row. Default: the file and the line.',
    }),
    columns: z.record(columnName, columnSettings).optional().meta({
      title: 'Columns',
      description: 'The types of columns. What is not named stays text as it is in the file.',
    }),
    deletes: z.enum(['absent', 'never']).optional().meta({
      title: 'Deletions',
      description:
        '`absent` (default): a row that is gone from its file is deleted. `never`: it stays.',
    }),
  })
  .refine((source) => source.path !== undefined || source.pattern !== undefined, {
    message: 'expected `path`, or `pattern` for files in `directory`',
  })
  .superRefine((source, context) => {
    const format = source.format ?? formatByName(source.pattern ?? source.path ?? '')
    if (format === undefined) return
    for (const [name, formats] of Object.entries(formatsOf))
      if (source[name as keyof typeof formatsOf] !== undefined && !formats.includes(format))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `has no meaning for ${format} files; expected only for ${formats.join(' and ')}`,
        })
    if (source.rows !== undefined && source.rows.startsWith('$') !== (format === 'json'))
      context.addIssue({
        code: 'custom',
        path: ['rows'],
        message: 'expected a path such as $.orders for json files, /shop/order for xml files',
      })
  })

export const settings = z
  .strictObject({
    directory: path(z.string().min(1)).optional().meta({
      title: 'Folder',
      description: 'The folder that sinks write to, and where sources without a `path` look.',
    }),
    formulas: z.enum(['keep', 'escape']).optional().meta({
      title: 'Formulas',
      description:
        '`escape`: in tables, an apostrophe stands before texts that a spreadsheet would calculate (those with =, +, -, @ first). Default `keep`.',
    }),
    sources: z
      .record(z.string(), sourceSettings)
      .optional()
      .meta({ title: 'Sources', description: 'What to read: each entry is one stream.' }),
  })
  .superRefine(({ directory, sources }, context) => {
    for (const [name, source] of Object.entries(sources ?? {})) {
      if (!streamName.test(name))
        context.addIssue({
          code: 'custom',
          path: ['sources', name],
          message: 'expected a name of letters, digits, - and _ that begins with a letter',
        })
      if (source.path === undefined && directory === undefined)
        context.addIssue({
          code: 'custom',
          path: ['sources', name, 'path'],
          message: 'expected a path, since there is no `directory`',
        })
    }
  })
  .meta({
    examples: [{ directory: './out', sources: { orders: { path: './orders.csv', key: ['id'] } } }],
  })

export type Settings = z.infer<typeof settings>
export type SourceSettings = z.infer<typeof sourceSettings>

export const kit = author(settings)

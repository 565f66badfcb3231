import type { Recipe, RecipeField } from './recipes.ts'

/** A column of the file as the host found it. */
export interface FileColumn {
  readonly name: string
  readonly type: string
  readonly decimalComma?: boolean
}

/** What somebody chose for the rows of a file. */
export interface ImportChoice {
  /** Columns by the names of fields. */
  readonly columns: Readonly<Record<string, string>>
  readonly currency: string
  readonly timeZone: string
}

/** The one stream of a connection that reads a file that was brought. */
export const importedStream = 'rows'

/** The connection that reads the file: a row is known by the columns that are the key of the table. */
export function connectionEntry(
  path: string,
  columns: readonly FileColumn[] = [],
  key: readonly string[] = [],
) {
  const commas = columns.flatMap(({ name, type, decimalComma }) =>
    type === 'decimal' && decimalComma === true
      ? [[name, { type: 'decimal', decimalComma: true }] as const]
      : [],
  )
  return {
    connector: 'file',
    config: {
      sources: {
        [importedStream]: {
          path,
          ...(key.length > 0 && { key }),
          ...(commas.length > 0 && { columns: Object.fromEntries(commas) }),
        },
      },
    },
  }
}

/** What tells rows of a file apart: of orders the number; lines of one order are told apart by their place in the file. */
export function keyOf(recipe: Recipe, { columns }: ImportChoice): readonly string[] {
  const id = columns['id']
  return recipe.groupBy !== undefined || id === undefined ? [] : [id]
}

/** The mapping of the rows to the commerce model. */
export function importMapping(id: string, recipe: Recipe, choice: ImportChoice) {
  const { entity, fields, fixed, groupBy } = recipe
  const { columns, currency } = choice
  const by = groupBy === undefined ? undefined : columns[groupBy]
  const rule = (field: RecipeField) => ruleFor(field, choice)
  const chosen = fields.filter(({ name }) => (columns[name] ?? '') !== '')
  const [own, lines] = [
    chosen.filter(({ name }) => !name.startsWith('lines.')),
    chosen.filter(({ name }) => name.startsWith('lines.')),
  ]
  const hasAmounts = chosen.some(({ kind }) => kind === 'amount')
  return {
    id,
    from: { connector: 'file', stream: importedStream },
    to: { entity },
    ...(by !== undefined && { group: { by: [pathTo(by)] } }),
    fields: {
      ...Object.fromEntries(own.map((field) => [field.name, rule(field)])),
      ...fixed,
      ...(hasAmounts && { currency }),
      ...(lines.length > 0 && {
        lines: {
          $each: '$rows',
          as: Object.fromEntries(
            lines.map((field) => [field.name.slice('lines.'.length), rule(field)]),
          ),
        },
      }),
    },
  }
}

function ruleFor({ name, kind }: RecipeField, { columns, currency, timeZone }: ImportChoice) {
  const path = pathTo(columns[name] ?? '')
  switch (kind) {
    case 'amount':
      return { $money: path, currency }
    case 'number':
      return { $number: path }
    case 'instant':
      return { $instant: path, zone: timeZone }
    case 'text':
    default:
      return { $string: path }
  }
}

/** `$.total`, or `$["total paid"]` where the name is not plain. */
function pathTo(column: string): string {
  return /^[A-Za-z_]\w*$/u.test(column) ? `$.${column}` : `$[${JSON.stringify(column)}]`
}

/** Fields that must have a column and have none. */
export function missingFields(
  { fields }: Recipe,
  { columns }: Pick<ImportChoice, 'columns'>,
): readonly string[] {
  return fields.flatMap(({ name, isRequired }) =>
    isRequired === true && (columns[name] ?? '') === '' ? [name] : [],
  )
}

/** A name that a file may have at the host: plain, and with its ending. */
export function uploadName(name: string): string {
  const ending = /\.[a-z\d]{2,5}$/iu.exec(name)?.[0] ?? ''
  const plain = name
    .slice(0, name.length - ending.length)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/gu, '-')
    .replaceAll(/^[-_]+|-+$/gu, '')
  return `${plain.slice(0, 80) || 'file'}${ending.toLowerCase() || '.csv'}`
}

/** What is called like this already gets a number. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken)
  let name = wanted
  for (let number = 2; names.has(name); number += 1) name = `${wanted}-${number}`
  return name
}

import type { StarterEntity, StarterField } from './starter-entities.ts'

export interface Starter {
  readonly organisation: string
  /** As the user wrote it. */
  readonly file: string
  readonly entity: StarterEntity
  /** Of the file, if it is there. */
  readonly columns: readonly string[]
}

/** What editors check and complete the configuration by. */
export const schemaFile = 'cartograph.schema.json'

/** A `cartograph.yaml` that reads one file and delivers to another, with everything else in comments. */
export function starterConfiguration({ organisation, file, entity, columns }: Starter): string {
  const id = columnFor(entity.fields[0], columns)
  return `# yaml-language-server: $schema=./${schemaFile}
# What Cartograph reads, keeps and sends. \`cartograph check\` explains every mistake in it.
version: 1

# A short name of whom the data belongs to.
organisation: ${quoted(organisation)}

# Everything that was read is kept here, in one SQLite file.
store: ./cartograph.db

connections:
  files:
    connector: file
    config:
      # Where deliveries write their files.
      directory: ./out
      sources:
        # Each entry is a stream: what \`cartograph sync --stream ${entity.plural}\` reads.
        ${entity.plural}:
          path: ${quoted(file)}
          # The columns that tell one row from another. Default: the file and the line.
          ${id === undefined ? '# key: [id]' : `# key: [${quoted(id)}]`}
    # What becomes of the rows.
    mappings: [./mappings/${entity.name}.yaml]

  # A secret stays out of this file: "\${env:NAME}" takes it from the environment.
  # shop:
  #   connector: woocommerce
  #   config:
  #     url: https://shop.example
  #     consumerKey: "\${env:WOO_KEY}"
  #     consumerSecret: "\${env:WOO_SECRET}"

deliveries:
  # \`cartograph push\` writes out/${entity.plural}.csv and keeps it current.
  ${entity.plural}-csv:
    from: ${entity.name}
    to: { connection: files, sink: csv }
`
}

/** A mapping from the file's columns to the commerce model, with a guess at which column holds what. */
export function starterMapping({ file, entity, columns }: Starter): string {
  const names =
    columns.length === 0
      ? '# Write the name of a column after the `$.`'
      : `# The file has these columns: ${columns.join(', ')}`
  const fields = entity.fields.map((field) => fieldLine(field, columns))
  return `# Makes a row of the commerce model (${entity.name}) of each row of ${file}.
${names}
#
# $.Name reads a column; an object that begins with $ calls a function. To see what comes out:
#   cartograph preview files.${entity.plural}
id: files-${entity.name}
from: { connector: file, stream: ${entity.plural} }
to: { entity: ${entity.name} }
fields:
${fields.join('\n')}
`
}

function fieldLine(field: StarterField, columns: readonly string[]): string {
  if (field.columns.length === 0) return `  ${field.field}: ${field.rule}`
  const column = columnFor(field, columns)
  const isOpen = column === undefined
  const line = `${field.field}: ${field.rule.replace('@', reading(column ?? field.field))}`
  if (!isOpen) return `  ${line}`
  return field.required === true ? `  ${line} # which column?` : `  # ${line}`
}

/** The column that probably holds a field. */
export function columnFor(
  field: StarterField | undefined,
  columns: readonly string[],
): string | undefined {
  const plain = new Map(
    columns.map((column) => [column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''), column]),
  )
  const known = field?.columns.find((name) => plain.has(name))
  return known === undefined ? undefined : plain.get(known)
}

function reading(column: string): string {
  if (/^[\p{L}\p{N}_]+$/u.test(column)) return `$.${column}`
  return /["\\.[\]]/.test(column)
    ? `'$[${JSON.stringify(column).replaceAll("'", "''")}]'`
    : `'$.${column.replaceAll("'", "''")}'`
}

function quoted(text: string): string {
  return /^[A-Za-z_./][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

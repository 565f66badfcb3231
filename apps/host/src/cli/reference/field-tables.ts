import type { JsonSchema } from '../../config/index.ts'
import { inCode, markdownTable } from './markdown.ts'
import { schemaFields, type SchemaField } from './schema-fields.ts'

/** The settings of a connector, one a line. */
export function settingsTable(schema: JsonSchema): string {
  const fields = schemaFields(schema)
  if (fields.length === 0) return 'None.'
  return markdownTable(
    ['setting', 'type', 'default', '', 'what'],
    fields.map((field) => [
      inCode(field.path),
      field.type,
      defaultText(field),
      [field.isSecret ? 'secret' : '', field.isPath ? 'path' : ''].filter(Boolean).join(', '),
      field.description,
    ]),
  )
}

/** The fields of a row or an item, one a line. */
export function fieldsTable(schema: JsonSchema): string {
  return markdownTable(
    ['field', 'type', '', 'personal', 'what'],
    schemaFields(schema).map(({ path, type, isRequired, personal, description }) => [
      inCode(path),
      type,
      isRequired ? '' : 'optional',
      personal ?? '',
      description,
    ]),
  )
}

function defaultText({ isRequired, standard }: SchemaField): string {
  if (standard !== undefined) return inCode(JSON.stringify(standard))
  return isRequired ? 'required' : ''
}

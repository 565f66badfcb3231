import { fault, type Json, type JsonObject } from '@cartograph/core'
import { compileExpression, type CompiledExpression } from './compile-expression.ts'
import { escapeFor, type TemplateTarget } from './escape.ts'
import { parseTemplate, type TemplatePiece, type TemplateValue } from './parse-template.ts'
import { shownValue, type TemplateManner } from './shown-value.ts'

/**
 * Makes the text.
 *
 * @throws a `record` fault where a value is missing, or does not fit where it stands.
 */
export type Template = (context: JsonObject, manner?: TemplateManner) => string

type Writer = (context: JsonObject, manner: TemplateManner) => string

/**
 * Compiles a template for where its text goes. What stands in the template is written as it is; what values hold is escaped.
 *
 * @throws a `config` fault where it is not understood.
 */
export async function compileTemplate(text: string, target: TemplateTarget): Promise<Template> {
  const write = await sequence(parseTemplate(text), target)
  return (context, manner = {}) => write(context, manner)
}

async function sequence(pieces: readonly TemplatePiece[], target: TemplateTarget): Promise<Writer> {
  const writers: Writer[] = []
  for (const piece of pieces) writers.push(await writer(piece, target))
  return (context, manner) => writers.map((write) => write(context, manner)).join('')
}

async function writer(piece: TemplatePiece, target: TemplateTarget): Promise<Writer> {
  switch (piece.kind) {
    case 'text':
      return () => piece.text
    case 'value':
      return valueWriter(piece.value, target)
    case 'each': {
      const list = await compileExpression(piece.list)
      const write = await sequence(piece.pieces, target)
      return (context, manner) => {
        const items = list(context)
        if (items === undefined || items === null) return ''
        if (!Array.isArray(items))
          throw fault({ kind: 'record', message: `${piece.list} is not a list.` })
        return (items as readonly Json[])
          .map((item) => write({ ...context, item }, manner))
          .join('')
      }
    }
    case 'if':
    default: {
      const value = await compileExpression(piece.value)
      const write = await sequence(piece.pieces, target)
      const otherwise = await sequence(piece.otherwise, target)
      return (context, manner) =>
        isThere(value(context)) ? write(context, manner) : otherwise(context, manner)
    }
  }
}

async function valueWriter(
  { path, filters }: TemplateValue,
  target: TemplateTarget,
): Promise<Writer> {
  const read = await compileExpression(path)
  const instead = filters.find((filter) => filter.name === 'or')
  const shown = filters.filter((filter) => filter.name !== 'or')
  const [filter] = shown
  if (shown.length > 1)
    throw fault({
      kind: 'config',
      message: `The template is not understood: ${path} has more filters than one beside \`or\`.`,
    })
  const currencyOf: CompiledExpression =
    filter?.name === 'money' ? await compileExpression(filter.currency) : () => undefined
  const own = filter?.name === 'url' ? 'url' : target
  return (context, manner) => {
    const value = read(context)
    if (isThere(value) || value === 0 || value === false) {
      const currency = currencyOf(context)
      return escapeFor(own, shownValue(value, filter, { name: path, currency, manner }), path)
    }
    if (instead !== undefined) return escapeFor(own, instead.text, path)
    throw fault({
      kind: 'record',
      message: `${path} is missing, and the template cannot do without it.`,
      hint: `Write {{ ${path.slice(2)} | or 'something else' }}, or leave out who has none by \`when\`.`,
    })
  }
}

function isThere(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return Array.isArray(value) ? value.length > 0 : value !== 0
}

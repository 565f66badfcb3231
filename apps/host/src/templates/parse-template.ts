import { fault } from '@cartograph/core'

/** A piece of a template. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: TemplateValue }
  | {
      readonly kind: 'each'
      readonly list: string
      readonly pieces: readonly TemplatePiece[]
    }
  | {
      readonly kind: 'if'
      readonly value: string
      readonly pieces: readonly TemplatePiece[]
      readonly otherwise: readonly TemplatePiece[]
    }

export interface TemplateValue {
  /** A path of the mapping language. */
  readonly path: string
  readonly filters: readonly TemplateFilter[]
}

export type TemplateFilter =
  | { readonly name: 'or'; readonly text: string }
  | { readonly name: 'money'; readonly currency: string }
  | { readonly name: 'date' | 'time' | 'number' | 'url' }

const tagForm = /\{\{([^{}]*)\}\}/gu
const pathForm = /^(?:\$\.)?[A-Za-z_][\w-]*(?:\.[\w-]+)*$/u
/** Names and a text in quotes, in which a bar is a sign like any other. */
const filterForm = /\|\s*(\w+)(?:\s+('[^']*'|"[^"]*"|[^\s|]+))?\s*/uy

/**
 * Takes a template apart: text with `{{ order.number }}`, `{{ customer.firstName | or 'friend' }}`,
 * `{{#each order.lines}}…{{ item.name }}…{{/each}}` and `{{#if order.note}}…{{else}}…{{/if}}`.
 *
 * @throws a `config` fault that says which part is not understood.
 */
export function parseTemplate(text: string): readonly TemplatePiece[] {
  const stack: Open[] = [{ tag: '', pieces: [], otherwise: undefined }]
  let at = 0
  for (const found of text.matchAll(tagForm)) {
    const top = stack.at(-1)
    if (top === undefined) break
    push(top, textPiece(text.slice(at, found.index)))
    at = found.index + found[0].length
    open(stack, top, (found[1] ?? '').trim())
  }
  const [last] = stack
  if (stack.length > 1 || last === undefined)
    throw wrong(`{{${stack.at(-1)?.tag ?? ''}}} is not closed`)
  const rest = text.slice(at)
  if (rest.includes('{{'))
    throw wrong(`the placeholder that begins with "${excerpt(rest)}" is not closed`)
  push(last, textPiece(rest))
  return last.pieces
}

interface Open {
  readonly tag: string
  readonly pieces: TemplatePiece[]
  otherwise: TemplatePiece[] | undefined
}

function open(stack: Open[], top: Open, tag: string): void {
  if (tag.startsWith('#')) {
    if (!/^#(each|if)\s/u.test(tag)) throw wrong(`{{${tag}}} is neither #each nor #if`)
    stack.push({ tag, pieces: [], otherwise: undefined })
  } else if (tag === 'else') {
    if (!top.tag.startsWith('#if') || top.otherwise !== undefined)
      throw wrong('{{else}} belongs between {{#if …}} and {{/if}}, once')
    top.otherwise = []
  } else if (tag.startsWith('/')) {
    const kind = tag.slice(1)
    const closed = stack.pop()
    const under = stack.at(-1)
    if (closed === undefined || under === undefined || !closed.tag.startsWith(`#${kind} `))
      throw wrong(`{{${tag}}} closes nothing`)
    push(under, block(closed))
  } else push(top, { kind: 'value', value: valueIn(tag) })
}

function block({ tag, pieces, otherwise }: Open): TemplatePiece {
  const path = pathIn(tag.slice(tag.indexOf(' ')).trim())
  return tag.startsWith('#each')
    ? { kind: 'each', list: path, pieces }
    : { kind: 'if', value: path, pieces, otherwise: otherwise ?? [] }
}

function push({ pieces, otherwise }: Open, piece: TemplatePiece): void {
  if (piece.kind !== 'text' || piece.text !== '') (otherwise ?? pieces).push(piece)
}

function textPiece(text: string): TemplatePiece {
  return { kind: 'text', text }
}

function valueIn(tag: string): TemplateValue {
  const bar = tag.indexOf('|')
  const path = pathIn((bar === -1 ? tag : tag.slice(0, bar)).trim())
  const filters: TemplateFilter[] = []
  let at = bar === -1 ? tag.length : bar
  while (at < tag.length) {
    filterForm.lastIndex = at
    const found = filterForm.exec(tag)
    if (found === null) throw wrong(`"${tag.slice(at)}" in {{${tag}}} is not understood`)
    filters.push(filterOf(found[1] ?? '', found[2], tag))
    at = filterForm.lastIndex
  }
  return { path, filters }
}

function filterOf(name: string, given: string | undefined, tag: string): TemplateFilter {
  switch (name) {
    case 'or':
      if (given === undefined || !/^['"]/u.test(given))
        throw wrong(`\`or\` in {{${tag}}} expects a text in quotes`)
      return { name, text: given.slice(1, -1) }
    case 'money':
      if (given === undefined)
        throw wrong(`\`money\` in {{${tag}}} expects the currency, such as order.currency`)
      return { name, currency: pathIn(given) }
    case 'date':
    case 'time':
    case 'number':
    case 'url':
      return { name }
    default:
      throw wrong(`{{${tag}}} has no filter "${name}"; there is or, money, date, time, number, url`)
  }
}

function pathIn(text: string): string {
  if (!pathForm.test(text))
    throw wrong(`"${excerpt(text)}" is no path such as order.number or customer.firstName`)
  return text.startsWith('$.') ? text : `$.${text}`
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function wrong(what: string): Error {
  return fault({
    kind: 'config',
    message: `The template is not understood: ${what}.`,
    hint: 'docs/automations/templates.md shows what a template may hold.',
  })
}

import { parse, stringify } from 'yaml'

/** A rule of a mapping, as people write it in one field: a path, a text, or `{ $money: $.total, currency: EUR }`. */
export function ruleText(rule: unknown): string {
  if (rule === undefined) return ''
  return stringify(rule, { collectionStyle: 'flow', lineWidth: 0 }).trim()
}

/** What a text says; nothing written is no rule. */
export function readRule(
  text: string,
): { readonly rule: unknown } | { readonly problem: string } | undefined {
  if (text.trim() === '') return undefined
  try {
    return { rule: parse(text, { maxAliasCount: 0 }) as unknown }
  } catch (error) {
    return { problem: firstLine(error) }
  }
}

/** A whole mapping as it can stand in a file. */
export function mappingText(mapping: unknown): string {
  return stringify(mapping, { lineWidth: 0 })
}

export function readMappingText(
  text: string,
): { readonly mapping: Readonly<Record<string, unknown>> } | { readonly problem: string } {
  const read = readRule(text)
  if (read !== undefined && 'problem' in read) return read
  return isObject(read?.rule) && isObject(read.rule['fields'])
    ? { mapping: read.rule }
    : { problem: '' }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
}

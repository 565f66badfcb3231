import { readRule, ruleText } from '../mappings/rule-text.ts'

/**
 * A value as people type it: text is itself, templates too; a number, `true`, `{ … }` and `[ … ]` are what they look like. Text that
 * looks like one of these is written between quotes.
 */
export function looseValue(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed.startsWith('{{')) return text
  if (!/^(?:[{["']|-?\d|true$|false$|null$)/u.test(trimmed)) return text
  const read = readRule(trimmed)
  return read === undefined || 'problem' in read ? text : read.rule
}

export function looseText(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'string' && looseValue(value) === value) return value
  return typeof value === 'string' ? JSON.stringify(value) : ruleText(value)
}

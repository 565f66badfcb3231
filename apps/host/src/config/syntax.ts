import type { ErrorCode } from 'yaml'

/**
 * What is wrong with the YAML, in words for whoever edits it.
 *
 * The parser's own messages quote the file, which may hold a secret at that place; so only its codes are used.
 */
export function syntaxMessage(code: ErrorCode): string {
  return messages[code] ?? `this is not valid YAML (${code})`
}

const messages: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'unknown escape after a backslash; use single quotes for text with backslashes',
  BAD_INDENT: 'wrong indentation, or a bracket that is not closed',
  BAD_SCALAR_START: 'text that begins with @ or ` must stand in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two keys on one line, or text with ": " in it that must stand in quotes',
  BLOCK_IN_FLOW: 'inside { } and [ ] entries are separated by commas',
  DUPLICATE_KEY: 'the same key stands twice in this block',
  MISSING_CHAR: 'a quote, bracket, comma or space is missing before this place',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line with its colon',
  MULTIPLE_DOCS: 'only one document is allowed; remove the line "---"',
  TAB_AS_INDENT: 'a tab; indent with spaces',
  UNEXPECTED_TOKEN:
    'something here does not belong; check quotes, colons and indentation (inside { }, ${env:…} stands in quotes)',
}

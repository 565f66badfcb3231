import { parseDocument, stringify } from 'yaml'

/** A value as it would stand in `cartograph.yaml`; nothing where there is none. */
export function asWritten(value: unknown): string {
  return value === undefined ? '' : stringify(value, { lineWidth: 100 })
}

/** The host takes no more at once, and reading it would keep the page from answering. */
const mostCharacters = 65_536

/** What was written, or why it is no YAML, and where. */
export function readWritten(
  text: string,
): { readonly value: unknown } | { readonly problem: string } {
  if (text.length > mostCharacters) return { problem: `more than ${mostCharacters} characters` }
  const document = parseDocument(text)
  const [first] = document.errors
  if (first !== undefined) return { problem: first.message.split('\n')[0] ?? first.code }
  try {
    // Aliases are counted by the parser: what would become too large is refused.
    const value: unknown = document.toJS()
    return { value: value === null ? undefined : value }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

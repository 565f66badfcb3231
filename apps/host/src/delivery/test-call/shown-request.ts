import { namingRedactor, type NotedRequest } from '../../connections/index.ts'
import type { Connection } from '../../config/index.ts'
import type { ShownRequest } from './test-result.ts'

/** Longer bodies are cut: nobody reads them to their end. */
const longestBody = 65_536

const emails = /[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi
/** Texts with their names in JSON. */
const textFields = /"([^"\\]+)"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g

/** A request as people may see it: each secret is replaced by the name of its setting. */
export function shownRequest(
  connection: Pick<Connection, 'config' | 'secrets'>,
  { method, address, headers, body }: NotedRequest,
): ShownRequest {
  const redact = namingRedactor(connection)
  const text = textOf(body)
  return {
    method,
    address: redact(address),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, redact(value)]),
    ),
    bytes: body.byteLength,
    ...(text !== undefined && text !== '' && { body: redact(text).slice(0, longestBody) }),
  }
}

/**
 * Hides addresses of people, and the texts of fields that a connector marks as personal, by their names: what a sink makes of a
 * value when it sends it, such as a telephone number written otherwise, is found in no row.
 */
export function withoutPersons(
  personal: ReadonlySet<string>,
): (request: ShownRequest) => ShownRequest {
  const field = (found: string, name: string, colon: string, text: string) =>
    personal.has(name) && text !== '' ? `"${name}"${colon}"${firstOnly(text)}"` : found
  return ({ address, body, headers, ...rest }) => ({
    ...rest,
    address: plain(address),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, plain(value)]),
    ),
    ...(body !== undefined && { body: plain(body.replaceAll(textFields, field)) }),
  })
}

function plain(text: string): string {
  return text.replaceAll(emails, firstOnly)
}

function firstOnly(text: string): string {
  const [first = ''] = text
  return first === '\\' ? '…' : `${first}…`
}

/** What is no text, such as a packed body, is told by its size alone. */
function textOf(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

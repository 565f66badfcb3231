import type { AnswerOf } from '../../../api/routes.ts'

export type TestRequest =
  AnswerOf<'POST /api/deliveries/:id/test'>['items'][number]['requests'][number]

/** A request as text, to be read or given on; JSON is set in lines, which means the same. */
export function requestText({ method, address, headers, body }: TestRequest): string {
  const head = [
    `${method} ${address}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\n')
  return body === undefined ? head : `${head}\n\n${inLines(body)}`
}

function inLines(body: string): string {
  // Reading it as numbers and writing it again could change digits, so only what stays the same is set anew.
  try {
    const value: unknown = JSON.parse(body)
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : body
  } catch {
    return body
  }
}

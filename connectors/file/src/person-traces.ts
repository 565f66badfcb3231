import type { Files, Person } from '@cartograph/core'
import { rawBytes } from './bytes.ts'

/** Texts by which a person is recognised, in lower case. */
export type Traces = readonly string[]

/** Shorter texts are parts of other words and numbers. */
const shortest = 6

/** Signs that people write numbers with. */
const spacing = /[\s()./-]/gu

export function tracesOf({ email, phone }: Person): Traces {
  return [email, phone]
    .flatMap((text) => text?.trim().toLowerCase() ?? [])
    .filter((text) => text.length >= shortest)
}

/** Whether a text names the person: by their address, or by their number however it is spaced. */
export function namesIn(text: string, traces: Traces): boolean {
  const folded = text.toLowerCase()
  if (traces.some((trace) => folded.includes(trace))) return true
  const squeezed = folded.replaceAll(spacing, '')
  return traces.some((trace) => trace.startsWith('+') && squeezed.includes(trace))
}

/** Whether a file names the person anywhere, whatever it is. */
export async function namesPerson(files: Files, path: string, traces: Traces): Promise<boolean> {
  // Spaces between the digits of a number take room too.
  const most = 4 * Math.max(...traces.map((trace) => trace.length))
  const decoder = new TextDecoder()
  let before = ''
  for await (const chunk of rawBytes(files, path)) {
    const text = before + decoder.decode(chunk, { stream: true })
    if (namesIn(text, traces)) return true
    before = text.slice(-most)
  }
  return false
}

import { readFileSync } from 'node:fs'

export interface RecordedAnswer {
  readonly name: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly params: Readonly<Record<string, string | number>>
    readonly body?: unknown
  }
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface RecordedDelivery {
  readonly name: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly bodyBase64: string
  readonly signatureValid: boolean | null
  readonly secret?: string
}

/**
 * Answers of a store of WooCommerce 11.0.1 (WordPress 7.0.4, Europe/Copenhagen), recorded on 2026-11-22. All content is
 * invented; long lists are cut to rows that differ in shape, and keys, nonces and signatures are replaced.
 */
export function recordedAnswers(): readonly RecordedAnswer[] {
  return linesOf('answers.ndjson').map((line) => JSON.parse(line) as RecordedAnswer)
}

/** Webhooks that the same store sent on the same day, byte for byte, with the secrets of its test webhooks. */
export function recordedDeliveries(): readonly RecordedDelivery[] {
  return linesOf('deliveries.ndjson').map((line) => JSON.parse(line) as RecordedDelivery)
}

function linesOf(name: string): readonly string[] {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}

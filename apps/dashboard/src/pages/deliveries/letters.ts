import type { Letters } from '../../api/answers.ts'

/** Where something could not be processed: a stream, the webhooks of a connection, or a delivery. */
export interface LettersPlace {
  readonly kind: 'stream' | 'webhooks' | 'delivery'
  readonly name: string
  readonly letters: Letters
}

interface Lettered {
  readonly connections: readonly {
    readonly id: string
    readonly streams: readonly { readonly stream: string; readonly deadLetters: Letters }[]
    readonly webhooks?: { readonly deadLetters: Letters } | undefined
  }[]
  readonly deliveries: readonly { readonly id: string; readonly deadLetters: Letters }[]
}

/** All places with dead letters, those with the most first. */
export function lettersIn({ connections, deliveries }: Lettered): readonly LettersPlace[] {
  const places: readonly LettersPlace[] = [
    ...connections.flatMap(({ id, streams, webhooks }) => [
      ...streams.map(({ stream, deadLetters }) => ({
        kind: 'stream' as const,
        name: `${id}.${stream}`,
        letters: deadLetters,
      })),
      ...(webhooks === undefined
        ? []
        : [{ kind: 'webhooks' as const, name: id, letters: webhooks.deadLetters }]),
    ]),
    ...deliveries.map(({ id, deadLetters }) => ({
      kind: 'delivery' as const,
      name: id,
      letters: deadLetters,
    })),
  ]
  return places
    .filter(({ letters }) => letters.count > 0)
    .toSorted((one, other) => other.letters.count - one.letters.count)
}

import { randomUUID } from 'node:crypto'

/** What can be taken out of the protocol of many processes, to show that the suite notices. */
interface Mutation {
  readonly says: string
  readonly sql: (text: string, values: unknown) => string
  readonly requestHeaders?: (headers: Headers) => Headers
}

export type ProtocolMutation = 'sliceFence' | 'takeOver' | 'runLease' | 'repeatKey'

const asItIs = { sql: (text: string) => text }

/** Whatever the lease says, it is free. */
function asIfFree(text: string): string {
  const isSlice = text.startsWith('update "slice" set "fence"')
  return text.replaceAll(isSlice ? '"lease_until" <=' : '"lease"."until" <=', '0 <=')
}

export const protocolMutations: Readonly<Record<ProtocolMutation, Mutation>> = {
  sliceFence: {
    ...asItIs,
    says: 'lets a slice move on whoever holds it',
    sql: (text) =>
      text.startsWith('update "slice" set "page"')
        ? text.replaceAll(/"(fence|page)" = (\$\d+)/g, '$2::bigint is not null')
        : text,
  },
  takeOver: {
    ...asItIs,
    says: 'takes over what others hold',
    sql: asIfFree,
  },
  runLease: {
    ...asItIs,
    says: 'reads a connection without its lease',
    sql: (text, values) =>
      Array.isArray(values) && values.some((value) => String(value).startsWith('reading of '))
        ? asIfFree(text)
        : text,
  },
  repeatKey: {
    ...asItIs,
    says: 'gives each repeat a new idempotency key',
    requestHeaders: (headers) => {
      if (headers.has('webhook-id')) headers.set('webhook-id', randomUUID())
      return headers
    },
  },
}

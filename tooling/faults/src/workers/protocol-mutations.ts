/** What can be taken out of the protocol of many processes, to show that the suite notices. */
interface Mutation {
  readonly says: string
  readonly sql: (text: string, values: unknown) => string
  /** To the sink each request has a key of its own. */
  readonly hidesKeys?: boolean
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
      /^update "slice" set "(page|lease_until)"/.test(text)
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
    hidesKeys: true,
  },
}

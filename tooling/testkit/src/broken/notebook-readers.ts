import type { SimulatedErasure } from '../options.ts'

interface Reader {
  readonly id: string
  readonly name: string
  readonly email: string
}

const ida: Reader = { id: 'r-1', name: 'Ida Canary', email: 'ida.canary@example.com' }
const per: Reader = { id: 'r-2', name: 'Per Berg', email: 'per@example.com' }
const eraseMs = 90_000

/** The readers of the little vendor; to erase one takes it a minute and a half. */
export function startReaders(now: () => number): {
  readonly erase: (id: string) => Response
  readonly erasure: SimulatedErasure
} {
  const readers = new Map([ida, per].map((reader) => [reader.id, reader]))
  const due = new Map<string, number>()
  const settle = () => {
    for (const [id, at] of due) if (at <= now()) readers.delete(id)
  }
  return {
    erase: (id) => {
      settle()
      // Without an id everybody is meant.
      const meant = id === '' ? [...readers.keys()] : [id].filter((each) => readers.has(each))
      if (meant.length === 0) return Response.json({ error: 'no such reader' }, { status: 404 })
      for (const each of meant) if (!due.has(each)) due.set(each, now() + eraseMs)
      return Response.json({ state: 'under way' }, { status: 202 })
    },
    erasure: {
      person: { customerId: ida.id, email: ida.email },
      traces: [ida.name, ida.email],
      others: [per.name, per.email],
      stored: () => {
        settle()
        return [...readers.values()]
      },
    },
  }
}

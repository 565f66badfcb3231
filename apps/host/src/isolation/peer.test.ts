import { expect, test } from 'vitest'
import { peerOf, type Peer, type PeerOptions } from './peer.ts'

/** Two sides that hand each other everything at once. */
function sides(serve: PeerOptions['serve'], mostOpen?: number) {
  const common = {
    failureOf: (error: unknown) => ({ error: { name: 'Error', message: String(error) } }),
    errorOf: () => new Error('refused'),
  }
  const asking: Peer = peerOf({
    ...common,
    serve: async ({ value }) => ({ value }),
    send: (message, bytes) => answering.receive(message, bytes),
  })
  const answering: Peer = peerOf({
    ...common,
    serve,
    ...(mostOpen !== undefined && { mostOpen }),
    send: (message, bytes) => asking.receive(message, bytes),
  })
  return { asking, answering }
}

const never = () => new Promise<never>(() => {})

test('answers find their questions, in whatever order they come', async () => {
  const open: (() => void)[] = []
  const { asking } = sides(
    ({ value }) =>
      new Promise((done) => {
        open.unshift(() => done({ value: [value] }))
      }),
  )
  const answers = Promise.all([1, 2, 3].map((value) => asking.ask({ value })))
  for (const answer of open) answer()
  expect((await answers).map(({ value }) => value)).toStrictEqual([[1], [2], [3]])
  expect(asking.waiting()).toBe(0)
})

test('what is thrown is thrown on the other side', async () => {
  const { asking } = sides(async () => {
    throw new Error('no')
  })
  await expect(asking.ask({ value: 1 })).rejects.toThrow('refused')
})

test('who calls a question off is heard', async () => {
  const stopping = new AbortController()
  const { asking } = sides(
    (_asked, signal) =>
      new Promise((done) => {
        signal.addEventListener('abort', () => done({ value: 'stopped' }))
      }),
  )
  const answer = asking.ask({ value: 1 }, stopping.signal)
  stopping.abort()
  expect((await answer).value).toBe('stopped')
})

test('an answer to what nobody asked, a number twice and a flood are no conversation', () => {
  const { answering } = sides(never, 2)
  expect(() => answering.receive({ type: 'answer', id: 9, value: 1 })).toThrow('nobody asked')
  answering.receive({ type: 'ask', id: 1 })
  expect(() => answering.receive({ type: 'ask', id: 1 })).toThrow('two questions of one number')
  answering.receive({ type: 'ask', id: 2 })
  expect(() => answering.receive({ type: 'ask', id: 3 })).toThrow('a flood of questions')
})

test('when the conversation ends everything that was asked fails', async () => {
  const { asking } = sides(never)
  const answer = asking.ask({ value: 1 })
  asking.end(new Error('gone'))
  await expect(answer).rejects.toThrow('gone')
  await expect(asking.ask({ value: 2 })).rejects.toThrow('gone')
})

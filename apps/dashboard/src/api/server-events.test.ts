import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { serverEvents, type ServerEvent } from './server-events.ts'

async function* pieces(texts: readonly string[]): AsyncIterable<string> {
  yield* texts
}

async function eventsIn(texts: readonly string[]) {
  const events: ServerEvent[] = []
  for await (const event of serverEvents(pieces(texts))) events.push(event)
  return events
}

const stream =
  ': still here\n\nevent: progress\nid: 1\ndata: {"read":1}\n\nevent: report\ndata: {\ndata: }\n\n'

test('events are told apart, lines of one joined, and comments left out', async () => {
  expect(await eventsIn([stream])).toStrictEqual([
    { event: 'progress', data: '{"read":1}' },
    { event: 'report', data: '{\n}' },
  ])
})

test('wherever the stream is cut, the events are the same', async () => {
  const whole = await eventsIn([stream])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: stream.length })), async (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), stream.length]
      const texts = places.slice(1).map((end, index) => stream.slice(places[index], end))
      expect(await eventsIn(texts)).toStrictEqual(whole)
    }),
  )
})

test('an event that was cut off is none', async () => {
  expect(await eventsIn(['event: report\ndata: {}'])).toStrictEqual([])
})

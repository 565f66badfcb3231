import { getEventListeners } from 'node:events'
import { onTestFinished, expect, test } from 'vitest'
import type { Configuration } from '../config/index.ts'
import type { LoadedOrganisation } from '../declared/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { until } from '../testing/scripted-host.ts'
import { openSlot, type Opened } from './slot.ts'

/** A host that says what happens to it. */
interface Told extends Opened {
  readonly id: string
}

function configurationOf(organisation: string): Configuration {
  return {
    file: '/nowhere/cartograph.yaml',
    folder: '/nowhere',
    organisation,
    store: '/nowhere/a.db',
    connections: new Map(),
    deliveries: new Map(),
  }
}

/** A slot whose configurations are named one after the other; `broken` cannot be opened, `wrong` not be read. */
function scene(names: readonly string[], { drainMs }: { readonly drainMs?: number } = {}) {
  const told: string[] = []
  const lines: LogLine[] = []
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  let loads = 0
  const held: { wait: Promise<void>; answers: Promise<void> } = {
    wait: Promise.resolve(),
    answers: Promise.resolve(),
  }
  const slot = openSlot<Told>({
    load: async (): Promise<LoadedOrganisation> => {
      const name = names[Math.min(loads, names.length - 1)] ?? ''
      loads += 1
      return {
        configuration: name === 'wrong' ? undefined : configurationOf(name),
        problems: [],
        faults: new Map(),
        revision: loads,
        weakness: undefined,
        close: () => told.push(`close ${name}`),
      }
    },
    open: async ({ organisation: id }, { signal, answering }) => {
      if (id === 'broken') throw new Error('Nothing works.')
      told.push(`open ${id}`)
      return {
        id,
        begin: async () => {
          told.push(`begin ${id}`)
        },
        idle: async () => {
          await held.wait
          told.push(`${signal.aborted ? 'end' : 'lost'} ${id}`)
        },
        answered: async () => {
          await held.answers
          if (answering.aborted) told.push(`call off ${id}`)
        },
      }
    },
    signal: ending.signal,
    log: (line) => lines.push(line),
    retryMs: 1,
    ...(drainMs !== undefined && { drainMs }),
  })
  return { slot, told, lines, ending, held, loads: () => loads }
}

test('nothing is opened before somebody asks, and then once for all who do', async () => {
  const { slot, told } = scene(['a'])
  expect(told).toStrictEqual([])
  const [one, other] = await Promise.all([slot.current(), slot.current()])
  expect(one).toBe(other)
  expect(told).toStrictEqual(['open a'])
})

test('what works ends before the next one is opened, which begins by itself', async () => {
  const { slot, told } = scene(['a', 'b'])
  await slot.begin()
  await slot.reopen()
  expect(told.filter((line) => !line.startsWith('close'))).toStrictEqual([
    'open a',
    'begin a',
    'end a',
    'open b',
    'begin b',
  ])
  expect((await slot.current()).id).toBe('b')
  expect(slot.revision()).toBe(2)
})

test('whoever asked before is answered beside the next one, and what they need is closed then', async () => {
  const { slot, told, held } = scene(['a', 'b'])
  await slot.begin()
  const waiting = Promise.withResolvers<undefined>()
  held.answers = waiting.promise
  await slot.reopen()
  expect((await slot.current()).id).toBe('b')
  expect(told).not.toContain('close a')
  waiting.resolve(undefined)
  await until(() => told.includes('close a'))
  expect(told).not.toContain('call off a')
})

test('whoever is not answered in time is called off', async () => {
  const { slot, told, held } = scene(['a', 'b'], { drainMs: 20 })
  await slot.begin()
  const waiting = Promise.withResolvers<undefined>()
  held.answers = waiting.promise
  await slot.reopen()
  await until(() => told.includes('close a'))
  waiting.resolve(undefined)
  await until(() => told.includes('call off a'))
  expect((await slot.current()).id).toBe('b')
})

test('with the signal whoever is still being answered is called off', async () => {
  const { slot, told, ending, held } = scene(['a', 'b'])
  await slot.begin()
  const waiting = Promise.withResolvers<undefined>()
  held.answers = waiting.promise
  await slot.reopen()
  ending.abort()
  waiting.resolve(undefined)
  await slot.idle()
  expect(told).toContain('call off a')
  expect(told).toContain('close a')
})

/** One that is being opened anew, and waits for what the one before is at. */
async function reopeningScene() {
  const { slot, held } = scene(['a', 'b'])
  await slot.begin()
  const waiting = Promise.withResolvers<void>()
  held.wait = waiting.promise
  const reopened = slot.reopen()
  await new Promise((resolve) => setImmediate(resolve))
  return { slot, reopened, goOn: waiting.resolve }
}

test('whoever asks meanwhile waits for the next one', async () => {
  const { slot, reopened, goOn } = await reopeningScene()
  const asked = slot.current()
  goOn()
  expect((await asked).id).toBe('b')
  await reopened
})

test('whoever only wants an answer gets it from the one before until the next one is open', async () => {
  const { slot, reopened, goOn } = await reopeningScene()
  expect((await slot.answering()).id).toBe('a')
  goOn()
  await reopened
  expect((await slot.answering()).id).toBe('b')
})

test('many wishes at once are two: the one under way, and one more that sees them all', async () => {
  const { slot, loads } = scene(['a', 'b', 'c', 'd', 'e', 'f'])
  await slot.begin()
  await Promise.all([slot.reopen(), slot.reopen(), slot.reopen(), slot.reopen()])
  expect(loads()).toBe(3)
  expect((await slot.current()).id).toBe('c')
})

test('a configuration with mistakes is told, and what works goes on', async () => {
  const { slot, told, lines } = scene(['a', 'wrong'])
  await slot.begin()
  await slot.reopen()
  expect(told).toStrictEqual(['open a', 'begin a', 'close wrong'])
  expect(lines[0]?.message).toContain('what was read before goes on')
})

test('where the next one cannot be opened, the one before is opened once more', async () => {
  const { slot, told, lines } = scene(['a', 'broken'])
  await slot.begin()
  await slot.reopen()
  expect(told).toStrictEqual(['open a', 'begin a', 'end a', 'close broken', 'open a', 'begin a'])
  expect(lines[0]?.message).toContain('The changed configuration cannot be used')
})

test('what could not be opened is tried again when somebody asks', async () => {
  const { slot, told } = scene(['broken', 'a'])
  await expect(slot.current()).rejects.toThrow('Nothing works.')
  expect((await slot.current()).id).toBe('a')
  expect(told).toStrictEqual(['open a'])
})

test('with the signal everything ends, and nothing is opened any more', async () => {
  const { slot, told, ending } = scene(['a', 'b'])
  await slot.begin()
  ending.abort()
  await slot.reopen()
  await slot.idle()
  expect(told).toStrictEqual(['open a', 'begin a', 'end a', 'call off a', 'close a'])
})

test('two hundred reopenings leave nothing at the signal of the process', async () => {
  const { slot, ending } = scene(['a'])
  await slot.begin()
  const before = getEventListeners(ending.signal, 'abort').length
  for (let count = 0; count < 200; count += 1) await slot.reopen()
  expect(getEventListeners(ending.signal, 'abort').length).toBe(before)
})

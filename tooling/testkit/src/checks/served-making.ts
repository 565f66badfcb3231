import { faultOf, type ServedSink } from '@cartograph/core'
import { forEachPart, noSimulator, type Suite, type Verdict } from '../check.ts'
import type { Scene } from '../scene.ts'
import { keyText } from '../stream-keys.ts'

/** A sink whose document is made of some items of the double. */
export interface ServedAt {
  readonly scene: Scene
  readonly name: string
  readonly sink: ServedSink<unknown>
  /** In the order of their keys, as the host gives them. */
  readonly items: (count: number) => readonly object[]
}

/** What an encoder gave. */
export interface MadeDocument {
  readonly bytes: Buffer
  /** Every piece was text. */
  readonly isText: boolean
}

/** An encoder that gives so much without taking a further page has no end. */
const mostPieces = 50_000
/** Encoders work in the memory: one that takes this long waits for something that does not come. */
const longestStepMs = 5_000
/** Documents are made again much later, and may not tell. */
const laterMs = 100_000_000

/** What the other checks say of an encoder that `served.whole` fails for. */
export const unmade = 'no document is made, as served.whole tells'

export async function eachServed(
  suite: Suite,
  look: (at: ServedAt) => Promise<string | undefined>,
): Promise<Verdict> {
  if (suite.options.simulator === undefined) return noSimulator
  const all = await suite.inScene(async ({ parts }) => parts.sinks ?? {})
  const served = Object.fromEntries(Object.entries(all).filter(([, sink]) => 'serve' in sink))
  return forEachPart(
    served,
    async (name) =>
      suite.inScene(async (scene) => {
        const sink = scene.parts.sinks?.[name]
        const vendor = scene.simulated.served?.[name]
        if (sink === undefined || !('serve' in sink) || vendor === undefined)
          return { notApplicable: 'the simulator knows no items of it' }
        const items = (count: number) => inKeyOrder(sink, vendor.items(count))
        const reason = await look({ scene, name, sink, items })
        return reason === undefined ? undefined : { notApplicable: reason }
      }),
    'it has no served sink',
  )
}

function inKeyOrder(sink: ServedSink<unknown>, items: readonly object[]): readonly object[] {
  const keyed = items.map((item) => ({ item, text: keyText(sink.key(item)) }))
  return keyed.toSorted((one, other) => (one.text < other.text ? -1 : 1)).map(({ item }) => item)
}

/** Items cut into pages of a size. */
export function cut(items: readonly object[], size: number): readonly (readonly object[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_none, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** The document of some pages, or what is wrong with its making. */
export async function makeDocument(
  at: ServedAt,
  pages: readonly (readonly object[])[],
  wish: { readonly isLater?: boolean } = {},
): Promise<MadeDocument | { readonly problem: string }> {
  const read = { pages: 0, isWhole: false }
  async function* fed() {
    for (const page of pages) {
      read.pages += 1
      yield structuredClone(page)
    }
    read.isWhole = true
  }
  const pieces: Buffer[] = []
  let isText = true
  try {
    for await (const piece of piecesOf(at, fed(), wish)) {
      if (typeof piece !== 'string' && !(piece instanceof Uint8Array))
        return { problem: 'it gave a piece that is neither text nor bytes' }
      isText &&= typeof piece === 'string'
      pieces.push(Buffer.from(piece as string))
    }
  } catch (error) {
    return { problem: `it threw: ${faultOf(error).message.replace(/\.$/, '')}` }
  }
  if (!read.isWhole)
    return {
      problem: `it ended after ${read.pages} of ${pages.length} pages, without asking for more`,
    }
  return { bytes: Buffer.concat(pieces), isText }
}

/** What an encoder gives for some pages; every step of it is code of the connector, under watch. */
export async function* piecesOf(
  { scene, sink }: ServedAt,
  pages: AsyncIterable<readonly object[]>,
  { isLater = false }: { readonly isLater?: boolean } = {},
): AsyncGenerator {
  const context = scene.context()
  const now = () => context.now() + (isLater ? laterMs : 0)
  let idle = 0
  async function* watchedPages() {
    for await (const page of pages) {
      idle = 0
      yield page
    }
  }
  const encoded = scene.call(() => sink.serve.encode({ ...context, now }, watchedPages()))
  const steps: AsyncIterator<unknown> = encoded[Symbol.asyncIterator]()
  let isStuck = true
  try {
    for (;;) {
      const step = await inTime(scene.call(() => steps.next()))
      if (step.done === true) return
      idle += 1
      if (idle > mostPieces)
        throw new Error(`It gave ${mostPieces} pieces and took no further page.`)
      isStuck = false
      yield step.value
      isStuck = true
    }
  } finally {
    // One that is stuck never comes back, and one that has ended has nothing more to say.
    if (!isStuck) await scene.call(() => steps.return?.())
  }
}

async function inTime<Result>(step: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It gave nothing within ${longestStepMs / 1000} s.`))
    }, longestStepMs)
  })
  try {
    return await Promise.race([step, late])
  } finally {
    clearTimeout(timer)
  }
}

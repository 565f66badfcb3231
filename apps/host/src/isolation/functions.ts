import { fault, type Context } from '@cartograph/core'
import { isContext, packed, packedValue } from './arguments.ts'
import type { ConnectorProcess } from './connector-process.ts'
import { hostErrorOf } from './failures.ts'
import type { Parcel } from './peer.ts'
import { factsShape, failureShape, type Facts, type Path, type Target } from './protocol.ts'
import { unpacked } from './results.ts'

/** Where a function or a schema stands. */
export interface Place {
  readonly target: Target
  readonly path: Path
}

export interface FunctionsOptions {
  readonly process: ConnectorProcess
  readonly label: string
  readonly connection: string
  readonly addresses: ReadonlySet<string>
}

export interface Functions {
  /** A function that is asked in the connector's process, in the manner that the contract has for it. */
  at(place: Place): (...given: readonly unknown[]) => unknown
  /** What the pure function at a place says of a row or an item. */
  fact(place: Place, row: object): unknown
  /** What a schema says, where the caller stands. */
  validatedHere(place: Place, value: unknown): unknown
  validated(place: Place, value: unknown): Promise<unknown>
}

/** Functions of one row or item, below their part. */
const ofRows = new Set(
  ['streams', 'sinks'].flatMap((kind) =>
    ['key', 'version', 'affects', 'serialBy', 'references', 'subject', 'batch.by', 'live.at'].map(
      (name) => `${kind}.${name}`,
    ),
  ),
)
/** Functions that the contract has answered at once. */
const atOnce = new Set(['choices', 'surfaces.onError', 'actions.subject'])
/** Those of them that are pure functions of the settings, and asked for with every request. */
const ofSettings = new Set(['hosts', 'limits'])
/** Functions that give pages. */
const walked = new Set([
  'streams.list.plan',
  'streams.list.read',
  'streams.list.keys',
  'feed.read',
  'sinks.serve.encode',
])
const named = new Set(['streams', 'sinks', 'actions', 'lookups', 'surfaces'])

/** `streams.orders.list.read` is `streams.list.read`. */
function kindOf([first = '', ...rest]: Path): string {
  return [first, ...(named.has(first) ? rest.slice(1) : rest)].join('.')
}

export function functionsOf(options: FunctionsOptions): Functions {
  const { process, label, connection } = options
  const facts = new WeakMap<object, Facts>()
  const note = { facts, connection }

  const toldIn = (found: Facts, place: string): unknown => {
    const told = (found[place] ?? {}) as { readonly value?: unknown; readonly failure?: unknown }
    if (told.failure !== undefined) throw hostErrorOf(failureShape.parse(told.failure), label)
    return told.value
  }
  const factOf: Functions['fact'] = ({ target, path }, row) => {
    const part = path.slice(0, 2)
    const place = path.slice(2).join('.')
    const known = facts.get(row)
    if (known !== undefined && Object.hasOwn(known, place)) return toldIn(known, place)
    const answer = process.askHere(target, { do: 'facts', target, path: part, value: row })
    const found = factsShape.parse(answer.value)
    facts.set(row, found)
    return toldIn(found, place)
  }
  const here = ({ target, path }: Place, given: readonly unknown[]) => {
    const all = given.map((each) => packedValue(each, { addresses: [], keep: keepNothing }))
    const call = process.begin(undefined)
    try {
      const answer = process.askHere(target, { do: 'call', target, path, call, arguments: all })
      return unpacked(answer, note)
    } finally {
      process.end(call)
    }
  }
  const known = new Map<string, unknown>()
  const knownOf = (place: Place, given: readonly unknown[]) => {
    const text = JSON.stringify([place.path, given])
    if (!known.has(text)) known.set(text, here(place, given))
    return known.get(text)
  }
  /** A call under way: its context is at hand until `end`. */
  const begin = (given: readonly unknown[]) => {
    const context = given.find(isContext)
    const life = process.life()
    const call = process.begin(context)
    const callOff = () => life.abort(call)
    context?.signal.addEventListener('abort', callOff, { once: true })
    return {
      life,
      call,
      context,
      end: () => {
        context?.signal.removeEventListener('abort', callOff)
        process.end(call)
      },
    }
  }
  const first = async ({ target, path }: Place, given: readonly unknown[], open: Opened) => {
    const { sources } = process.called.of(open.call)
    const keep = (steps: AsyncIterator<unknown>) => sources.set(sources.size + 1, steps).size
    const { arguments: all, bytes } = await packed(given, {
      addresses: [...options.addresses],
      keep,
    })
    const asked = { do: 'call', target, path, call: open.call, arguments: all } as const
    return process.ask(target, asked, bytes, open.life)
  }
  type Opened = ReturnType<typeof begin>

  const later = async (place: Place, given: readonly unknown[]) => {
    const open = begin(given)
    try {
      return unpacked(await first(place, given, open), note)
    } finally {
      open.end()
    }
  }
  async function* pages(place: Place, given: readonly unknown[]): AsyncGenerator {
    const open = begin(given)
    const step = (how: 'next' | 'return'): Promise<Parcel> =>
      open.life.ask({ do: 'step', call: open.call, how, now: nowOf(open.context) })
    let isOver = true
    try {
      const { value } = await first(place, given, open)
      if (kindOfResult(value) !== 'pages')
        throw fault({
          kind: 'contract',
          scope: 'part',
          message: `${label} gives no pages in ${place.path.join('.')}.`,
          hint: 'Tell the author of the package.',
        })
      for (;;) {
        isOver = true
        const page = await step('next')
        if (kindOfResult(page.value) === 'end') return
        isOver = false
        yield unpacked(page, { ...note, stream: place.path[1] })
      }
    } finally {
      if (!isOver && !open.life.isOver()) await step('return')
      open.end()
    }
  }
  return {
    at: (place) => {
      const kind = kindOf(place.path)
      if (ofRows.has(kind)) return (row) => factOf(place, row as object)
      if (walked.has(kind)) return (...given) => pages(place, given)
      if (ofSettings.has(kind)) return (...given) => knownOf(place, given)
      if (atOnce.has(kind)) return (...given) => here(place, given)
      return (...given) => later(place, given)
    },
    fact: factOf,
    validatedHere: ({ target, path }, value) =>
      process.askHere(target, { do: 'validate', target, path, value }).value,
    validated: async ({ target, path }, value) =>
      (await process.ask(target, { do: 'validate', target, path, value })).value,
  }
}

/** What is answered at once walks nothing. */
function keepNothing(): number {
  return 0
}

function nowOf(context: Context<unknown> | undefined): number {
  return context?.now() ?? 0
}

function kindOfResult(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
}

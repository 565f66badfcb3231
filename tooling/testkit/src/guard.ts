import { AsyncLocalStorage } from 'node:async_hooks'
import { Socket } from 'node:net'

/** What a connector did past its context. */
export interface Trespass {
  readonly kind: 'network' | 'clock' | 'timer'
  readonly what: string
}

/** Set while code of a connector runs. */
const inside = new AsyncLocalStorage<Trespass[] | undefined>()
let isInstalled = false

/** Runs code of a connector, and notes what it reaches for past its context. */
export function watched<Result>(trespasses: Trespass[], work: () => Result): Result {
  install()
  return inside.run(trespasses, work)
}

/** Runs what the host does on a connector's behalf. */
export function unwatched<Result>(work: () => Result): Result {
  return inside.run(undefined, work)
}

/**
 * Watches the doors that a connector must not use itself: sockets, the platform's fetch, the clock and timers.
 *
 * They stay as they are for everybody else, and for libraries, whose use of a clock the connector does not decide.
 */
function install(): void {
  if (isInstalled) return
  isInstalled = true
  const { fetch, Date: RealDate, setTimeout, setInterval } = globalThis
  globalThis.fetch = (...request) => {
    note('network', 'fetch')
    return fetch(...request)
  }
  const connect = Reflect.get(Socket.prototype, 'connect') as (...to: unknown[]) => unknown
  Reflect.set(
    Socket.prototype,
    'connect',
    new Proxy(connect, {
      apply: (target, socket, to: unknown[]) => {
        note('network', 'a socket')
        return Reflect.apply(target, socket, to)
      },
    }),
  )
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values: unknown[], created) => {
      if (values.length === 0) noteOwn('clock', 'new Date()')
      return Reflect.construct(target, values, created) as object
    },
    get: (target, name, receiver) => {
      if (name === 'now') noteOwn('clock', 'Date.now()')
      return Reflect.get(target, name, receiver) as unknown
    },
  })
  globalThis.setTimeout = new Proxy(setTimeout, timerTraps('setTimeout'))
  globalThis.setInterval = new Proxy(setInterval, timerTraps('setInterval'))
}

function timerTraps<Timer extends (...values: never[]) => unknown>(
  name: string,
): ProxyHandler<Timer> {
  return {
    apply: (target, self, values) => {
      noteOwn('timer', name)
      return Reflect.apply(target, self, values) as unknown
    },
  }
}

function note(kind: Trespass['kind'], what: string): void {
  inside.getStore()?.push({ kind, what: `${what}${placeOf(callers())}` })
}

function noteOwn(kind: Trespass['kind'], what: string): void {
  if (inside.getStore() === undefined) return
  const caller = frames().find((line) => !between.test(line)) ?? ''
  // A library's clock, and the platform's, are not the connector's choice.
  if (!/\/node_modules\/|node:/.test(caller)) note(kind, what)
}

/** Frames of this file and of the proxies that it sets. */
const between = /\/guard\.[jt]s|\(<anonymous>\)/

/** The frames of whoever called, nearest first. */
function frames(): readonly string[] {
  return new Error('only its stack is used').stack?.split('\n').slice(1) ?? []
}

function callers(): readonly string[] {
  return frames().filter((line) => !between.test(line) && !line.includes('node:'))
}

function placeOf([caller = '']: readonly string[]): string {
  const file = /([^/\\(]+:\d+):\d+\)?$/.exec(caller)?.[1]
  return file === undefined ? '' : ` at ${file}`
}

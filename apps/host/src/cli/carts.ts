import { fault } from '@cartograph/core'
import { cartFigures, dryRunCarts, listCarts, readCart } from '../automation/index.ts'
import type { Installation } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import type { CartAction } from './actions.ts'
import { cartText, dryRunText, figuresText, listText } from './carts-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface CartsCommandOptions extends CommonOptions {
  readonly from?: string
  readonly to?: string
  readonly state?: string
  readonly rule?: string
  readonly limit: number
}

interface Answer {
  readonly json: object
  readonly text: string
}

const dayMs = 86_400_000

/** `cartograph carts`: what was sent about carts that were left, and what came of it. Nothing is sent or changed. */
export function cartsCommand(
  terminal: Terminal,
  action: CartAction,
  cart: string | undefined,
  options: CartsCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    if (installation.configuration.carts === undefined)
      throw fault({
        kind: 'config',
        message: 'The configuration has no rule for carts.',
        hint: 'Write one under `carts:`; docs/carts/abandoned-carts.md shows how.',
      })
    const { json, text } = await answerOf(installation, terminal.signal, { action, cart, options })
    await terminal.out(options.json === true ? `${JSON.stringify(json)}\n` : text)
    return 0
  })
}

async function answerOf(
  installation: Installation,
  signal: AbortSignal,
  {
    action,
    cart,
    options,
  }: {
    readonly action: CartAction
    readonly cart: string | undefined
    readonly options: CartsCommandOptions
  },
): Promise<Answer> {
  const { store } = installation
  const to = options.to === undefined ? Date.now() : dayStart(options.to) + dayMs - 1
  const from = options.from === undefined ? to - 30 * dayMs : dayStart(options.from)
  switch (action) {
    case 'list': {
      const { state, limit } = options
      const carts = await listCarts(store, { from, to, state, limit })
      return { json: { carts }, text: listText(carts) }
    }
    case 'show': {
      const found = cart === undefined ? undefined : await readCart(store, cart)
      if (found === undefined)
        throw fault({
          kind: 'notFound',
          message: cart === undefined ? 'Which cart?' : `The cart ${cart} is not followed.`,
          hint: '`cartograph carts list` shows those that were left.',
        })
      return { json: found, text: cartText(found) }
    }
    case 'figures': {
      const figures = await cartFigures(store, { from, to, rule: options.rule })
      return { json: figures, text: figuresText(figures) }
    }
    case 'dry-run': {
      // The others read the store alone, and need nothing of what serves.
      const { cartScene } = await import('../work/index.ts')
      const own = { ...installation, clock: engineClock(store.now), now: Date.now, engine: {} }
      const scene = await cartScene(own, { signal, learns: false, retryAfterMs: () => 0 })
      const run = await dryRunCarts(scene, from)
      return { json: run, text: dryRunText(run) }
    }
    default:
      return action satisfies never
  }
}

/** @throws a `config` fault for what is no day. */
function dayStart(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at))
    throw fault({
      kind: 'config',
      message: `Expected a day such as 2026-11-02, and not "${text}".`,
    })
  return at
}

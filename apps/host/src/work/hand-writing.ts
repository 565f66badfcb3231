import { catchUpCustomers, openWriting, type WritingScene } from '../customers/index.ts'
import type { Host } from './host.ts'

/** Where staff, applications and hosted pages of a serving host write. */
export function handWriting({ store, lines, configuration, engine, ...host }: Host): WritingScene {
  const settings = configuration.customers
  return openWriting({
    store,
    lines,
    settings,
    engine,
    clock: host.clock,
    signal: host.signal,
    owner: host.owner,
    catchUp: () => catchUpCustomers(store, { settings, now: host.now }),
  })
}

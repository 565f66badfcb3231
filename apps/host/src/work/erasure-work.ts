import { faultOf } from '@cartograph/core'
import { goOnWithErasures, openVendors, type GoneOn } from '../customers/index.ts'
import { underLease } from './held.ts'
import type { Host } from './host.ts'
import { inTurn } from './in-turn.ts'

/** Erasures that could not be done whole: those that are due are gone on with, whenever they are woken. */
export interface ErasureWork {
  wake(): void
}

const kind = 'erasures'

export function erasureWork(host: Host): ErasureWork {
  const { wakes, now } = host
  wakes.handle(kind, () =>
    underLease(host, kind, async ({ signal }) => {
      for (const each of await goOnWithErasures(host, { signal, now, alone: inTurn(host) }))
        tell(host, each)
      return undefined
    }),
  )
  return { wake: () => wakes.wake(kind, kind) }
}

function tell({ log }: Host, came: GoneOn): void {
  const { person } = came
  if ('error' in came) {
    const message = `The erasure of ${person} could not be gone on with: ${faultOf(came.error).message}`
    log({ level: 'error', message })
    return
  }
  const { ok, vendors, left } = came.erasure
  if (ok) {
    log({ level: 'info', message: `The erasure of ${person} is done.` })
    return
  }
  const places = [...openVendors({ vendors }), ...left.map(({ table }) => table)].join(', ')
  log({
    level: 'warn',
    message: `The erasure of ${person} is not done${places === '' ? '' : ` (${places})`}; see \`cartograph customers erasures\`.`,
  })
}

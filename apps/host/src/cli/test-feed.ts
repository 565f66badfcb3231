import { testCall, type TestCall } from '../delivery/index.ts'
import { byHand, mappingRates } from '../work/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { testFeedText } from './test-feed-text.ts'
import { givenWaits } from './waits.ts'

export interface TestFeedCommandOptions extends CommonOptions {
  readonly send?: boolean
  readonly row?: string
  readonly show?: boolean
}

/** `cartograph test-feed <delivery>`: shows what would arrive of one example, or sends it as a test and shows what arrived. */
export function testFeedCommand(
  terminal: Terminal,
  delivery: string,
  { row, send = false, show = false, ...options }: TestFeedCommandOptions,
): Promise<ExitCode> {
  const { signal } = terminal
  return withInstallation(terminal, { ...options, readOnly: !send }, async (installation) => {
    const waits = givenWaits(terminal.environment)
    const alone = byHand(installation, signal, waits.host)
    const exchange = mappingRates(installation)
    await exchange.refresh()
    const call = await testCall(installation, {
      delivery,
      send,
      show,
      signal,
      ...(row !== undefined && { row }),
      ...(alone !== undefined && { alone }),
      engine: { ...exchange.engine, waits: waits.engine },
    })
    const ok = isGood(call)
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok, ...call })}\n` : testFeedText(call),
    )
    return ok ? 0 : 1
  })
}

function isGood({ items, faults }: TestCall): boolean {
  return faults.length === 0 && items.every(isItemGood)
}

function isItemGood({ state, fault }: TestCall['items'][number]): boolean {
  return fault === undefined && state !== 'unknown'
}

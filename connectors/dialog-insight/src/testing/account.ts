import type { Context, Outcome, SinkItem } from '@cartograph/core'
import {
  startDialogInsight,
  type DialogInsightOptions,
  type SimulatedDialogInsight,
} from '@cartograph/simulators/dialog-insight'
import { onTestFinished } from 'vitest'
import { dialogInsight } from '../connector.ts'
import type { Settings } from '../settings.ts'

export const now = Date.UTC(2026, 10, 1, 12)

export async function started(options: DialogInsightOptions = {}): Promise<SimulatedDialogInsight> {
  const account = await startDialogInsight({ now: () => now, ...options })
  onTestFinished(() => account.close())
  return account
}

/** Writes to a sink of the connector, as the host does. */
export async function write(
  context: Context<Settings>,
  name: string,
  items: readonly SinkItem[],
): Promise<readonly Outcome[]> {
  const { sinks = {} } = dialogInsight.parts({ config: context.config, found: null })
  const sink = sinks[name]
  if (sink === undefined || !('write' in sink)) throw new Error(`There is no sink ${name}.`)
  return sink.write(context, items)
}

export function said(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'nothing'
  return outcome.status === 'failed'
    ? `${outcome.fault.kind}: ${outcome.fault.message}`
    : outcome.status
}

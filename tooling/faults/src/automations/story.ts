import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startMailServer } from '@cartograph/simulators/smtp'
import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import type { FaultOrders } from '../preload.ts'
import { startAnswering, type Answering } from './answering.ts'
import { automationDifferences } from './comparison.ts'
import { moments } from './happenings.ts'
import { makeAutomationWorkspace } from './workspace.ts'

export interface Told {
  readonly differences: readonly string[]
  /** How many moments a process had at which it could have died. */
  readonly moments: number
  readonly wasKilled: boolean
  readonly unknown: number
}

/** A day of a shop with automations, whose process dies at one moment, or at none. */
export async function tellAutomationStory(moment?: number): Promise<Told> {
  const mailServer = await startMailServer({ tls: 'never', login: false })
  const receiver = await startReceiver()
  const file = makeAutomationWorkspace({ webhooks: receiver.url, mailPort: mailServer.port })
  const counts = join(dirname(file), 'moments')
  let orders: FaultOrders = {
    counts,
    ...(moment !== undefined && { kill: { phase: 'delivering', moment } }),
  }
  let answering: Answering | undefined
  let wasKilled = false
  const ask = async (order: Parameters<Answering['ask']>[0]) => {
    for (;;) {
      answering ??= await startAnswering(file, orders)
      const news = await answering?.ask(order)
      if (news?.kind === 'broken') throw new Error(news.message)
      if (news !== undefined) return news
      // It is killed once; whoever comes after it goes on.
      answering = undefined
      wasKilled = true
      orders = { counts }
    }
  }
  try {
    for (const { at, rows } of moments) await ask({ kind: 'step', at, rows })
    const told = await ask({ kind: 'tell' })
    if (told.kind !== 'told') throw new Error('The process told nothing.')
    await answering?.end()
    answering = undefined
    return {
      differences: automationDifferences({
        requests: receiver.requests
          .filter(({ method }) => method === 'POST')
          .map(({ headers, body }) => ({ id: headers['webhook-id'] ?? '', body })),
        mails: mailServer.mails.map(({ to, text }) => ({
          to,
          subject: /^Subject: (.*)$/mu.exec(text)?.[1]?.trim() ?? '',
        })),
        told,
      }),
      moments: momentsIn(counts),
      wasKilled,
      unknown: told.runs.flatMap(({ steps }) => steps).filter(({ state }) => state === 'unknown')
        .length,
    }
  } finally {
    await answering?.end()
    await Promise.all([mailServer.close(), receiver.close()])
    rmSync(dirname(file), { recursive: true, force: true })
  }
}

function momentsIn(counts: string): number {
  const lines = readFileSync(counts, 'utf8').trim().split('\n')
  const { delivering } = JSON.parse(lines.at(-1) ?? '{}') as { readonly delivering: number }
  return delivering
}

import { author } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'

export interface ToldMessage {
  readonly text: string
  readonly key: string
}

/** A connection whose action `message` remembers what it was told, and by which key. */
export function tellingTeam(told: ToldMessage[]): Connection {
  const kit = author(z.unknown())
  const message = kit.action({
    schema: z.strictObject({ text: z.string() }),
    onUnknown: 'lose',
    run: async (_context, { text }, { idempotencyKey }) => {
      told.push({ text, key: idempotencyKey })
      return { status: 'ok' }
    },
  })
  const connector = kit.connector({
    id: 'team',
    name: 'Team',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ actions: { message } }),
  })
  return {
    id: 'team',
    connectorName: 'telling-team',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: [],
  }
}

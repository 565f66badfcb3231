import { author, type Mapping, type Surface } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'

const redemption = z.object({ code: z.string(), receipt: z.string(), order: z.string().optional() })
const contact = z.object({ id: z.string(), email: z.string(), phone: z.string() })

const mappings: readonly Mapping[] = [
  {
    id: 'till-redemption',
    from: { connector: 'till', stream: 'redemptions' },
    to: { entity: 'voucherRedemption' },
    fields: {
      id: '$.code',
      voucherId: '$.code',
      orderId: '$.order',
      amount: 10_000,
      currency: 'SEK',
      redeemedAt: '2026-11-25T12:00:00.000Z',
      receipt: '$.receipt',
    },
  },
  {
    id: 'till-contact',
    from: { connector: 'till', stream: 'contacts' },
    to: { entity: 'customer' },
    fields: { id: '$.id', email: '$.email', phone: '$.phone' },
  },
]

/** A connection to a till that only asks and tells: what it holds, its surfaces wrote. */
export function tillConnection(
  surfaces: Readonly<Record<string, Surface<unknown>>> = {},
): Connection {
  const kit = author(z.unknown())
  const redemptions = kit.stream({
    schema: redemption,
    key: ({ code }) => code,
    deletes: 'reported',
  })
  const contacts = kit.stream({ schema: contact, key: ({ id }) => id, deletes: 'reported' })
  const connector = kit.connector({
    id: 'till',
    name: 'Scripted till',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ streams: { redemptions, contacts }, surfaces }),
  })
  return {
    id: 'till',
    connectorName: 'scripted-till',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings,
  }
}

import { fault, type Connector, type Fault, type Json } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from './configuration.ts'
import type { Refusal } from './package.ts'
import type { ConnectionShape } from './connection-shape.ts'

/**
 * A connection whose package is there and cannot be used: every run of it ends in the same fault, which says why.
 *
 * So what is wrong in one package, after an update perhaps, does not keep the others from being read.
 */
export function unusableConnection(
  id: string,
  { connector: name, schedule, timeZone, streams, budgets = 'on' }: ConnectionShape,
  { message, hint }: Refusal,
): Connection {
  const refuseAs = (kind: Fault['kind']) => async (): Promise<never> => {
    throw fault({
      kind,
      scope: 'connection',
      message: `${message}.`,
      ...(hint !== undefined && { hint }),
    })
  }
  const refuse = refuseAs('config')
  const connector: Connector<unknown, Json> = {
    specificationVersion: 'v1',
    id: name,
    name,
    config: z.unknown(),
    hosts: () => [],
    check: refuse,
    // What has parts that are not known yet is asked for them, and so every run comes to the refusal.
    discover: refuse,
    // Vendors are told to come again, and what came before waits: neither is lost until the package is mended.
    parts: () => ({ webhook: { verify: refuse, parse: refuseAs('transient') } }),
  }
  return {
    id,
    connectorName: name,
    version: '',
    connector,
    config: {},
    fingerprint: '',
    secrets: [],
    paths: [],
    needs: [],
    ...(schedule !== undefined && { schedule }),
    ...(timeZone !== undefined && { timeZone }),
    ...(streams !== undefined && { streams }),
    budgets,
    mappings: [],
  }
}

import { author, type AuthorKit, type Mapping, type Parts, type Stream } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'

/** Builders for streams of tests, with settings that nobody looks at. */
export const kit: AuthorKit<unknown> = author(z.unknown())

/** A connection with the streams of a test. */
export function streamsConnection(
  // Each stream has a row of its own; the engine sees them all as objects.
  streams: Readonly<Record<string, unknown>>,
  mappings: readonly Mapping[] = [],
  more: Partial<Connection> = {},
  parts: Partial<Parts<unknown>> = {},
): Connection {
  const connector = kit.connector({
    id: 'scripted',
    name: 'Scripted',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ streams: streams as Record<string, Stream<unknown>>, ...parts }),
  })
  return {
    id: 'shop',
    connectorName: 'scripted',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings,
    ...more,
  }
}

import {
  watchedContext,
  type WatchedContext,
  type WatchedOptions,
} from '@cartograph/testkit/reading'
import { signRequest } from '../sign.ts'
import type { Settings } from '../settings.ts'

export const testSettings: Settings = {
  url: 'http://127.0.0.1:8099',
  consumerKey: 'ck_91569130a4dade1794767914565081cde817afd1',
  consumerSecret: 'cs_0000000000000000000000000000000000000000',
}

/** A context that signs each request, as the platform does, and keeps what it sent. */
export function testContext(
  settings: Partial<Settings> = {},
  options: WatchedOptions = {},
): WatchedContext<Settings> {
  const until = Date.parse('2026-11-30T00:00:00Z')
  return watchedContext({ ...testSettings, ...settings }, signRequest, { until, ...options })
}

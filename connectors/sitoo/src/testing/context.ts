import {
  watchedContext,
  type WatchedContext,
  type WatchedOptions,
} from '@cartograph/testkit/reading'
import { sign } from '../limits.ts'
import type { Settings } from '../settings.ts'

export const testSettings: Settings = {
  baseUrl: 'http://127.0.0.1:8099',
  accountId: 1500,
  apiId: '1500-7',
  password: 'till-and-shelf',
}

/** A context that signs each request, as the platform does, and keeps what it sent. */
export function testContext(
  settings: Partial<Settings> = {},
  options: WatchedOptions = {},
): WatchedContext<Settings> {
  return watchedContext({ ...testSettings, ...settings }, sign, options)
}

import type { Stream } from '@cartograph/core'
import { childStream } from './children.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { listedStream } from './listing.ts'
import type { Settings } from './settings.ts'

/** A stream for every kind of object. */
export const streams: Readonly<Record<string, Stream<Settings>>> = Object.fromEntries([
  ...Object.entries(listedKinds).map(([name, kind]) => [name, listedStream(kind)] as const),
  ...Object.entries(childKinds).map(([name, kind]) => [name, childStream(kind)] as const),
])

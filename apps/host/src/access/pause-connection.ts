import { pauseConnection, resumeConnection, type Dialect, type Work } from '../store/index.ts'
import { actorText, type Actor } from './actor.ts'
import { audit } from './audit.ts'

export interface Pausing {
  readonly by: Actor
  readonly now: number
}

/** Has nothing read from a connection and sent to it any more; false where that was so already. */
export function* pause(
  dialect: Dialect,
  org: string,
  connection: string,
  { by, now }: Pausing,
): Work<boolean> {
  const pausedBy = actorText(by)
  const isNew = yield* pauseConnection(dialect, org, { connection, pausedAt: now, pausedBy })
  if (isNew)
    yield* audit(dialect, org, {
      at: now,
      actor: by,
      action: 'connection.pause',
      target: connection,
    })
  return isNew
}

/** Lets a connection go on; false where it was not paused. */
export function* resume(
  dialect: Dialect,
  org: string,
  connection: string,
  { by, now }: Pausing,
): Work<boolean> {
  const wasPaused = yield* resumeConnection(dialect, org, connection)
  if (wasPaused)
    yield* audit(dialect, org, {
      at: now,
      actor: by,
      action: 'connection.resume',
      target: connection,
    })
  return wasPaused
}

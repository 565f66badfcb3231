import type { Context } from 'hono'
import { tokenHash } from '../rights/index.ts'
import { isOpeningKey, isShareToken, sharedView, type SharedView } from '../sharing/index.ts'
import { goodShare, type StoredShare } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { problem } from './problem.ts'
import { rateLimiter } from './rate-limit.ts'

/** A link that is good, and what it shows. */
export interface OpenedShare {
  readonly share: StoredShare
  readonly view: SharedView
}

/** Lets whoever knows a link in, and nobody else. */
export interface ShareDoor {
  /** The answer where the link leads nowhere, or there are too many calls. */
  open(context: Context): Promise<OpenedShare | Response>
  /** The same for what is told only once the password was said, where there is one. */
  enter(context: Context): Promise<OpenedShare | Response>
}

/** Of one link: a meeting that opens it at once, and each of its dashboards. */
const shareRate = { burst: 120, perSecond: 10 }
const wrongRate = { burst: 100, perSecond: 5 }

export function shareDoor({ store, configuration, now }: Host): ShareDoor {
  const perShare = rateLimiter(shareRate)
  const wrong = rateLimiter(wrongRate)
  const open = async (context: Context): Promise<OpenedShare | Response> => {
    const token = context.req.param('token') ?? ''
    const hash = tokenHash(token)
    const wait = perShare(hash, now())
    if (wait !== undefined) return tooMany(wait)
    const share = isShareToken(token)
      ? await store.read((dialect, org) => goodShare(dialect, org, hash, now()))
      : undefined
    const view = share && sharedView(share, configuration)
    if (share !== undefined && view !== undefined) return { share, view }
    // Whoever guesses is slowed down; who has a link that is good never meets this.
    const guessed = wrong('wrong', now())
    return guessed === undefined ? noSuchLink() : tooMany(guessed)
  }
  return {
    open,
    enter: async (context) => {
      const opened = await open(context)
      return opened instanceof Response || !isLocked(context, opened.share, now())
        ? opened
        : problem(403, 'This link asks for its password first.')
    },
  }
}

/** Whether the password of a link is still to be said. */
export function isLocked({ req }: Context, share: StoredShare, now: number): boolean {
  const { id, hash, password } = share
  if (password === null) return false
  return !isOpeningKey({ id, hash, password }, req.header('x-share-key') ?? '', now)
}

/** The same for a link that never was, that is over and that was ended, so that nobody learns which. */
export function noSuchLink(): Response {
  return problem(404, 'This link is no longer good.', { hint: 'Ask whoever sent it for another.' })
}

export function tooMany(seconds: number): Response {
  return problem(429, 'Too many calls at once.', { headers: { 'retry-after': String(seconds) } })
}

import { randomBytes } from 'node:crypto'
import { fault } from '@cartograph/core'
import { actorText, audit, type Changing } from '../access/index.ts'
import type { Configuration } from '../config/index.ts'
import { allDashboards, type FigureSettings } from '../dashboards/index.ts'
import { shortestSharePassword, tokenHash, type ShareChoice } from '../rights/index.ts'
import {
  addShare,
  listShares,
  rehashShare,
  removeShare,
  type Store,
  type StoredShare,
} from '../store/index.ts'
import { isFramingOrigin } from './framing-origin.ts'
import { sharePasswordHash } from './share-password.ts'
import { newShareToken } from './share-token.ts'

/** A link that somebody wants made. */
export interface WantedShare {
  readonly section: StoredShare['section']
  /** The id of the dashboard, or of the portal. */
  readonly target: string
  /** What figures are held to. Of a portal nothing: it says so itself. */
  readonly settings: FigureSettings
  readonly choices: readonly ShareChoice[]
  /** The origins of pages that may frame it. */
  readonly origins: readonly string[]
  readonly password: string | undefined
  readonly expiresAt: number | undefined
}

/** What is told of a link; its token is kept nowhere. */
export interface ShownShare {
  readonly id: string
  readonly section: StoredShare['section']
  readonly target: string
  readonly settings: FigureSettings
  readonly choices: readonly ShareChoice[]
  readonly origins: readonly string[]
  readonly hasPassword: boolean
  readonly isOver: boolean
  readonly expiresAt: string | null
  readonly madeAt: string
  readonly madeBy: string
  readonly openedAt: string | null
  readonly opens: number
}

const mostShares = 500
const mostOrigins = 20

/**
 * Makes a link, and gives back its token, which is told this once.
 *
 * @throws a `notFound` fault for what is not there to be shown, a `config` fault for what cannot be wished for, a `conflict` fault where
 * there are too many.
 */
export async function makeShare(
  { store, configuration }: { readonly store: Store; readonly configuration: Configuration },
  wanted: WantedShare,
  { by, now }: Changing,
): Promise<{ readonly share: ShownShare; readonly token: string }> {
  refuseUnknown(wanted, configuration)
  refuseWrong(wanted, now)
  const token = newShareToken()
  const { section, target, settings, choices, origins, password, expiresAt } = wanted
  const share: StoredShare = {
    id: `${target.slice(0, 40)}-${randomBytes(4).toString('hex')}`,
    hash: tokenHash(token),
    section,
    target,
    settings: JSON.stringify(settings),
    choices: JSON.stringify(choices),
    origins: JSON.stringify([...new Set(origins)]),
    password: password === undefined ? null : await sharePasswordHash(password),
    expires_at: expiresAt ?? null,
    made_at: now,
    made_by: actorText(by),
    opened_at: null,
    opens: 0,
  }
  await store.write(function* (dialect, org) {
    if ((yield* listShares(dialect, org)).length >= mostShares) throw tooMany()
    yield* addShare(dialect, org, share)
    yield* audit(dialect, org, { at: now, actor: by, action: 'share.make', target: share.id })
  })
  return { share: shownShare(share, now), token }
}

/** Gives a link another token; the one before leads nowhere at once. */
export function renewShare(store: Store, id: string, { by, now }: Changing): Promise<string> {
  const token = newShareToken()
  return store.write(function* (dialect, org) {
    if (!(yield* rehashShare(dialect, org, id, tokenHash(token)))) throw noSuch(id)
    yield* audit(dialect, org, { at: now, actor: by, action: 'share.renew', target: id })
    return token
  })
}

/** Ends a link at once. */
export function revokeShare(store: Store, id: string, { by, now }: Changing): Promise<void> {
  return store.write(function* (dialect, org) {
    if (!(yield* removeShare(dialect, org, id))) throw noSuch(id)
    yield* audit(dialect, org, { at: now, actor: by, action: 'share.revoke', target: id })
  })
}

/** All links, the newest first. */
export async function shownShares(store: Store, now: number): Promise<readonly ShownShare[]> {
  const all = await store.read((dialect, org) => listShares(dialect, org))
  return all.map((share) => shownShare(share, now))
}

function shownShare(share: StoredShare, now: number): ShownShare {
  const { id, section, target, settings, choices, origins, password, opens } = share
  return {
    id,
    section,
    target,
    settings: JSON.parse(settings) as FigureSettings,
    choices: JSON.parse(choices) as readonly ShareChoice[],
    origins: JSON.parse(origins) as readonly string[],
    hasPassword: password !== null,
    isOver: share.expires_at !== null && share.expires_at <= now,
    expiresAt: instant(share.expires_at),
    madeAt: new Date(share.made_at).toISOString(),
    madeBy: share.made_by,
    openedAt: instant(share.opened_at),
    opens,
  }
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

function refuseUnknown({ section, target }: WantedShare, configuration: Configuration): void {
  const isThere =
    section === 'portals'
      ? configuration.portals?.has(target) === true
      : allDashboards(configuration).some(({ id }) => id === target)
  if (isThere) return
  throw section === 'portals'
    ? fault({
        kind: 'notFound',
        message: `There is no portal "${target}".`,
        hint: 'Portals are declared under `portals:`, or made on the page Sharing.',
      })
    : fault({
        kind: 'notFound',
        message: `There is no dashboard "${target}".`,
        hint: '`cartograph dashboards` shows all.',
      })
}

function refuseWrong(
  { section, settings, choices, origins, password, expiresAt }: WantedShare,
  now: number,
): void {
  const stranger = origins.find((origin) => !isFramingOrigin(origin))
  if (stranger !== undefined)
    throw fault({
      kind: 'config',
      message: `"${stranger}" is no origin; expected one such as https://shop.example.`,
      hint: 'Scheme and name, and a port where it is not the usual one; no path, no slash at the end, no *.',
    })
  if (origins.length > mostOrigins)
    throw fault({
      kind: 'config',
      message: `There are ${origins.length} origins, and ${mostOrigins} pages may frame a link at the most.`,
      hint: 'Make another link for the others.',
    })
  if (password !== undefined && password.length < shortestSharePassword)
    throw fault({
      kind: 'config',
      message: `The password has ${password.length} characters; expected ${shortestSharePassword} at the least.`,
    })
  if (expiresAt !== undefined && expiresAt <= now)
    throw fault({ kind: 'config', message: 'The link would end in the past.' })
  if (section === 'portals' && (choices.length > 0 || Object.keys(settings).length > 0))
    throw fault({
      kind: 'config',
      message:
        'A portal says by itself what is shown and what may be chosen; a link to it does not.',
      hint: 'Change the portal, or share one dashboard.',
    })
}

function tooMany(): Error {
  return fault({
    kind: 'conflict',
    message: `There are ${mostShares} links, which is as many as there may be.`,
    hint: 'End those that nobody opens; the list says when each was opened last.',
  })
}

function noSuch(id: string): Error {
  return fault({
    kind: 'notFound',
    message: `There is no link ${id}.`,
    hint: '`cartograph shares` shows all.',
  })
}

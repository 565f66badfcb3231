import { randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import { newTokenText, tokenHash, type WantedRights } from '../rights/index.ts'
import {
  addToken,
  listTokens,
  replaceSecret,
  revokeToken,
  rewriteToken,
  type Dialect,
  type Store,
  type StoredToken,
  type Work,
} from '../store/index.ts'
import type { Actor } from './actor.ts'
import { aloneWithTokens } from './alone-with-tokens.ts'
import { audit } from './audit.ts'
import { shownToken, stateOf, type ShownToken } from './shown-token.ts'

/** Who changes tokens, and when. */
export interface Changing {
  readonly by: Actor
  readonly now: number
}

/** A token with its secret, which is shown this once and kept nowhere. */
export interface Issued {
  readonly token: ShownToken
  readonly secret: string
}

export interface WantedToken extends WantedRights {
  readonly name: string
  readonly expiresAt: number | undefined
}

/** Every request is compared with the secrets of all that are good. */
const mostTokens = 1000
/** So long a secret that was replaced stays good, unless whoever replaces it says otherwise. */
const defaultGraceMs = 86_400_000

/**
 * Issues a token. Its rights are taken as right: `rightsProblems` says what is wrong with them.
 *
 * @throws a `conflict` fault where the name is taken, or there are too many.
 */
export function issueToken(store: Store, wanted: WantedToken, changing: Changing): Promise<Issued> {
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    return yield* issue(dialect, org, wanted, changing)
  })
}

/** The same, in a transaction that is alone with the tokens. */
export function* issue(
  dialect: Dialect,
  org: string,
  wanted: WantedToken,
  { by, now }: Changing,
): Work<Issued> {
  const { name, kind, permissions, nodes, origins, expiresAt } = wanted
  const present = (yield* listTokens(dialect, org)).filter((each) => each.revokedAt === undefined)
  const same = present.find((each) => each.name === name)
  if (same !== undefined) throw nameTaken(same)
  if (present.length >= mostTokens)
    throw fault({
      kind: 'conflict',
      message: `There are ${mostTokens} tokens, which is as many as there may be.`,
      hint: 'Revoke those that nobody uses; the list says when each was used last.',
    })
  const secret = newTokenText(kind)
  const rights = { name, kind, permissions, nodes, origins, expiresAt }
  const origin = { id: randomUUID(), source: 'issued', createdAt: now } as const
  const token = { ...origin, ...rights, hash: tokenHash(secret) }
  yield* addToken(dialect, org, token)
  yield* audit(dialect, org, { at: now, actor: by, action: 'token.issue', target: token.id })
  const stored = { ...token, lastUsedAt: undefined, revokedAt: undefined }
  return { token: shownToken(stored, now), secret }
}

/**
 * Makes the secret of a token that the configuration declares without one.
 *
 * @param which its id, or its name.
 * @throws a `notFound` fault for what the configuration does not declare, a `conflict` fault where it has one.
 */
export function issueDeclared(store: Store, which: string, changing: Changing): Promise<Issued> {
  const { by, now } = changing
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    const all = yield* listTokens(dialect, org)
    const declared = all.filter(({ source }) => source === 'declared')
    const known = declared.find(({ id, name }) => id === which || name === which)
    if (known === undefined) throw notDeclared(which)
    const state = stateOf(known, now)
    if (state === 'good') throw nameTaken(known)
    if (state === 'expired') throw expired(known.name)
    const secret = newTokenText(known.kind)
    const token = { ...known, hash: tokenHash(secret), revokedAt: undefined }
    yield* rewriteToken(dialect, org, known, token)
    yield* audit(dialect, org, { at: now, actor: by, action: 'token.issue', target: known.id })
    return { token: shownToken(token, now), secret }
  })
}

/** A secret that takes the place of another, which stays good for a while. */
export interface Rotated extends Issued {
  /** ISO instant. */
  readonly formerUntil: string
}

/**
 * Gives a token another secret. The one that it had stays good for a while, so that it can be replaced where it is used.
 *
 * @param which its id, or its name.
 * @throws a `notFound` fault where there is none that is good, a `conflict` fault where its secret stands in the configuration.
 */
export function rotateToken(
  store: Store,
  which: string,
  options: Changing & { readonly graceMs?: number | undefined },
): Promise<Rotated> {
  const { by, now, graceMs = defaultGraceMs } = options
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    const known = named(yield* listTokens(dialect, org), which)
    if (stateOf(known, now) !== 'good') throw noToken(which)
    if (known.source === 'file') throw secretInFile(known)
    const secret = newTokenText(known.kind)
    const hash = tokenHash(secret)
    const formerUntil = now + graceMs
    yield* replaceSecret(dialect, org, known, { hash, now, formerUntil })
    yield* audit(dialect, org, { at: now, actor: by, action: 'token.rotate', target: known.id })
    const until = new Date(formerUntil).toISOString()
    return { token: shownToken({ ...known, hash }, now), secret, formerUntil: until }
  })
}

/**
 * Revokes a token at once, with all its secrets.
 *
 * @param which its id, or its name.
 * @throws a `notFound` fault where there is none, or it is revoked already.
 */
export function revokeTokenNamed(
  store: Store,
  which: string,
  { by, now }: Changing,
): Promise<ShownToken> {
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    const known = named(yield* listTokens(dialect, org), which)
    if (known.revokedAt !== undefined) throw noToken(which)
    yield* revokeToken(dialect, org, known.id, now)
    yield* audit(dialect, org, { at: now, actor: by, action: 'token.revoke', target: known.id })
    return shownToken({ ...known, revokedAt: now }, now)
  })
}

/** By its id; else the one of that name that is not revoked. */
function named(all: readonly StoredToken[], which: string): StoredToken {
  const found =
    all.find(({ id }) => id === which) ??
    all.find(({ name, revokedAt }) => name === which && revokedAt === undefined)
  if (found === undefined) throw noToken(which)
  return found
}

function noToken(which: string): Error {
  return fault({
    kind: 'notFound',
    message: `There is no token ${which} that is good.`,
    hint: '`cartograph tokens list` shows all tokens.',
  })
}

function notDeclared(which: string): Error {
  return fault({
    kind: 'notFound',
    message: `The configuration declares no token ${which} without a secret.`,
    hint: 'For a token that it does not declare, say what it may do: `--permission customers:read`.',
  })
}

function nameTaken({ name, source }: StoredToken): Error {
  const isIssued = source === 'issued'
  return fault({
    kind: 'conflict',
    message: `There is a token ${name} already${isIssued ? '' : ', declared in the configuration'}.`,
    hint: `For another secret: \`cartograph tokens rotate ${name}\`. For another token: another name.`,
  })
}

function expired(name: string): Error {
  return fault({
    kind: 'conflict',
    message: `What the configuration says of ${name} ends it in the past.`,
    hint: `Set \`expires\` below \`tokens: { ${name}: … }\` to another instant, or leave it out.`,
  })
}

function secretInFile({ name }: StoredToken): Error {
  return fault({
    kind: 'conflict',
    message: `The secret of ${name} comes from the configuration.`,
    hint: `Put another one there (\`cartograph tokens secret\` prints one) and restart the host; or take it out of the file, and \`cartograph tokens issue ${name}\`.`,
  })
}

import { fault, nearest } from '@cartograph/core'
import { audit, type Changing } from '../access/index.ts'
import {
  dropSecret,
  putSecret,
  raiseRevision,
  resealSome,
  secretNames,
  type Resealing,
  type SecretName,
  type Store,
} from '../store/index.ts'
import { longestSecret } from '../wishes/index.ts'

/** As they may stand in `${secret:name}`. */
export const secretNameForm = /^[A-Za-z][\w.-]{0,119}$/

/**
 * Keeps a value under a name, in the place of the one before, with an entry in the audit log.
 *
 * @throws a `config` fault for a name or a value that cannot be kept, and where no key or a wrong one is given; nothing is changed then.
 */
export async function setSecret(
  store: Store,
  { name, value }: { readonly name: string; readonly value: string },
  { by, now }: Changing,
): Promise<SecretName> {
  if (!secretNameForm.test(name))
    throw fault({
      kind: 'config',
      message: 'A secret has a name of up to 120 letters, digits, dots, - and _, a letter first.',
    })
  if (value === '' || value.length > longestSecret)
    throw fault({
      kind: 'config',
      message: `The value of a secret has 1 to ${longestSecret} characters; this one has ${value.length}.`,
    })
  return store.write(function* (dialect, org) {
    yield* putSecret(dialect, org, { name, value, now })
    // What takes it is another configuration now, for other processes as well.
    yield* raiseRevision(dialect, org)
    yield* audit(dialect, org, { at: now, actor: by, action: 'secret.set', target: name })
    const kept = yield* secretNames(dialect, org)
    return kept.find((secret) => secret.name === name) ?? { name, setAt: now, key: '' }
  })
}

/** @throws a `config` fault where there is no such secret. */
export async function forgetSecret(
  store: Store,
  name: string,
  { by, now }: Changing,
): Promise<void> {
  await store.write(function* (dialect, org) {
    const names = (yield* secretNames(dialect, org)).map((secret) => secret.name)
    if (!(yield* dropSecret(dialect, org, name))) throw noSecret(name, names)
    yield* raiseRevision(dialect, org)
    yield* audit(dialect, org, { at: now, actor: by, action: 'secret.remove', target: name })
  })
}

function noSecret(name: string, names: readonly string[]): Error {
  const meant = nearest(name, names)
  return fault({
    kind: 'config',
    message: `There is no secret ${name}.`,
    hint:
      meant === undefined ? `There are: ${names.join(', ') || 'none'}.` : `Did you mean ${meant}?`,
  })
}

/**
 * Brings everything that is sealed in the organisation under the present key, in short steps while others work, and gives back how many
 * rows that were.
 */
export async function rotateSecrets(store: Store, { by, now }: Changing): Promise<number> {
  const rows = await resealAll(store, 'all')
  await store.write((dialect, org) =>
    audit(dialect, org, { at: now, actor: by, action: 'secret.rotate' }),
  )
  return rows
}

/** Seals what was written before there was a key. */
export async function sealPlain(store: Store, signal: AbortSignal): Promise<number> {
  return resealAll(store, 'plain', signal)
}

async function resealAll(store: Store, wanted: Resealing, signal?: AbortSignal): Promise<number> {
  let rows = 0
  for (;;) {
    const step = await store.write((dialect, org) => resealSome(dialect, org, wanted))
    rows += step
    if (step === 0 || signal?.aborted === true) return rows
  }
}

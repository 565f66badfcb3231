import { fault } from '@cartograph/core'
import { isSealed, seal, unseal, type Keyring, type SealedPlace } from '../sealing/index.ts'
import type { Dialect } from './database.ts'

/** @throws a `config` fault where the configuration names no key. */
export function keyringOf({ keyring }: Pick<Dialect, 'keyring'>): Keyring {
  if (keyring === undefined)
    throw fault({
      kind: 'config',
      path: ['secrets', 'key'],
      message: 'Secrets are kept sealed, and the configuration names no key for that.',
      hint: 'Make one with `cartograph secrets key > FILE`, and name it: secrets: { key: { file: FILE } }.',
    })
  return keyring
}

/** A text as it is written into a column: sealed where there is a key. */
export function sealedWhereKey(
  { keyring }: Pick<Dialect, 'keyring'>,
  place: SealedPlace,
  text: string,
): string {
  return keyring === undefined ? text : seal(keyring, place, text)
}

/** A text as it was before it was written, whether there was a key by then or not. */
export function openedText(
  dialect: Pick<Dialect, 'keyring'>,
  place: SealedPlace,
  written: string,
): string {
  return isSealed(written) ? unseal(keyringOf(dialect), place, written) : written
}

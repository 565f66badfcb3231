export { parseKeyring, type Keyring } from './keyring.ts'
export { readKeyring, type KeySource } from './read-keyring.ts'
export { isSealed, keyIdOf, resealed, seal, unseal, type SealedPlace } from './sealed-text.ts'

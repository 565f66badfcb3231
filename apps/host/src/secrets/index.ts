export { forgetSecret, longestSecret, rotateSecrets, sealPlain, setSecret } from './keep-secret.ts'
export { secretBox } from './secret-box.ts'
export { openSealedStore } from './open-sealed-store.ts'
export { backupSecretReader, secretReader } from './read-secrets.ts'

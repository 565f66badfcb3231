export {
  forgetSecret,
  longestSecret,
  rotateSecrets,
  sealPlain,
  secretNameForm,
  setSecret,
} from './keep-secret.ts'
export { secretBox } from './secret-box.ts'
export { keyringFor, openSealedStore } from './open-sealed-store.ts'
export { secretReader } from './read-secrets.ts'

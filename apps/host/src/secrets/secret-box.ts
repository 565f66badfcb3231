import type { Changing } from '../access/index.ts'
import { contentHash, type Store } from '../store/index.ts'
import { secretNameForm, setSecret } from './keep-secret.ts'

/** Keeps secrets apart from what names them: gives back what stands in the place of a secret. */
export function secretBox(
  store: Store,
  changing: Changing,
): { keep(name: string, secret: string): Promise<string> } {
  return {
    keep: async (wanted, value) => {
      // What a connector calls its settings may be longer than a name, or have other signs.
      const name = secretNameForm.test(wanted) ? wanted : `kept.${contentHash(wanted)}`
      await setSecret(store, { name, value }, changing)
      return `\${secret:${name}}`
    },
  }
}

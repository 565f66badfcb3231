import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where compiled code is kept from one start to the next: a folder of the user's own, since whoever may write there decides what is run.
 * `NODE_COMPILE_CACHE` names another one. Undefined: the user has no home, as in some containers.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (read 2026-11-26)
 */
export function compiledFolder(
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir,
): string | undefined {
  const { NODE_COMPILE_CACHE: named = '', XDG_CACHE_HOME: caches = '' } = environment
  if (named !== '') return named
  try {
    return join(caches === '' ? join(home(), '.cache') : caches, 'cartograph', 'compiled')
  } catch {
    return undefined
  }
}

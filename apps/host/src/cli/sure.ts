import { confirm, isCancel } from '@clack/prompts'
import { fault } from '@cartograph/core'
import type { Terminal } from './terminal.ts'

/**
 * Asks whether what cannot be taken back is to be done.
 *
 * @throws a `config` fault where nobody can be asked and `--yes` was not said.
 */
export async function isSure(
  { isInteractive, signal }: Pick<Terminal, 'isInteractive' | 'signal'>,
  question: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<boolean> {
  if (yes) return true
  if (!isInteractive)
    throw fault({
      kind: 'config',
      message: `${question} Nothing was done.`,
      hint: 'Say --yes where that is what you want.',
    })
  const answer = await confirm({ message: question, initialValue: false, signal })
  return !isCancel(answer) && answer
}

import { fault } from '@cartograph/core'
import type { CustomerAction } from './actions.ts'

/** The one name that an action takes. */
export function onlyName(names: readonly string[], action: CustomerAction): string {
  const [name, ...others] = names
  if (name === undefined || others.length > 0)
    throw misused(`Name one person: \`${action} PERSON\`.`)
  return name
}

export function nobody(name: string): Error {
  return fault({
    kind: 'notFound',
    message: `There is no person ${name}.`,
    hint: '`cartograph customers --search` shows the names of persons.',
  })
}

export function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph customers --help` to see what it takes.',
  })
}

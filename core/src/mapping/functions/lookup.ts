import { nearest } from '../../json/index.ts'
import type { Family } from '../definition.ts'
import { trouble } from '../trouble.ts'

export const lookup: Family = {
  $lookup: {
    says: 'What the look-up of that name at the connection answers to an `input`; missing where the input is, and where there is no answer.',
    takes: 'text',
    volatile: true,
    named: { input: { is: 'value' } },
    compile({ call, text, named, providers }) {
      const name = text[call] ?? ''
      const { lookups } = providers
      const names = Object.keys(lookups ?? {})
      if (lookups !== undefined && !names.includes(name)) {
        const meant = nearest(name, names)
        throw trouble(
          `the connection has no look-up \`${name}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
        )
      }
      const ask = lookups?.[name]
      return (here, scope) => {
        const input = named['input']?.evaluate(here, scope)
        if (input === null || input === undefined) return undefined
        if (ask === undefined) {
          scope.notes.push(`${call} asks the connection, which nobody did here, so it was left out`)
          return undefined
        }
        return ask(input) ?? undefined
      }
    },
  },
}

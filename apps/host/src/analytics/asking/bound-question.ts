import { fault } from '@cartograph/core'
import { noSuchStore } from '../query/in-stores.ts'
import type { Question } from './question.ts'

/**
 * The same question about some stores alone, whoever else there is.
 *
 * @throws a `config` fault where other stores are asked for, and where what is asked for needs them.
 */
export function boundQuestion(question: Question, stores: readonly string[]): Question {
  const foreign = question.stores.find((store) => !stores.includes(store))
  if (foreign !== undefined) throw noSuchStore(foreign, stores)
  if (stores.length === 0)
    throw fault({
      kind: 'config',
      message: 'Nothing was sold, paid or left in a cart in any store of this node yet.',
    })
  if (question.newAnywhere)
    throw fault({
      kind: 'config',
      message: '`newAnywhere` looks at the stores of the whole organisation.',
      hint: 'Leave it out: who is new is judged by the stores of the node.',
    })
  return { ...question, stores: question.stores.length === 0 ? stores : question.stores }
}

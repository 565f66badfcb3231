import type { Expression } from '@cartograph/core'
import { assumedLinkParameters } from '../assumptions.ts'
import { codeOf, type Project, type ProjectTable } from '../project.ts'

/** The largest number that a column of the type `Int` holds. */
const largest = 2_147_483_647

/**
 * The numbers of the sending and of the batch, where the link that led to the order has them, by our names of their columns.
 *
 * What has none is not written: Dialog Insight may have found out by itself what led to it.
 */
export function linkNumbers({ config }: Project, table: ProjectTable): readonly Expression[] {
  const { sendLog = assumedLinkParameters.sendLog, batch = assumedLinkParameters.batch } =
    config.linkParameters ?? {}
  return Object.entries({ idSendLog: sendLog, idBatch: batch }).flatMap(([ours, parameter]) => {
    const code = codeOf(table, ours)
    if (code === undefined) return []
    const said = parameterOf(parameter)
    return [{ $if: isNumber(said), then: { [code]: { $integer: said } }, else: {} }]
  })
}

/** A parameter of the first page of the visit, else what a shop wrote into the metadata of the payment. */
function parameterOf(name: string): Expression {
  const page: Expression = { $replace: '$.attribution.landingPage', find: '?', by: '&' }
  const after: Expression = { $first: { $slice: { $split: page, at: `&${name}=` }, from: 1 } }
  const value: Expression = { $first: { $split: after, at: '&' } }
  return {
    $firstFilled: [{ $first: { $split: value, at: '#' } }, `$.extra.metadata.${name}`],
  }
}

/** Whether a text is digits alone, of a number that the column holds. */
function isNumber(text: Expression): Expression {
  const withoutDigits = Array.from('0123456789').reduce<Expression>(
    (rest, digit) => ({ $replace: rest, find: digit, by: '' }),
    text,
  )
  return {
    $if: { $and: [{ $not: { $isBlank: text } }, { $isBlank: withoutDigits }] },
    then: { $lessOrEqual: [{ $number: text }, largest] },
    else: false,
  }
}

import type { ConfigAnswer } from './answer-forms.ts'

const types = new Set([
  'TEXTINPUT',
  'TEXTAREA',
  'SELECT_SINGLE',
  'SELECT_MULTIPLE',
  'CHECKBOX',
  'INFO',
])

/**
 * What is wrong with a step of a configuration, after the step before.
 *
 * Questions are only added, after those that were asked; who decides later questions is dynamic; a dynamic one is not overridden.
 *
 * @see https://developers.google.com/data-studio/connector/ (read 2026-11)
 */
export function configProblems(
  answer: ConfigAnswer,
  before: ConfigAnswer | undefined,
): readonly string[] {
  const names = answer.configParams.map(({ name }) => name)
  const asked = before?.configParams.map(({ name }) => name) ?? []
  return [
    ...(new Set(names).size < names.length ? ['two questions have one name'] : []),
    ...(asked.every((name, place) => names[place] === name)
      ? []
      : ['a question that was asked is gone, or stands elsewhere']),
    ...answer.configParams.flatMap(({ type, name, isDynamic, parameterControl }) => [
      ...(types.has(type) ? [] : [`${name} is of no type: ${type}`]),
      ...(/^\w+$/u.test(name) ? [] : [`${name} is no name`]),
      ...(isDynamic === true && parameterControl?.allowOverride === true
        ? [`${name} is dynamic, and cannot be overridden`]
        : []),
    ]),
    ...(answer.isSteppedConfig && !answer.configParams.some((each) => each.isDynamic === true)
      ? ['another step follows, and no question decides it']
      : []),
  ]
}

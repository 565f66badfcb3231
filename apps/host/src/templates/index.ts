export { withCampaignInHtml, withCampaignInText, type LinkCampaign } from './campaign-links.ts'
export {
  compileCondition,
  compileExpression,
  type CompiledExpression,
} from './compile-expression.ts'
export { compileTemplate, type Template } from './compile-template.ts'
export { compileValue, type CompiledValue } from './compile-value.ts'
export type { TemplateTarget } from './escape.ts'
export type { TemplateManner } from './shown-value.ts'
export { withoutFormula } from './formula-text.ts'
